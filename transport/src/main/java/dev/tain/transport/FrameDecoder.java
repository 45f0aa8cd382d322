package dev.tain.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into packets. The framing is Telepathy's, so that a Unity client built on Mirror is understood:
 *
 * <pre>
 *   ┌──────────────────────────┬───────────────────┐
 *   │ length, 4 bytes, big end │ length bytes      │  and the next
 *   └──────────────────────────┴───────────────────┘
 * </pre>
 *
 * <p>The stream comes in slices cut anywhere. A packet that lies whole in one slice is handed on from that slice,
 * without a copy; only one that is cut is gathered here. A length is judged the moment its four bytes are known, and
 * memory grows with the bytes that came, never with the length that was claimed.
 *
 * <p>A stream that is refused stays refused: a length that is wrong says nothing about where the next one begins. One
 * thread; no clock, no socket.
 */
public final class FrameDecoder {
    /** The bytes of a length. */
    public static final int HEADER_BYTES = 4;

    /**
     * Lengths up to this are believed to be lengths, those of somebody with other settings; beyond it the bytes are
     * those of another protocol. The first four of {@code GET } (0x47455420) and of TLS (0x160301..) lie far above.
     */
    private static final int PLAUSIBLE_BYTES_MAX = 64 << 20;

    private static final int GATHER_BYTES_FIRST = 256;

    private final int packetBytesMax;
    private byte[] gathered = new byte[0];
    private int gatheredBytes; // of the header and packet that were cut, header included
    private @Nullable DisconnectReason refusal;
    private String refusalDetail = "";

    /** @param packetBytesMax the largest packet that is taken; the header does not count */
    public FrameDecoder(int packetBytesMax) {
        if (packetBytesMax < 1 || packetBytesMax > PLAUSIBLE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "packetBytesMax is " + packetBytesMax + "; it must lie in 1.." + PLAUSIBLE_BYTES_MAX + ".");
        }
        this.packetBytesMax = packetBytesMax;
    }

    /**
     * Takes the next bytes of the stream and hands on the packets they complete.
     *
     * @return whether the stream goes on: false once it was refused, or when the sink said to stop. What follows in
     *     the slice is then dropped
     */
    public boolean feed(byte[] bytes, int offset, int length, Sink sink) {
        if (refusal != null) {
            return false;
        }
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (gatheredBytes > 0 || end - at < HEADER_BYTES) {
                int taken = gather(bytes, at, end);
                at += taken;
                if (refusal != null) {
                    return false;
                }
                if (gatheredBytes >= HEADER_BYTES && gatheredBytes == HEADER_BYTES + lengthAt(gathered, 0)) {
                    int packetBytes = gatheredBytes - HEADER_BYTES;
                    gatheredBytes = 0;
                    if (!sink.packet(gathered, HEADER_BYTES, packetBytes)) {
                        return false;
                    }
                }
                continue;
            }
            int packetBytes = lengthAt(bytes, at);
            if (isRefused(packetBytes)) {
                refuse(packetBytes);
                return false;
            }
            if (end - at - HEADER_BYTES < packetBytes) {
                at += gather(bytes, at, end);
                continue;
            }
            at += HEADER_BYTES + packetBytes;
            if (!sink.packet(bytes, at - packetBytes, packetBytes)) {
                return false;
            }
        }
        return true;
    }

    /** Why the stream was refused: {@code MALFORMED} or {@code MESSAGE_TOO_LARGE}; null while it is fine. */
    public @Nullable DisconnectReason refusal() {
        return refusal;
    }

    /** The refusal in words; empty while there is none. */
    public String refusalDetail() {
        return refusalDetail;
    }

    /** Bytes of a packet that has not come in whole, its header included. */
    public int pendingBytes() {
        return gatheredBytes;
    }

    /** Takes what is missing of the header, or, when that is known, of the packet. Returns how much it took. */
    private int gather(byte[] bytes, int at, int end) {
        int wanted = HEADER_BYTES;
        if (gatheredBytes >= HEADER_BYTES) {
            wanted += lengthAt(gathered, 0);
        }
        int taken = Math.min(wanted - gatheredBytes, end - at);
        int needed = gatheredBytes + taken;
        if (needed > gathered.length) {
            int grown = Math.max(Math.max(needed, GATHER_BYTES_FIRST), 2 * gathered.length);
            gathered = Arrays.copyOf(gathered, Math.min(grown, HEADER_BYTES + packetBytesMax));
        }
        System.arraycopy(bytes, at, gathered, gatheredBytes, taken);
        gatheredBytes = needed;
        if (gatheredBytes == HEADER_BYTES && isRefused(lengthAt(gathered, 0))) {
            refuse(lengthAt(gathered, 0));
        }
        return taken;
    }

    private boolean isRefused(int packetBytes) {
        return packetBytes < 1 || packetBytes > packetBytesMax;
    }

    private void refuse(int packetBytes) {
        gathered = new byte[0];
        gatheredBytes = 0;
        if (packetBytes > packetBytesMax && packetBytes <= PLAUSIBLE_BYTES_MAX) {
            refusal = DisconnectReason.MESSAGE_TOO_LARGE;
            refusalDetail = "A packet of " + packetBytes + " bytes was announced; at most " + packetBytesMax
                    + " are taken. Both sides must set the same maxPacketBytes.";
            return;
        }
        refusal = DisconnectReason.MALFORMED;
        refusalDetail = "The stream is not one of length-prefixed packets: " + likeness(packetBytes) + ".";
    }

    private static String likeness(int header) {
        if (header == 0) {
            return "a packet of 0 bytes was announced";
        }
        if (header >>> 16 == 0x1603 || header >>> 16 == 0x1503) {
            return "it begins like TLS, so one side encrypts and the other does not";
        }
        StringBuilder text = new StringBuilder();
        for (int shift = 24; shift >= 0; shift -= 8) {
            int character = header >>> shift & 0xff;
            if (character < 0x20 || character > 0x7e) {
                return "a packet of " + (header & 0xffff_ffffL) + " bytes was announced";
            }
            text.append((char) character);
        }
        return "it holds the text \"" + text + "\", as HTTP would";
    }

    private static int lengthAt(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    /** Takes the packets. The byte array is valid during the call only. */
    public interface Sink {
        /** @return false to stop: nothing further of the stream is wanted */
        boolean packet(byte[] bytes, int offset, int length);
    }
}
