package dev.tain.transport.netty;

import dev.tain.transport.FrameDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one connection that travel beside its stream. Kept as those of the stream are, behind their lengths in
 * one buffer for a flush and in one array for a poll; cut where the lane begins.
 */
final class DatagramTraffic implements WriteQueue.Target {
    private final DatagramLane lane;
    private final Inbox inbox;

    // The game's thread.
    private final FrameDecoder decoder;
    private final int fillBytesMax;
    private @Nullable ByteBuf filling;
    private long takenBytes;

    private volatile long writtenBytes; // by the I/O thread

    /** @param announce says, on the I/O thread, that there is something to poll */
    DatagramTraffic(DatagramLane lane, SocketSettings settings, Runnable announce) {
        this.lane = lane;
        inbox = new Inbox(settings.receiveQueueBytes());
        decoder = new FrameDecoder(settings.maxPacketBytes());
        fillBytesMax = settings.receiveQueueBytes(); // what the other side keeps of it at most
        lane.receiver(packet -> {
            inbox.addPacket(packet);
            announce.run();
        });
    }

    // ---------------------------------------------------------------- the game's thread

    /** Takes a packet, or drops it when much waits already; false if the lane does not carry it. */
    boolean send(byte[] bytes, int offset, int length, ByteBufAllocator allocator) {
        if (length > lane.bytesMax()) {
            return false;
        }
        int size = FrameDecoder.HEADER_BYTES + length;
        if (waitingBytes() + size > fillBytesMax) {
            return true;
        }
        ByteBuf buffer = filling;
        if (buffer == null) {
            buffer = allocator.ioBuffer(size);
            filling = buffer;
        }
        buffer.writeInt(length).writeBytes(bytes, offset, length);
        takenBytes += size;
        return true;
    }

    void stage(WriteQueue queue) {
        ByteBuf buffer = filling;
        if (buffer != null) {
            filling = null;
            queue.stage(this, buffer);
        }
    }

    void release() {
        if (filling != null) {
            filling.release();
            filling = null;
        }
    }

    long waitingBytes() {
        return takenBytes - writtenBytes;
    }

    void poll(FrameDecoder.Sink sink) {
        inbox.take();
        decoder.feed(inbox.taken(), 0, inbox.takenSize(), sink);
    }

    // ---------------------------------------------------------------- the I/O thread

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void write(ByteBuf buffer) {
        writtenBytes += buffer.readableBytes();
        try {
            while (buffer.isReadable()) {
                lane.write(buffer.readRetainedSlice(buffer.readInt()));
            }
        } finally {
            buffer.release();
        }
    }

    @Override
    public void flushSocket() {
        lane.flush();
    }
}
