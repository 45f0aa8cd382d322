package dev.tain.transport.tcp;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.FrameDecoder;
import dev.tain.transport.PeerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One socket, the same on both sides. Methods and fields belong to the game's thread or to the I/O thread, as their
 * groups say; what crosses goes through {@link Inbox}, {@link ReadyQueue} and {@link WriteQueue}.
 *
 * <p>In: the I/O thread only copies the stream. Cutting it into packets is left to the poll, where a packet can be
 * handed on from the array it came in. Out: a packet is copied once, behind its length, into the buffer the socket will
 * write from.
 *
 * <p>A graceful end is more than a close: closing a socket that has unread bytes makes the system send a reset, which
 * can overtake what was written. So this side says that it will write no more, reads and drops what still comes, and
 * closes when the other side has closed too, or when the linger time is over.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter implements FrameDecoder.Sink {
    /** A buffer larger than this is not grown further; the next one is begun. One gathering write takes many. */
    private static final int BUFFER_BYTES_MAX = 64 * 1024;

    private static final int BUFFER_BYTES_FIRST = 512;

    private final TcpSettings settings;
    private final ReadyQueue ready;
    private final Owner owner;
    private final Inbox inbox;
    private final Runnable resumeReading = this::resumeReading;

    // The I/O thread; the first three are set before the connection is announced and never change.
    private @Nullable ChannelHandlerContext context;
    private @Nullable WriteQueue writes;
    private PeerAddress address = new PeerAddress("unknown", 0); // stays so if it was gone at once
    private boolean isDiscarding;
    private @Nullable Throwable failure;
    private @Nullable Future<?> lingerDeadline;
    private volatile long writtenBytes; // handed to the socket's own queue, ever

    // The game's thread.
    private final FrameDecoder decoder;
    private int id;
    private boolean isDone;
    private boolean isBroken;
    private boolean isDirty;
    private @Nullable ByteBuf filling;
    private int usualBytes = BUFFER_BYTES_FIRST;
    private long takenBytes; // by send, ever

    TcpConnection(TcpSettings settings, ReadyQueue ready, Owner owner) {
        this.settings = settings;
        this.ready = ready;
        this.owner = owner;
        inbox = new Inbox(settings.receiveQueueBytes());
        decoder = new FrameDecoder(settings.maxPacketBytes());
    }

    // ---------------------------------------------------------------- the I/O thread

    /** Joins the connection to its socket; before the handler is added. */
    void join(WriteQueue queue) {
        writes = queue;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        if (active.channel().remoteAddress() instanceof InetSocketAddress remote) {
            address = new PeerAddress(remote.getAddress().getHostAddress(), remote.getPort());
        }
        announce();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf read = (ByteBuf) message;
        try {
            if (isDiscarding) {
                return;
            }
            if (inbox.add(read)) {
                reading.channel().config().setAutoRead(false);
            }
            announce();
        } finally {
            read.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        failing.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        if (lingerDeadline != null) {
            lingerDeadline.cancel(false);
        }
        Throwable cause = failure;
        if (cause == null) {
            end(DisconnectReason.CONNECTION_LOST, "The other side closed the connection.");
        } else if (cause instanceof IOException) {
            end(DisconnectReason.CONNECTION_LOST, "The connection broke: " + cause.getMessage() + ".");
        } else {
            end(DisconnectReason.TRANSPORT_FAILED, cause.toString());
        }
    }

    /** The connection is over, or never came to be. From the I/O thread, or the one that resolves names. */
    void end(DisconnectReason reason, String detail) {
        inbox.end(reason, detail);
        announce();
    }

    void write(ByteBuf buffer) {
        ChannelHandlerContext joined = joined();
        addWritten(buffer.readableBytes()); // first: for a moment they count as gone rather than twice
        joined.write(buffer, joined.voidPromise());
    }

    void flushSocket() {
        joined().flush();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void addWritten(int bytes) {
        writtenBytes += bytes;
    }

    private void announce() {
        if (inbox.announce()) {
            ready.add(this);
        }
    }

    private void resumeReading() {
        joined().channel().config().setAutoRead(true);
    }

    private void closeGracefully() {
        Channel channel = joined().channel();
        if (!channel.isActive() || isDiscarding) {
            return;
        }
        isDiscarding = true;
        lingerDeadline =
                channel.eventLoop().schedule(() -> closeAtOnce(), settings.lingerMillis(), TimeUnit.MILLISECONDS);
        ChannelFuture written = joined().writeAndFlush(Unpooled.EMPTY_BUFFER);
        written.addListener(done -> {
            if (done.isSuccess()) {
                ((DuplexChannel) channel).shutdownOutput();
            }
        });
        channel.config().setAutoRead(true);
    }

    /** With a reset, so that the system keeps nothing for a peer that may never read it. */
    private void closeAtOnce() {
        Channel channel = joined().channel();
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    // ---------------------------------------------------------------- the game's thread

    int id() {
        return id;
    }

    void introduce(int givenId) {
        id = givenId;
    }

    PeerAddress address() {
        return address;
    }

    /** Whether there is nothing more to tell: this side ended it, or was told that it ended. */
    boolean isDone() {
        return isDone;
    }

    /**
     * Hands what was received to the owner.
     *
     * @return why the connection is over now, if it is and this side does not know yet; else null
     */
    @Nullable
    DisconnectReason poll() {
        inbox.take();
        decoder.feed(inbox.taken(), 0, inbox.takenSize(), this);
        if (isDone) {
            return null;
        }
        DisconnectReason refusal = decoder.refusal();
        if (refusal != null) {
            inbox.fail(refusal, decoder.refusalDetail());
            abort();
            return refusal;
        }
        if (inbox.isResumeDue()) {
            WriteQueue.execute(joined().channel().eventLoop(), resumeReading);
        }
        DisconnectReason ending = inbox.takenEnding();
        if (ending != null) {
            finish();
        }
        return ending;
    }

    String endingDetail() {
        return inbox.endingDetail();
    }

    @Override
    public boolean packet(byte[] bytes, int offset, int length) {
        owner.received(this, bytes, offset, length);
        return !isDone && !isBroken;
    }

    /**
     * Takes a packet.
     *
     * @return whether this is the first one since the last {@link #handOver}
     */
    boolean send(byte[] bytes, int offset, int length, boolean isReliable) {
        int size = FrameDecoder.HEADER_BYTES + length;
        if (isDone || isBroken) {
            return false;
        }
        int queued = queuedBytes();
        if (queued > settings.sendQueueBytes() - size) {
            if (isReliable) {
                congest(queued);
            }
            return false;
        }
        ByteBuf buffer = filling;
        if (buffer != null && buffer.readableBytes() + size > BUFFER_BYTES_MAX) {
            stageFilling();
            buffer = null;
        }
        if (buffer == null) {
            buffer = joined().alloc().ioBuffer(Math.max(size, usualBytes));
            filling = buffer;
        }
        buffer.writeInt(length).writeBytes(bytes, offset, length);
        takenBytes += size;
        boolean isFirst = !isDirty;
        isDirty = true;
        return isFirst;
    }

    /** Hands what was taken to the queue of the I/O thread, and says which that is. */
    @Nullable
    WriteQueue handOver() {
        isDirty = false;
        stageFilling();
        return writes;
    }

    /** Bytes taken and not with the system yet; with those Netty holds, which it counts a little generously. */
    int queuedBytes() {
        if (isDone || isBroken) {
            return 0;
        }
        long waiting = takenBytes - writtenBytes;
        ChannelOutboundBuffer outbound = joined().channel().unsafe().outboundBuffer();
        long inNetty = outbound == null ? 0 : outbound.totalPendingWriteBytes();
        return (int) Math.min(Integer.MAX_VALUE, waiting + inNetty);
    }

    /** Ends it after what was taken has left. */
    void disconnect() {
        if (isDone) {
            return;
        }
        stageFilling();
        WriteQueue queue = writes;
        if (queue != null) {
            queue.submit();
            WriteQueue.execute(queue.loop(), this::closeGracefully);
        }
        finish();
    }

    /** Ends it at once. */
    void abort() {
        if (!isDone) {
            finish();
            breakOff();
        }
    }

    private void finish() {
        isDone = true;
        inbox.close();
        releaseFilling();
    }

    private void congest(int queued) {
        isBroken = true;
        inbox.fail(
                DisconnectReason.CONGESTED,
                "The other side does not read: " + queued + " bytes wait, and sendQueueBytes is "
                        + settings.sendQueueBytes() + ".");
        releaseFilling();
        announce();
        breakOff();
    }

    private void breakOff() {
        WriteQueue queue = writes;
        if (queue != null) {
            WriteQueue.execute(queue.loop(), this::closeAtOnce);
        }
    }

    private void stageFilling() {
        ByteBuf buffer = filling;
        WriteQueue queue = writes;
        if (buffer != null && queue != null) {
            filling = null;
            usualBytes = Math.min(BUFFER_BYTES_MAX, Integer.highestOneBit(buffer.readableBytes()) << 1);
            queue.stage(this, buffer);
        }
    }

    private void releaseFilling() {
        if (filling != null) {
            filling.release();
            filling = null;
        }
    }

    private ChannelHandlerContext joined() {
        ChannelHandlerContext joined = context;
        if (joined == null) {
            throw new IllegalStateException("This connection has no socket yet.");
        }
        return joined;
    }

    /** Takes the packets of a poll. The byte array is valid during the call only. */
    interface Owner {
        void received(TcpConnection connection, byte[] bytes, int offset, int length);
    }
}
