package dev.tain.transport.tcp;

import dev.tain.transport.DisconnectReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one connection received and nobody has polled: the raw stream in pooled heap chunks, and how it ended. Small
 * reads share a chunk, so a peer that trickles bytes does not cost a buffer for each. The I/O thread fills it, the
 * game's thread swaps the list of chunks for an empty one; the lock is held for that swap or one copy.
 */
final class Inbox {
    /** Room for a few small packets; a longer read gets a chunk of its own size. */
    private static final int CHUNK_BYTES = 2048;

    private final int bytesMax;

    // Guarded by this.
    private ArrayList<ByteBuf> chunks = new ArrayList<>(2);
    private int bytes;
    private boolean isAnnounced;
    private boolean isPaused;
    private boolean isClosed;
    private @Nullable DisconnectReason ending;
    private String endingDetail = "";

    // The game's thread: what it took last.
    private ArrayList<ByteBuf> taken = new ArrayList<>(2);
    private boolean isResumeDue;
    private @Nullable DisconnectReason takenEnding;

    Inbox(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Says that there is something to poll; false if that was said and not yet polled. */
    synchronized boolean announce() {
        boolean isNews = !isAnnounced;
        isAnnounced = true;
        return isNews;
    }

    /** Copies what was read; the buffer stays the caller's. Returns whether reading must pause. */
    synchronized boolean add(ByteBuf read, ByteBufAllocator allocator) {
        if (isClosed) {
            return false;
        }
        int length = read.readableBytes();
        ByteBuf last = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
        if (last == null || last.writableBytes() < length) {
            last = allocator.heapBuffer(Math.max(length, CHUNK_BYTES));
            chunks.add(last);
            bytes += last.capacity();
        }
        last.writeBytes(read);
        isPaused = bytes > bytesMax;
        return isPaused;
    }

    /** The stream ended; what was received before is still to be polled. The first ending counts. */
    synchronized void end(DisconnectReason reason, String detail) {
        if (ending == null && !isClosed) {
            ending = reason;
            endingDetail = detail;
        }
    }

    /** This side breaks off: what was received is dropped, and only the reason is left to be polled. */
    synchronized void fail(DisconnectReason reason, String detail) {
        close();
        ending = reason;
        endingDetail = detail;
    }

    /** Nobody will poll any more. */
    synchronized void close() {
        isClosed = true;
        for (int i = 0; i < chunks.size(); i++) {
            chunks.get(i).release();
        }
        chunks.clear();
        bytes = 0;
    }

    /** Game's thread: the chunks that came since the last call. The caller releases them and clears the list. */
    List<ByteBuf> take() {
        synchronized (this) {
            ArrayList<ByteBuf> full = chunks;
            chunks = taken;
            taken = full;
            bytes = 0;
            isAnnounced = false;
            isResumeDue = isPaused;
            isPaused = false;
            takenEnding = ending;
        }
        return taken;
    }

    /** Whether reading had paused when the chunks were taken. */
    boolean isResumeDue() {
        return isResumeDue;
    }

    /** How the stream ended behind the chunks that were taken; null while it goes on. */
    @Nullable
    DisconnectReason takenEnding() {
        return takenEnding;
    }

    synchronized String endingDetail() {
        return endingDetail;
    }
}
