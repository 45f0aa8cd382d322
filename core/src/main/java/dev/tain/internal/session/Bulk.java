package dev.tain.internal.session;

import dev.tain.codegen.MessageCodec;
import dev.tain.connection.BulkEnd;
import dev.tain.connection.BulkHandler;
import dev.tain.connection.BulkLimits;
import dev.tain.connection.BulkListener;
import dev.tain.connection.BulkOffer;
import dev.tain.connection.BulkSink;
import dev.tain.connection.BulkSource;
import dev.tain.connection.BulkTransfer;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkMessage;
import dev.tain.internal.collect.IntMap;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transfers of one connection, both ways, beside the game's traffic.
 *
 * <pre>
 *   sender    OFFER ─►            CHUNK ─► CHUNK ─► …  CHUNK ─►
 *   receiver         ◄─ ACCEPT             ◄─ CREDIT   ◄─ CREDIT   ◄─ END(completed)
 * </pre>
 *
 * The receiver bounds how far the sender may be ahead, the {@link BulkPacer} how much of that is under way. Chunks leave
 * last in a tick. Either side may END a transfer at any time. A sender that was told so says END itself, behind its last
 * chunk, unless it had not heard ACCEPT; until then the receiver lets chunks pass it by. So a chunk that belongs to
 * nothing is a fault, however things cross.
 */
final class Bulk {
    /** The game waits behind one of these at most, in a packet of its own. */
    private static final int CHUNK_BYTES_MAX = 4000;

    private static final int OFFER = 0;
    private static final int ACCEPT = 1;
    private static final int CREDIT = 2;
    private static final int SENDER_END = 3;
    private static final int RECEIVER_END = 4;

    private static final int CHUNK_OVERHEAD = 2 + 5;
    private static final int QUEUED_BYTES_MAX = 32 << 10;
    private static final int WINDOW_BYTES_MAX = 16 << 20;
    private static final long MICROSECOND_NANOS = 1_000;

    private final Connection connection;
    private final Endpoint endpoint;
    private final BulkLimits limits;
    private final IntMap<OutgoingBulk> outgoing = new IntMap<>();
    private final List<OutgoingBulk> turns = new ArrayList<>();
    private final IntMap<IncomingTransfer> incoming = new IntMap<>();
    private final NetworkWriter writer = new NetworkWriter(512);
    private final byte[] chunk = new byte[CHUNK_BYTES_MAX];
    private BulkPacer pacer = new BulkPacer();
    private int lastOffered;
    private int lastHeard;
    private int turn;

    Bulk(Connection connection) {
        this.connection = connection;
        this.endpoint = connection.endpoint();
        this.limits = endpoint.settings().bulkLimits();
    }

    Connection connection() {
        return connection;
    }

    boolean isActive() {
        return !turns.isEmpty() || !incoming.isEmpty();
    }

    /** Another link, of another speed. */
    void restart() {
        pacer = new BulkPacer();
    }

    // ---------------------------------------------------------------- what the game does

    BulkTransfer send(BulkOffer offer, BulkSource source, BulkListener listener) {
        if (!connection.isLive()) {
            return failed(offer, source, listener, BulkEnd.Kind.DISCONNECTED, "there is no connection");
        }
        if (turns.size() >= limits.transfersMax()) {
            return failed(offer, source, listener, BulkEnd.Kind.TOO_MANY, turns.size() + " are under way already");
        }
        begin(OFFER, lastOffered + 1);
        writer.writeVarULong(offer.size());
        writer.writeString(offer.name(), BulkOffer.NAME_LENGTH_MAX);
        NetworkMessage header = offer.header();
        writer.writeBoolean(header != null);
        if (header != null) {
            int start = writer.position();
            MessageCodec<NetworkMessage> codec = endpoint.codecOf(header);
            writer.writeShort(codec.id());
            codec.write(writer, header);
            if (writer.position() - start > BulkOffer.HEADER_BYTES_MAX) {
                throw new IllegalArgumentException(header.getClass().getName() + " is " + (writer.position() - start)
                        + " bytes; the header of a transfer takes at most " + BulkOffer.HEADER_BYTES_MAX
                        + ". Put the rest into the transfer.");
            }
        }
        OutgoingBulk transfer = new OutgoingBulk(this, ++lastOffered, offer, source, listener, endpoint.now());
        outgoing.put(transfer.number, transfer);
        turns.add(transfer);
        connection.sendRaw(Channel.RELIABLE, writer);
        connection.bulkBegins();
        return transfer;
    }

    private BulkTransfer failed(
            BulkOffer offer, BulkSource source, BulkListener listener, BulkEnd.Kind kind, String text) {
        OutgoingBulk transfer = new OutgoingBulk(this, 0, offer, source, listener, endpoint.now());
        transfer.ended = new BulkEnd(kind, text, false);
        endpoint.execute(() -> tell(transfer));
        return transfer;
    }

    void cancel(OutgoingBulk transfer) {
        endpoint.guard().check();
        if (transfer.ended == null) {
            withdraw(transfer, BulkEnd.Kind.CANCELLED, "");
            transfer.ended = new BulkEnd(BulkEnd.Kind.CANCELLED, "", false);
            close(transfer); // now: there may be no tick any more
            endpoint.execute(() -> tell(transfer));
        }
    }

    void cancel(IncomingTransfer transfer) {
        endpoint.guard().check();
        if (transfer.ended == null) {
            stop(transfer, new BulkEnd(BulkEnd.Kind.CANCELLED, "", false));
            endpoint.execute(() -> tell(transfer));
        }
    }

    void accepted(IncomingTransfer transfer) {
        if (transfer.ended != null || !connection.isLive()) {
            if (transfer.ended == null) {
                transfer.ended = new BulkEnd(BulkEnd.Kind.DISCONNECTED, "the connection has ended", false);
            }
            endpoint.execute(() -> {
                abort(transfer);
                tell(transfer);
            });
            return;
        }
        transfer.movedAt = endpoint.now();
        begin(ACCEPT, transfer.number);
        writer.writeVarUInt(limits.windowBytes());
        connection.sendRaw(Channel.RELIABLE, writer);
        if (transfer.size() == 0) {
            complete(transfer);
        }
    }

    void refused(IncomingTransfer transfer, String text) {
        if (transfer.ended == null) {
            transfer.ended = new BulkEnd(BulkEnd.Kind.REFUSED, text, false);
            incoming.remove(transfer.number);
            sendEnd(Channel.RELIABLE, false, transfer.number, BulkEnd.Kind.REFUSED, text);
        }
    }

    // ---------------------------------------------------------------- what the other side says

    void receive(int id, NetworkReader body, Channel channel) {
        if (!connection.isLive() || channel == Channel.UNRELIABLE) {
            throw body.malformed("a transfer before the welcome, or on a channel that is not reliable");
        }
        if (id == BuiltIn.BULK_CHUNK) {
            chunk(body.readVarUInt(), body);
            return;
        }
        int kind = body.readUnsignedByte();
        int number = body.readVarUInt();
        if (channel == Channel.BULK && kind != SENDER_END) {
            throw body.malformed("only a sender's end comes on the lane of transfers");
        }
        switch (kind) {
            case OFFER -> offered(number, body);
            case ACCEPT -> accept(number, body);
            case CREDIT -> credit(number, body);
            case SENDER_END -> endedBySender(number, readEnd(body), body);
            case RECEIVER_END -> endedByReceiver(number, readEnd(body), body);
            default -> throw body.malformed("there is no such word about transfers: " + kind);
        }
    }

    private void offered(int number, NetworkReader body) {
        if (Integer.compareUnsigned(number, lastHeard) <= 0) {
            throw body.malformed("an offer has the number of an earlier one");
        }
        lastHeard = number;
        long size = body.readVarULong();
        String name = body.readString(BulkOffer.NAME_LENGTH_MAX);
        if (size < 0) {
            throw body.malformed("a transfer of more bytes than there are");
        }
        NetworkMessage header = null;
        if (body.readBoolean()) {
            header = header(body);
            if (header == null) {
                return; // the connection has ended
            }
        }
        if (!connection.isAuthenticated()) {
            connection.fail(DisconnectReason.NOT_AUTHENTICATED, "a transfer needs an authenticated connection", 0);
            return;
        }
        BulkHandler handler = endpoint.bulkHandler();
        if (handler == null) {
            sendEnd(Channel.RELIABLE, false, number, BulkEnd.Kind.REFUSED, "Nobody takes transfers here.");
        } else if (incoming.size() >= limits.transfersMax()) {
            sendEnd(Channel.RELIABLE, false, number, BulkEnd.Kind.TOO_MANY, "Others are under way.");
        } else if (size > limits.sizeBytesMax()) {
            String text = "At most " + limits.sizeBytesMax() + " bytes are taken.";
            sendEnd(Channel.RELIABLE, false, number, BulkEnd.Kind.TOO_LARGE, text);
        } else {
            ask(handler, new IncomingTransfer(this, number, name, size, header, endpoint.now()));
        }
    }

    private @Nullable NetworkMessage header(NetworkReader body) {
        if (body.remaining() > BulkOffer.HEADER_BYTES_MAX) {
            throw body.malformed("the header of a transfer has " + body.remaining() + " bytes");
        }
        int id = body.readUnsignedShort();
        MessageCodec<?> codec = endpoint.types().find(id);
        if (codec == null) {
            connection.fail(DisconnectReason.UNKNOWN_MESSAGE, "the header of a transfer is of an unknown type", id);
            return null;
        }
        return endpoint.dispatcher().read(connection, codec, body);
    }

    private void ask(BulkHandler handler, IncomingTransfer transfer) {
        incoming.put(transfer.number, transfer);
        connection.bulkBegins();
        try {
            handler.offered(transfer);
        } catch (Throwable e) {
            if (!transfer.isAccepted()) {
                refused(transfer, "The handler failed.");
            }
            endpoint.dispatcher().handlerFailed(connection, "transfers", 0, e);
        }
    }

    private @Nullable OutgoingBulk outgoing(int number, NetworkReader body) {
        OutgoingBulk transfer = outgoing.get(number);
        if (transfer == null) {
            requireKnown(number, lastOffered, body);
            body.skip(body.remaining()); // it ended here while this was under way
        }
        return transfer;
    }

    private static void requireKnown(int number, int last, NetworkReader body) {
        if (number == 0 || Integer.compareUnsigned(number, last) > 0) {
            throw body.malformed("there was never a transfer " + Integer.toUnsignedString(number));
        }
    }

    private void accept(int number, NetworkReader body) {
        OutgoingBulk transfer = outgoing(number, body);
        if (transfer == null) {
            return;
        }
        int window = body.readVarUInt();
        if (transfer.accepted || window <= 0) {
            throw body.malformed("a transfer is accepted twice, or without a window");
        }
        transfer.accepted = true;
        transfer.window = Math.min(window, WINDOW_BYTES_MAX);
        transfer.movedAt = endpoint.now();
    }

    private void credit(int number, NetworkReader body) {
        OutgoingBulk transfer = outgoing(number, body);
        if (transfer == null) {
            return;
        }
        long more = body.readVarULong();
        long heldNanos = Integer.toUnsignedLong(body.readVarUInt()) * MICROSECOND_NANOS;
        if (more <= 0 || more > transfer.sent - transfer.taken) {
            throw body.malformed("more of a transfer is said to have arrived than was sent");
        }
        long now = endpoint.now();
        pacer.taken((int) more, Math.max(0, now - transfer.taken(more, now) - heldNanos), now);
    }

    private void chunk(int number, NetworkReader body) {
        IncomingTransfer transfer = incoming.get(number);
        int length = body.remaining();
        if (transfer == null || !transfer.isAccepted()) {
            throw body.malformed("a piece of a transfer that nobody accepted");
        }
        if (length == 0
                || length > transfer.size() - transfer.written
                || transfer.written - transfer.reported + length > limits.windowBytes()) {
            throw body.malformed("a piece of " + length + " bytes does not belong to the transfer of " + transfer.size()
                    + " bytes, or is beyond the window");
        }
        transfer.written += length;
        transfer.movedAt = endpoint.now();
        transfer.progressed = true;
        BulkSink sink = transfer.sink;
        if (sink != null) {
            try {
                sink.write(body.buffer(), body.bufferPosition(), length);
            } catch (Throwable e) {
                sinkFailed(transfer, e);
            }
        }
        body.skip(length);
        if (transfer.ended == null && transfer.written == transfer.size()) {
            complete(transfer);
        }
    }

    private void complete(IncomingTransfer transfer) {
        BulkSink sink = transfer.sink;
        try {
            if (sink != null) {
                sink.finished();
            }
        } catch (Throwable e) {
            sinkFailed(transfer, e);
            return;
        }
        if (transfer.ended != null) {
            return; // the sink cancelled it
        }
        transfer.sink = null;
        transfer.ended = new BulkEnd(BulkEnd.Kind.COMPLETED, "", false);
        incoming.remove(transfer.number);
        sendEnd(Channel.RELIABLE, false, transfer.number, BulkEnd.Kind.COMPLETED, "");
        tell(transfer);
    }

    private void sinkFailed(IncomingTransfer transfer, Throwable e) {
        endpoint.callbackFailed("The sink of '" + transfer.name() + "'", e);
        if (transfer.ended == null) {
            stop(transfer, new BulkEnd(BulkEnd.Kind.FAILED, "the receiver could not take it", false));
            tell(transfer);
        }
    }

    private static BulkEnd readEnd(NetworkReader body) {
        int code = body.readUnsignedByte();
        String text = body.readString(Disconnect.MAX_TEXT_LENGTH);
        BulkEnd.Kind[] kinds = BulkEnd.Kind.values();
        return new BulkEnd(code < kinds.length ? kinds[code] : BulkEnd.Kind.CANCELLED, text, true);
    }

    private void endedBySender(int number, BulkEnd how, NetworkReader body) {
        IncomingTransfer transfer = incoming.remove(number);
        if (transfer == null) {
            requireKnown(number, lastHeard, body);
        } else if (how.kind() == BulkEnd.Kind.COMPLETED) {
            throw body.malformed("the sender says that its transfer is complete, which it cannot know");
        } else if (transfer.ended == null) {
            transfer.ended = how;
            abort(transfer);
            tell(transfer);
        }
    }

    private void endedByReceiver(int number, BulkEnd how, NetworkReader body) {
        OutgoingBulk transfer = outgoing(number, body);
        if (transfer == null) {
            return;
        }
        if (how.kind() == BulkEnd.Kind.COMPLETED) {
            if (transfer.sent != transfer.size() || !transfer.accepted) {
                throw body.malformed("a transfer is said to be complete before all of it was sent");
            }
            transfer.taken = transfer.sent;
            forget(transfer);
        } else if (transfer.accepted) {
            withdraw(transfer, BulkEnd.Kind.CANCELLED, "");
        } else {
            forget(transfer);
        }
        transfer.ended = how;
        tell(transfer);
    }

    // ---------------------------------------------------------------- ending

    /** The sender's last word, behind its chunks if there were any. */
    private void withdraw(OutgoingBulk transfer, BulkEnd.Kind kind, String text) {
        sendEnd(transfer.accepted ? Channel.BULK : Channel.RELIABLE, true, transfer.number, kind, text);
        forget(transfer);
    }

    private void forget(OutgoingBulk transfer) {
        outgoing.remove(transfer.number);
        turns.remove(transfer);
    }

    /** The receiver ends it; what is under way is let pass until the sender has heard. */
    private void stop(IncomingTransfer transfer, BulkEnd how) {
        transfer.ended = how;
        sendEnd(Channel.RELIABLE, false, transfer.number, how.kind(), how.text());
        if (!transfer.isAccepted()) {
            incoming.remove(transfer.number);
        }
        abort(transfer);
    }

    private void abort(IncomingTransfer transfer) {
        BulkSink sink = transfer.sink;
        transfer.sink = null;
        if (sink != null) {
            try {
                sink.aborted();
            } catch (Throwable e) {
                endpoint.callbackFailed("The sink of '" + transfer.name() + "'", e);
            }
        }
    }

    private void tell(IncomingTransfer transfer) {
        BulkEnd how = transfer.ended;
        if (how != null) {
            endpoint.runGuarded("BulkListener.ended", () -> transfer.listener.ended(transfer, how));
        }
    }

    private void tell(OutgoingBulk transfer) {
        BulkEnd how = transfer.ended;
        if (how == null) {
            return;
        }
        close(transfer);
        endpoint.runGuarded("BulkListener.ended", () -> transfer.listener.ended(transfer, how));
    }

    private void close(OutgoingBulk transfer) {
        if (transfer.closed) {
            return;
        }
        transfer.closed = true;
        try {
            transfer.source.close();
        } catch (Throwable e) {
            endpoint.callbackFailed("The source of '" + transfer.name() + "'", e);
        }
    }

    /** The connection ended, or is suspended. */
    void endAll(String why) {
        BulkEnd how = new BulkEnd(BulkEnd.Kind.DISCONNECTED, why, false);
        List<OutgoingBulk> sending = List.copyOf(turns);
        List<IncomingTransfer> receiving = new ArrayList<>();
        incoming.forEach(receiving::add);
        turns.clear();
        outgoing.clear();
        incoming.clear();
        for (OutgoingBulk transfer : sending) {
            if (transfer.ended == null) { // else a listener has just cancelled it
                transfer.ended = how;
                tell(transfer);
            }
        }
        receiving.sort((a, b) -> Integer.compareUnsigned(a.number, b.number));
        for (IncomingTransfer transfer : receiving) {
            if (transfer.ended == null) {
                transfer.ended = how;
                abort(transfer);
                tell(transfer);
            }
        }
    }

    // ---------------------------------------------------------------- a tick

    /** What is due before packets leave. */
    void tick() {
        long now = endpoint.now();
        long idleNanos = limits.idleTimeout().toNanos();
        for (OutgoingBulk transfer : List.copyOf(turns)) {
            if (transfer.ended == null && now - transfer.movedAt > idleNanos) {
                String text = transfer.accepted ? "the receiver took nothing" : "the receiver did not answer";
                withdraw(transfer, BulkEnd.Kind.TIMEOUT, text);
                transfer.ended = new BulkEnd(BulkEnd.Kind.TIMEOUT, text, false);
                tell(transfer);
            }
        }
        List<IncomingTransfer> receiving = new ArrayList<>();
        incoming.forEach(receiving::add);
        for (IncomingTransfer transfer : receiving) {
            tick(transfer, now, idleNanos);
        }
        sendChunks(now);
        for (OutgoingBulk transfer : List.copyOf(turns)) {
            if (transfer.progressed && transfer.ended == null) {
                transfer.progressed = false;
                endpoint.runGuarded("BulkListener.progress", () -> transfer.listener.progress(transfer));
            }
        }
    }

    private void tick(IncomingTransfer transfer, long now, long idleNanos) {
        if (transfer.ended != null) {
            return;
        }
        if (now - transfer.movedAt > idleNanos) {
            String text = transfer.isAccepted() ? "nothing came" : "nobody answered";
            stop(transfer, new BulkEnd(BulkEnd.Kind.TIMEOUT, text, false));
            tell(transfer);
            return;
        }
        if (transfer.written > transfer.reported) {
            begin(CREDIT, transfer.number);
            writer.writeVarULong(transfer.written - transfer.reported);
            writer.writeVarUInt((int) Math.min((now - transfer.movedAt) / MICROSECOND_NANOS, Integer.MAX_VALUE));
            transfer.reported = transfer.written;
            connection.sendRaw(Channel.RELIABLE, writer);
        }
        if (transfer.progressed) {
            transfer.progressed = false;
            endpoint.runGuarded("BulkListener.progress", () -> transfer.listener.progress(transfer));
        }
    }

    private void sendChunks(long now) {
        if (turns.isEmpty() || !connection.isLive()) {
            return;
        }
        int largest = Math.min(CHUNK_BYTES_MAX, connection.maxUnfragmentedBytes(Channel.BULK) - CHUNK_OVERHEAD);
        int max = pacer.chunkBytes(largest);
        int budget = pacer.budget(now);
        long underWay = 0;
        int window = 0;
        for (OutgoingBulk transfer : turns) {
            underWay += transfer.sent - transfer.taken;
            window += transfer.window;
        }
        pacer.limit(Math.max(window, BulkPacer.WINDOW_BYTES_MIN));
        int skipped = 0;
        while (skipped < turns.size() && connection.queuedBytes() < QUEUED_BYTES_MAX) {
            turn = (turn + 1) % turns.size();
            OutgoingBulk transfer = turns.get(turn);
            int length = (int) Math.min(max, transfer.mayBeSent());
            boolean fits = underWay == 0 || underWay + length <= pacer.window() && length <= budget;
            if (length <= 0) {
                skipped++;
            } else if (!fits) {
                return;
            } else {
                int count = sendChunk(transfer, length, now);
                skipped = 0;
                budget -= count;
                underWay += count;
                pacer.spent(count);
            }
        }
    }

    private int sendChunk(OutgoingBulk transfer, int length, long now) {
        int count;
        try {
            count = transfer.source.read(chunk, 0, length);
            if (count < 1 || count > length) {
                throw new IllegalStateException("The source of '" + transfer.name() + "' gave " + count
                        + " bytes of " + length + " it was asked for, " + (transfer.size() - transfer.sent)
                        + " before its end; it gives 1 or more until all are read.");
            }
        } catch (Throwable e) {
            endpoint.callbackFailed("The source of '" + transfer.name() + "'", e);
            if (transfer.ended != null) {
                return 0;
            }
            String text = "the sender could not read it";
            withdraw(transfer, BulkEnd.Kind.FAILED, text);
            transfer.ended = new BulkEnd(BulkEnd.Kind.FAILED, text, false);
            tell(transfer);
            return 0;
        }
        if (transfer.ended != null) {
            return 0; // the source cancelled it: its last word has been said
        }
        writer.reset();
        writer.writeShort(BuiltIn.BULK_CHUNK);
        writer.writeVarUInt(transfer.number);
        writer.writeRaw(chunk, 0, count);
        connection.sendRaw(Channel.BULK, writer);
        transfer.sent(count, now);
        return count;
    }

    private void begin(int kind, int number) {
        writer.reset();
        writer.writeShort(BuiltIn.BULK);
        writer.writeByte(kind);
        writer.writeVarUInt(number);
    }

    private void sendEnd(Channel channel, boolean bySender, int number, BulkEnd.Kind kind, String text) {
        begin(bySender ? SENDER_END : RECEIVER_END, number);
        writer.writeByte(kind.ordinal());
        writer.writeString(Goodbye.printable(text));
        connection.sendRaw(channel, writer);
    }
}
