package dev.tain.object;

import dev.tain.codegen.ObjectLookup;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/**
 * References to objects and behaviours as numbers, for generated code. A reference is the object's {@code netId} and, for
 * a behaviour, its index plus one above the lower 32 bits; 0 is none. On the wire:
 *
 * <pre>
 *   object:     [varuint netId]
 *   behaviour:  [varuint netId] ([u8 index] if netId is not 0)
 * </pre>
 */
public final class References {
    private References() {}

    /** 0 for null and for an object that is not spawned. */
    public static long of(@Nullable NetworkIdentity object) {
        return object == null ? 0 : Integer.toUnsignedLong(object.netId());
    }

    /** 0 for null and for a behaviour of no spawned object. */
    public static long of(@Nullable NetworkBehaviour behaviour) {
        NetworkIdentity object = behaviour == null ? null : behaviour.attachedTo();
        return behaviour == null || object == null || object.netId() == 0
                ? 0
                : Integer.toUnsignedLong(object.netId()) | (behaviour.index() + 1L) << 32;
    }

    /** The {@code netId} of a reference. */
    public static int netId(long reference) {
        return (int) reference;
    }

    /** The behaviour's index, or -1 for the object itself. */
    public static int index(long reference) {
        return (int) (reference >>> 32) - 1;
    }

    public static void writeObject(NetworkWriter writer, long reference) {
        writer.writeVarUInt((int) reference);
    }

    public static void writeBehaviour(NetworkWriter writer, long reference) {
        writer.writeVarUInt((int) reference);
        if (reference != 0) {
            writer.writeByte((byte) index(reference));
        }
    }

    public static long readObject(NetworkReader reader) {
        return Integer.toUnsignedLong(reader.readVarUInt());
    }

    public static long readBehaviour(NetworkReader reader) {
        long netId = Integer.toUnsignedLong(reader.readVarUInt());
        return netId == 0 ? 0 : netId | (reader.readByte() & 0xFFL) + 1 << 32;
    }

    /** Writes a parameter, element or message field. */
    public static void write(NetworkWriter writer, @Nullable NetworkIdentity object) {
        writeObject(writer, of(object));
    }

    /** Writes a parameter, element or message field. */
    public static void write(NetworkWriter writer, @Nullable NetworkBehaviour behaviour) {
        writeBehaviour(writer, of(behaviour));
    }

    /** Reads a parameter, element or message field: null if there is no such object here. */
    public static @Nullable NetworkIdentity readIdentity(NetworkReader reader) {
        long reference = readObject(reader);
        ObjectLookup lookup = reader.context(ObjectLookup.class);
        return reference == 0 || lookup == null ? null : lookup.find(reference, NetworkIdentity.class);
    }

    /** Reads a parameter, element or message field: null if there is no such behaviour here. */
    public static <T extends NetworkBehaviour> @Nullable T readBehaviour(NetworkReader reader, Class<T> type) {
        long reference = readBehaviour(reader);
        ObjectLookup lookup = reader.context(ObjectLookup.class);
        return reference == 0 || lookup == null ? null : lookup.find(reference, type);
    }
}
