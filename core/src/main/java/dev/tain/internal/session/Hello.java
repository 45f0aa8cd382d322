package dev.tain.internal.session;

import dev.tain.codegen.WireType;
import dev.tain.internal.schema.TypeTable;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.List;

/**
 * The first thing a client says. The magic number comes first, so that a stray HTTP request or TLS hello is told from
 * another version of Tain.
 *
 * @param protocol the version of the native dialect
 * @param gameVersion what the game calls itself, or empty
 * @param strict whether types that only one side knows are refused
 * @param ids of messages and behaviours, and
 * @param shapes the shape hash of each
 * @param sendIntervalNanos how often it sends; 0 if in every tick
 */
public record Hello(int protocol, String gameVersion, boolean strict, int[] ids, int[] shapes, int sendIntervalNanos) {
    /** "TAIN" as four bytes. */
    public static final int MAGIC = 0x4E494154;

    /** The version of the native dialect that this code speaks. */
    public static final int PROTOCOL = 1;

    /** In the description of a refusal, at most this many types of each kind travel. */
    public static final int DESCRIBED_TYPES_MAX = 32;

    private static final int MAX_VERSION_LENGTH = 256;
    private static final int INTERVAL_NANOS_MAX = 1_000_000_000;

    /** What this program says of itself. */
    public static void write(
            NetworkWriter writer, String gameVersion, boolean strict, TypeTable types, long sendIntervalNanos) {
        writer.writeShort(BuiltIn.HELLO);
        writeProtocol(writer);
        writer.writeString(gameVersion, MAX_VERSION_LENGTH);
        writer.writeBoolean(strict);
        List<WireType<?>> all = types.all();
        writer.writeCount(all.size());
        for (WireType<?> codec : all) {
            writer.writeShort(codec.id());
            writer.writeInt(codec.shapeHash());
        }
        writeInterval(writer, sendIntervalNanos);
    }

    /** Says at which interval one's own side sends; the other side's timeline goes by it. */
    public static void writeInterval(NetworkWriter writer, long nanos) {
        writer.writeVarUInt((int) nanos);
    }

    /**
     * Reads the other side's interval, in nanoseconds: 0 to a second.
     *
     * @throws dev.tain.wire.MalformedMessageException if it is more
     */
    public static int readInterval(NetworkReader reader) {
        int nanos = reader.readVarUInt();
        if (nanos < 0 || nanos > INTERVAL_NANOS_MAX) {
            throw reader.malformed("a send interval of " + Integer.toUnsignedString(nanos) + " ns");
        }
        return nanos;
    }

    /** What whoever comes says first, to be let in or back in. */
    public static void writeProtocol(NetworkWriter writer) {
        writer.writeInt(MAGIC);
        writer.writeVarUInt(PROTOCOL);
    }

    /**
     * Reads the version of the protocol.
     *
     * @throws dev.tain.wire.MalformedMessageException if it does not begin with the magic number
     */
    public static int readProtocol(NetworkReader reader) {
        int magic = reader.readInt();
        if (magic != MAGIC) {
            throw reader.malformed("a hello begins with TAIN, not with 0x" + Integer.toHexString(magic));
        }
        return reader.readVarUInt();
    }

    /**
     * Reads the body, after the id. Of another version of the protocol only the number is read.
     *
     * @throws dev.tain.wire.MalformedMessageException if it is no hello
     */
    public static Hello read(NetworkReader reader) {
        int protocol = readProtocol(reader);
        if (protocol != PROTOCOL) {
            reader.skip(reader.remaining());
            return new Hello(protocol, "", false, new int[0], new int[0], 0);
        }
        String gameVersion = reader.readString(MAX_VERSION_LENGTH);
        boolean strict = reader.readBoolean();
        int count = reader.readCount(6);
        int[] ids = new int[count];
        int[] shapes = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = reader.readUnsignedShort();
            shapes[i] = reader.readInt();
        }
        return new Hello(protocol, gameVersion, strict, ids, shapes, readInterval(reader));
    }
}
