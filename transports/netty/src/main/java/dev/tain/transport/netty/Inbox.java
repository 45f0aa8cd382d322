package dev.tain.transport.netty;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.FrameDecoder;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one connection received and nobody has polled: the raw stream in an array, and how it ended. The I/O thread
 * fills one array while the game's thread cuts packets from the other; a poll swaps them. So packets are handed on
 * without a further copy, and a steady stream allocates nothing. The lock is held for that swap or for one copy.
 *
 * <p>The arrays grow with what arrives. Reading pauses above the limit, so they stay within it and one read more; a
 * large one that is hardly used for a while is given up.
 */
public final class Inbox {
    /** The first size: room for a few small packets. */
    private static final int BYTES_FIRST = 512;

    /** Arrays up to this size stay with the connection, however little it receives. */
    private static final int BYTES_KEPT = 8 * 1024;

    /** Polls, a few seconds' worth, after which a large array that was hardly used is given up. */
    private static final int HARDLY_USED_MAX = 200;

    private static final byte[] NO_BYTES = {};

    private final int bytesMax;

    // Guarded by this.
    private byte[] bytes = NO_BYTES;
    private int size;
    private boolean isAnnounced;
    private boolean isPaused;
    private boolean isClosed;
    private @Nullable DisconnectReason ending;
    private String endingDetail = "";

    // The game's thread: what it took last.
    private byte[] taken = NO_BYTES;
    private int takenSize;
    private int hardlyUsedCount;
    private boolean isResumeDue;
    private @Nullable DisconnectReason takenEnding;

    public Inbox(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Says that there is something to poll; false if that was said and not yet polled. */
    public synchronized boolean announce() {
        boolean isNews = !isAnnounced;
        isAnnounced = true;
        return isNews;
    }

    /** Copies what was read; the buffer stays the caller's. Returns whether reading must pause. */
    synchronized boolean add(ByteBuf read) {
        if (isClosed) {
            return false;
        }
        int length = read.readableBytes();
        makeRoom(length);
        read.readBytes(bytes, size, length);
        size += length;
        isPaused = size > bytesMax;
        return isPaused;
    }

    /** As {@link #add(int, byte[], int, int)}, for a packet that may be lost: one that would not fit is dropped. */
    public synchronized void offer(int head, byte[] packet, int offset, int length) {
        if (length <= bytesMax - size) {
            add(head, packet, offset, length);
        }
    }

    /**
     * Copies a packet behind four bytes that say what it is, big-endian. Returns whether no more should follow for now.
     */
    public synchronized boolean add(int head, byte[] packet, int offset, int length) {
        if (isClosed) {
            return false;
        }
        makeRoom(FrameDecoder.HEADER_BYTES + length);
        addHead(head);
        System.arraycopy(packet, offset, bytes, size, length);
        size += length;
        isPaused = size > bytesMax;
        return isPaused;
    }

    private void addHead(int head) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (head >>> shift);
        }
    }

    /** Copies a packet, behind its length; one that would not fit within the limit is dropped. */
    synchronized void addPacket(ByteBuf packet) {
        int length = packet.readableBytes();
        if (isClosed || length == 0 || length > bytesMax - size) {
            return;
        }
        makeRoom(FrameDecoder.HEADER_BYTES + length);
        addHead(length);
        packet.readBytes(bytes, size, length);
        size += length;
    }

    private void makeRoom(int length) {
        if (length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(BYTES_FIRST, 2 * bytes.length), size + length));
        }
    }

    /** The stream ended; what was received before is still to be polled. The first ending counts. */
    public synchronized void end(DisconnectReason reason, String detail) {
        if (ending == null && !isClosed) {
            ending = reason;
            endingDetail = detail;
        }
    }

    /** This side breaks off: what was received is dropped, and only the reason is left to be polled. */
    public synchronized void fail(DisconnectReason reason, String detail) {
        close();
        ending = reason;
        endingDetail = detail;
    }

    /** Nobody will poll any more. */
    public synchronized void close() {
        isClosed = true;
        bytes = NO_BYTES;
        size = 0;
    }

    /** Game's thread: takes what came since the last call, which {@link #taken} then holds. */
    public void take() {
        boolean isHardlyUsed = taken.length > BYTES_KEPT && takenSize < taken.length / 4;
        hardlyUsedCount = isHardlyUsed ? hardlyUsedCount + 1 : 0;
        if (hardlyUsedCount > HARDLY_USED_MAX) {
            hardlyUsedCount = 0;
            taken = NO_BYTES;
        }
        synchronized (this) {
            byte[] full = bytes;
            bytes = taken;
            taken = full;
            takenSize = size;
            size = 0;
            isAnnounced = false;
            isResumeDue = isPaused;
            isPaused = false;
            takenEnding = ending;
        }
    }

    /** The bytes that were taken, from 0 to {@link #takenSize}; good until the next {@link #take}. */
    public byte[] taken() {
        return taken;
    }

    public int takenSize() {
        return takenSize;
    }

    /** Whether reading had paused when the bytes were taken. */
    public boolean isResumeDue() {
        return isResumeDue;
    }

    /** How the stream ended behind the bytes that were taken; null while it goes on. */
    public @Nullable DisconnectReason takenEnding() {
        return takenEnding;
    }

    public synchronized String endingDetail() {
        return endingDetail;
    }
}
