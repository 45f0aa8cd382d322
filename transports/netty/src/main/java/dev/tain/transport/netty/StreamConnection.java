package dev.tain.transport.netty;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.FrameDecoder;
import dev.tain.transport.PeerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection over a stream, the same on both sides. Methods and fields belong to the game's thread or to the I/O thread, as their
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
final class StreamConnection extends ChannelInboundHandlerAdapter implements FrameDecoder.Sink, WriteQueue.Target {
    /** A buffer larger than this is not grown further; the next one is begun. One gathering write takes many. */
    private static final int BUFFER_BYTES_MAX = 64 * 1024;

    private static final int BUFFER_BYTES_FIRST = 512;

    private final SocketSettings settings;
    private final Stages stages;
    private final ReadyQueue<StreamConnection> ready;
    private final Receiver receiver;
    private final Watcher watcher;
    private final Inbox inbox;
    private final Runnable resumeReading = this::resumeReading;

    // The I/O thread; the first five are set before the connection is announced and never change.
    private @Nullable ChannelHandlerContext context;
    private @Nullable WriteQueue writes;
    private @Nullable DatagramTraffic datagrams;
    private @Nullable PeerAddress address;
    private boolean isCountedByChannel; // what it has and the system has not
    private boolean isEstablished;
    private boolean isGuest; // wants something else than a connection
    private boolean isDiscarding;
    private @Nullable SocketFailure failure;
    private @Nullable Future<?> deadline; // of the handshake, then of the goodbye
    private volatile long writtenBytes; // handed to the socket's own queue, or out of it, ever

    // The game's thread.
    private final FrameDecoder decoder;
    private int id;
    private boolean isDone;
    private boolean isBroken;
    private boolean isDirty;
    private @Nullable ByteBuf filling;
    private int usualBytes = BUFFER_BYTES_FIRST;
    private long takenBytes; // by send, ever

    StreamConnection(
            SocketSettings settings,
            Stages stages,
            ReadyQueue<StreamConnection> ready,
            Receiver receiver,
            Watcher watcher) {
        this.settings = settings;
        this.stages = stages;
        this.ready = ready;
        this.receiver = receiver;
        this.watcher = watcher;
        inbox = new Inbox(settings.receiveQueueBytes());
        decoder = new FrameDecoder(settings.maxPacketBytes());
    }

    // ---------------------------------------------------------------- the I/O thread

    /** Joins the connection to its socket, behind the stages of its protocol. */
    void join(Channel channel, WriteQueue queue) {
        writes = queue;
        isCountedByChannel = channel instanceof SocketChannel;
        stages.addTo(channel);
        channel.pipeline().addLast(this);
        DatagramLane lane = stages.datagrams(channel);
        if (lane != null) {
            datagrams = new DatagramTraffic(lane, settings, this::announceArrival);
        }
    }

    /** Ends it unless it is established within this time. */
    void expectHandshake(int millis) {
        deadline = channel()
                .eventLoop()
                .schedule(
                        () -> giveUp("The handshake took longer than " + millis + " ms."),
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    /** Ends it unless it is established, so that another one can begin; from any I/O thread. */
    void makeWay() {
        NettyThreads.execute(
                channel().eventLoop(), () -> giveUp("Too many handshakes are under way, and this is the oldest."));
    }

    private void giveUp(String detail) {
        if (!isEstablished) {
            fail(new SocketFailure(DisconnectReason.TIMEOUT, detail));
            closeAtOnce();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof PeerAddress real) {
            address = real;
        } else if (event instanceof Serving serving && !isEstablished) {
            isGuest = true;
            cancelDeadline();
            expectHandshake(serving.millisMax());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        if (isEstablished) {
            return;
        }
        isEstablished = true;
        cancelDeadline();
        if (address == null && active.channel().remoteAddress() instanceof InetSocketAddress remote) {
            address = new PeerAddress(remote.getAddress().getHostAddress(), remote.getPort());
        }
        watcher.established(this);
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
            announceArrival();
        } finally {
            read.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
        fail(SocketFailure.ofTraffic(cause));
        failing.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        cancelDeadline();
        SocketFailure why = failure;
        if (why == null) {
            why = new SocketFailure(DisconnectReason.CONNECTION_LOST, "The other side closed the connection.");
        }
        if (isEstablished) {
            end(why.reason(), why.detail());
        } else {
            watcher.refused(this, isGuest ? null : why);
        }
    }

    /** The first failure counts. */
    private void fail(SocketFailure why) {
        if (failure == null) {
            failure = why;
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    /** The connection is over, or never came to be. From the I/O thread, or the one that resolves names. */
    void end(DisconnectReason reason, String detail) {
        inbox.end(reason, detail);
        announce();
    }

    @Override
    public void write(ByteBuf buffer) {
        ChannelHandlerContext joined = joined();
        int bytes = buffer.readableBytes();
        if (isCountedByChannel) {
            addWritten(bytes); // first: for a moment they count as gone rather than twice
            joined.write(buffer, joined.voidPromise());
        } else {
            joined.write(buffer).addListener(done -> addWritten(bytes));
        }
    }

    @Override
    public void flushSocket() {
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

    // What comes before the connection is one waits for that.
    private void announceArrival() {
        if (isEstablished) {
            announce();
        }
    }

    private void resumeReading() {
        channel().config().setAutoRead(true);
    }

    private void closeGracefully() {
        Channel channel = channel();
        if (!isEstablished) {
            closeAtOnce();
        }
        if (!channel.isActive() || isDiscarding) {
            return;
        }
        isDiscarding = true;
        deadline = channel.eventLoop().schedule(() -> closeAtOnce(), settings.lingerMillis(), TimeUnit.MILLISECONDS);
        ChannelFuture written = stages.finish(joined());
        written.addListener(done -> {
            if (done.isSuccess()) {
                ((DuplexChannel) channel).shutdownOutput();
            }
        });
        channel.config().setAutoRead(true);
    }

    /** With a reset, so that the system keeps nothing for a peer that may never read it. */
    private void closeAtOnce() {
        Channel channel = channel();
        if (channel.isOpen()) {
            stages.closeAtOnce(channel);
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
        PeerAddress known = address;
        return known == null ? new PeerAddress("unknown", 0) : known; // it was gone at once
    }

    /** Whether there is nothing more to tell: this side ended it, or was told that it ended. */
    boolean isDone() {
        return isDone;
    }

    /**
     * Hands what was received to the receiver.
     *
     * @return why the connection is over now, if it is and this side does not know yet; else null
     */
    @Nullable
    DisconnectReason poll() {
        inbox.take();
        decoder.feed(inbox.taken(), 0, inbox.takenSize(), this);
        if (datagrams != null && !isDone && !isBroken) {
            datagrams.poll(this::datagram);
        }
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
            NettyThreads.execute(channel().eventLoop(), resumeReading);
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
        receiver.received(this, dev.tain.transport.Channel.RELIABLE, bytes, offset, length);
        return !isDone && !isBroken;
    }

    private boolean datagram(byte[] bytes, int offset, int length) {
        receiver.received(this, dev.tain.transport.Channel.UNRELIABLE, bytes, offset, length);
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
        boolean isFirst = !isDirty;
        isDirty = true;
        if (!isReliable && datagrams != null && datagrams.send(bytes, offset, length, joined().alloc())) {
            return isFirst;
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
        long inLane = datagrams == null ? 0 : datagrams.waitingBytes();
        if (isDone || isBroken || takenBytes + inLane == 0) { // the last: what waits then is a stage's own
            return 0;
        }
        long waiting = takenBytes - writtenBytes + inLane;
        ChannelOutboundBuffer outbound = isCountedByChannel ? channel().unsafe().outboundBuffer() : null;
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
            NettyThreads.execute(queue.loop(), this::closeGracefully);
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
            NettyThreads.execute(queue.loop(), this::closeAtOnce);
        }
    }

    private void stageFilling() {
        ByteBuf buffer = filling;
        WriteQueue queue = writes;
        if (datagrams != null && queue != null) {
            datagrams.stage(queue);
        }
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
        if (datagrams != null) {
            datagrams.release();
        }
    }

    /** Its socket; once joined. */
    Channel channel() {
        return joined().channel();
    }

    private ChannelHandlerContext joined() {
        ChannelHandlerContext joined = context;
        if (joined == null) {
            throw new IllegalStateException("This connection has no socket yet.");
        }
        return joined;
    }

    /** Takes the packets of a poll, on the game's thread. The byte array is valid during the call only. */
    interface Receiver {
        void received(
                StreamConnection connection, dev.tain.transport.Channel channel, byte[] bytes, int offset, int length);
    }

    /** Hears how it went with a connection, on the I/O thread: one of the two, once. */
    interface Watcher {
        /** Packets may flow. */
        void established(StreamConnection connection);

        /** It ended before that; without a failure if it never wanted to be a connection. */
        void refused(StreamConnection connection, @Nullable SocketFailure failure);
    }
}
