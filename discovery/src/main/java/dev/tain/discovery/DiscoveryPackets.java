package dev.tain.discovery;

import dev.tain.codegen.MessageCodec;
import dev.tain.codegen.MessageIndex;
import dev.tain.connection.NetworkMessage;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The two kinds of datagrams. A probe is padded to a fixed size, and an answer is never larger: who forges an address gets
 * nobody flooded.
 *
 * <pre>
 *   probe   [u32 "TND?"][u8 version][string game][u32 nonce][zeros up to 1024 bytes]
 *   answer  [u32 "TND!"][u8 version][string game][u32 nonce][u64 server][count]([string address])* [u16 id][fields]
 * </pre>
 */
final class DiscoveryPackets<T extends NetworkMessage> {
    /** Below what any network carries in one piece. */
    static final int BYTES_MAX = 1024;

    static final int GAME_LENGTH_MAX = 64;
    static final int ADDRESSES_MAX = 8;

    private static final int ADDRESS_LENGTH_MAX = 128;
    private static final int PROBE = 0x3F444E54;
    private static final int ANSWER = 0x21444E54;
    private static final int VERSION = 1;

    /** What an answer says. */
    record Answer<T>(int nonce, long serverId, List<String> addresses, T info) {}

    private final String game;
    private final MessageCodec<T> codec;

    DiscoveryPackets(String game, Class<T> type) {
        if (game.isEmpty() || game.length() > GAME_LENGTH_MAX) {
            throw new IllegalArgumentException("The name of the game has " + game.length()
                    + " characters; it takes 1 to " + GAME_LENGTH_MAX + ".");
        }
        this.game = game;
        this.codec = codecOf(type);
    }

    @SuppressWarnings("unchecked")
    private static <T extends NetworkMessage> MessageCodec<T> codecOf(Class<T> type) {
        for (MessageIndex index : ServiceLoader.load(MessageIndex.class)) {
            for (MessageCodec<?> codec : index.codecs()) {
                if (codec.type() == type) {
                    return (MessageCodec<T>) codec;
                }
            }
        }
        throw new IllegalStateException(type.getName() + " has no codec. It must be a NetworkMessage compiled with"
                + " tain-processor; in a shaded jar, merge the META-INF/services files.");
    }

    /** Whether a client can be told to connect there: it has a scheme and a host. */
    static boolean isAddress(URI address) {
        return address.getScheme() != null && address.getRawAuthority() != null;
    }

    byte[] probe(int nonce) {
        NetworkWriter writer = head(PROBE, nonce);
        byte[] padded = new byte[BYTES_MAX];
        System.arraycopy(writer.buffer(), 0, padded, 0, writer.position());
        return padded;
    }

    private NetworkWriter head(int kind, int nonce) {
        NetworkWriter writer = new NetworkWriter(256);
        writer.writeInt(kind);
        writer.writeByte(VERSION);
        writer.writeString(game);
        writer.writeInt(nonce);
        return writer;
    }

    /**
     * What the server answers, but for the nonce.
     *
     * @throws IllegalArgumentException if that does not fit a datagram
     */
    byte[] answer(long serverId, List<URI> addresses, T info) {
        if (addresses.isEmpty() || addresses.size() > ADDRESSES_MAX) {
            throw new IllegalArgumentException(
                    "There are " + addresses.size() + " addresses; it takes 1 to " + ADDRESSES_MAX + ".");
        }
        NetworkWriter writer = head(ANSWER, 0);
        writer.writeLong(serverId);
        writer.writeCount(addresses.size());
        for (URI address : addresses) {
            writer.writeString(address.toString(), ADDRESS_LENGTH_MAX);
        }
        writer.writeShort(codec.id());
        codec.write(writer, info);
        if (writer.position() > BYTES_MAX) {
            throw new IllegalArgumentException("What this server says of itself is " + writer.position()
                    + " bytes; an answer has at most " + BYTES_MAX + ". Make it shorter.");
        }
        return writer.toByteArray();
    }

    /** The place of the nonce in an answer, which another question may be answered with. */
    byte[] withNonce(byte[] answer, int nonce) {
        byte[] copy = answer.clone();
        NetworkWriter head = head(ANSWER, nonce);
        System.arraycopy(head.buffer(), 0, copy, 0, head.position());
        return copy;
    }

    /** The nonce of a probe for this game of full size; null if it is anything else. */
    @Nullable
    Integer readProbe(byte[] bytes, int length) {
        if (length != BYTES_MAX) {
            return null;
        }
        try {
            NetworkReader reader = new NetworkReader(bytes);
            return isHead(reader, PROBE) ? (Integer) reader.readInt() : null;
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    /** An answer for this game; null if it is anything else. */
    @Nullable
    Answer<T> readAnswer(byte[] bytes, int length) {
        NetworkReader reader = new NetworkReader(new byte[0]);
        reader.wrap(bytes, 0, length);
        try {
            if (!isHead(reader, ANSWER)) {
                return null;
            }
            int nonce = reader.readInt();
            long serverId = reader.readLong();
            List<String> addresses = new ArrayList<>();
            for (int left = reader.checkSize(reader.readCount(2), ADDRESSES_MAX); left > 0; left--) {
                addresses.add(reader.readString(ADDRESS_LENGTH_MAX));
            }
            if (reader.readUnsignedShort() != codec.id()) {
                return null;
            }
            T info = codec.read(reader);
            return reader.remaining() == 0 ? new Answer<>(nonce, serverId, addresses, info) : null;
        } catch (RuntimeException e) { // malformed, or refused by the record's own constructor
            return null;
        }
    }

    private boolean isHead(NetworkReader reader, int kind) {
        return reader.readInt() == kind
                && reader.readUnsignedByte() == VERSION
                && reader.readString(GAME_LENGTH_MAX).equals(game);
    }
}
