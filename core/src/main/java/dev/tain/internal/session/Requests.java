package dev.tain.internal.session;

import dev.tain.codegen.MessageCodec;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.connection.PendingReply;
import dev.tain.connection.Report;
import dev.tain.connection.RequestFailure;
import dev.tain.connection.Responder;
import dev.tain.internal.collect.IntMap;
import dev.tain.transport.Channel;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection, both ways. Those sent are numbered and wait here for the reply, the refusal, the
 * deadline or the end. Those received are only counted: the responder remembers its number. Both are bounded.
 */
final class Requests {
    private static final class Outstanding {
        final int number;
        final PendingReply<NetworkMessage> reply;
        final MessageCodec<?> replyCodec;
        final long timeoutNanos;
        final String what;
        long deadline;
        boolean timed;

        Outstanding(int number, MessageCodec<?> replyCodec, long timeoutNanos, String what) {
            this.number = number;
            this.reply = new PendingReply<>();
            this.replyCodec = replyCodec;
            this.timeoutNanos = timeoutNanos;
            this.what = what;
        }

        // Time begins with the first tick after the request: between ticks, the endpoint's clock stands still.
        boolean isLate(long now) {
            if (!timed) {
                timed = true;
                deadline = now + timeoutNanos;
            }
            return now - deadline >= 0;
        }
    }

    private final Connection connection;
    private final IntMap<Outstanding> outstanding = new IntMap<>();
    private int lastNumber;
    private int unanswered;

    Requests(Connection connection) {
        this.connection = connection;
    }

    // ---------------------------------------------------------------- asking

    @SuppressWarnings("unchecked")
    <R extends NetworkMessage> PendingReply<R> send(NetworkRequest<R> request, long timeoutNanos) {
        Endpoint endpoint = connection.endpoint();
        MessageCodec<NetworkMessage> codec = endpoint.codecOf(request);
        Class<? extends NetworkMessage> replyType = codec.replyType();
        if (replyType == null) {
            throw new IllegalStateException(codec.wireName() + " names no reply type; compile it again.");
        }
        Outstanding entry =
                new Outstanding(++lastNumber, endpoint.types().get(replyType), timeoutNanos, codec.wireName());
        if (!connection.isLive()) {
            connection.countDroppedSend();
            failSoon(entry, new RequestFailure(RequestFailure.Kind.DISCONNECTED, "there is no connection"));
        } else if (outstanding.size() >= endpoint.settings().maxOutstandingRequests()) {
            failSoon(
                    entry,
                    new RequestFailure(
                            RequestFailure.Kind.TOO_MANY, outstanding.size() + " requests wait for a reply already"));
        } else {
            NetworkWriter writer = endpoint.scratch();
            writer.writeShort(BuiltIn.REQUEST);
            writer.writeVarUInt(entry.number);
            writer.writeShort(codec.id());
            codec.write(writer, request);
            connection.sendEncoded(Channel.RELIABLE, writer, request.getClass());
            if (connection.isLive()) {
                outstanding.put(entry.number, entry);
            } else {
                failSoon(entry, new RequestFailure(RequestFailure.Kind.DISCONNECTED, "the connection just ended"));
            }
        }
        return (PendingReply<R>) entry.reply;
    }

    void expire(long now) {
        if (outstanding.isEmpty()) {
            return;
        }
        List<Outstanding> late = new ArrayList<>();
        outstanding.forEach(entry -> {
            if (entry.isLate(now)) {
                late.add(entry);
            }
        });
        for (Outstanding entry : late) {
            outstanding.remove(entry.number);
            fail(entry, new RequestFailure(RequestFailure.Kind.TIMEOUT, "no reply to " + entry.what + " came in time"));
        }
    }

    void failAll(String why) {
        List<Outstanding> all = new ArrayList<>();
        outstanding.forEach(all::add);
        outstanding.clear();
        all.sort((a, b) -> Integer.compareUnsigned(a.number, b.number));
        for (Outstanding entry : all) {
            fail(entry, new RequestFailure(RequestFailure.Kind.DISCONNECTED, why));
        }
    }

    // In the next tick, so that the caller has said by then what to do.
    private void failSoon(Outstanding entry, RequestFailure failure) {
        connection.endpoint().execute(() -> fail(entry, failure));
    }

    private void fail(Outstanding entry, RequestFailure failure) {
        Endpoint endpoint = connection.endpoint();
        if (!entry.reply.isFailureHandled()) {
            endpoint.reporter()
                    .report(Report.Kind.REQUEST_FAILED, entry.what, entry.what + " failed, " + failure, null);
        }
        endpoint.runGuarded("a request's callback", () -> entry.reply.fail(failure));
    }

    // ---------------------------------------------------------------- hearing

    void receive(int kind, NetworkReader body, Channel channel) {
        int number = body.readVarUInt();
        if (kind == BuiltIn.REQUEST) {
            int messageId = body.readUnsignedShort();
            connection.endpoint().dispatcher().dispatchRequest(connection, number, messageId, body, channel);
            return;
        }
        Outstanding entry = outstanding.remove(number);
        if (entry == null) {
            return; // it timed out before: an honest race
        }
        if (kind == BuiltIn.REFUSAL) {
            String text = body.readString(Disconnect.MAX_TEXT_LENGTH);
            fail(entry, new RequestFailure(RequestFailure.Kind.REFUSED, text));
            return;
        }
        int messageId = body.readUnsignedShort();
        if (messageId != entry.replyCodec.id()) {
            outstanding.put(number, entry); // still unanswered; the end of the connection settles it
            throw body.malformed(
                    "the reply to " + entry.what + " is of another type than " + entry.replyCodec.wireName());
        }
        NetworkMessage reply = connection.endpoint().dispatcher().read(connection, entry.replyCodec, body);
        if (reply == null) {
            outstanding.put(number, entry);
            return;
        }
        connection.endpoint().runGuarded("the reply to " + entry.what, () -> entry.reply.complete(reply));
    }

    // ---------------------------------------------------------------- answering

    /** A responder for a request that arrived, or null if too many wait; that one has been refused. */
    <R extends NetworkMessage> @Nullable Responder<R> responder(int number, MessageCodec<?> request) {
        Answer<R> answer = new Answer<>(number, request);
        unanswered++;
        if (unanswered > connection.endpoint().settings().maxOutstandingRequests()) {
            answer.refuse((unanswered - 1) + " requests wait for an answer already");
            return null;
        }
        return answer;
    }

    private final class Answer<R extends NetworkMessage> implements Responder<R> {
        private final int number;
        private final MessageCodec<?> request;
        private boolean answered;

        Answer(int number, MessageCodec<?> request) {
            this.number = number;
            this.request = request;
        }

        @Override
        public void reply(R reply) {
            Endpoint endpoint = connection.endpoint();
            endpoint.guard().check();
            if (reply.getClass() != request.replyType()) {
                throw new IllegalArgumentException("The reply to " + request.wireName() + " is a " + request.replyType()
                        + ", not a " + reply.getClass().getName() + ".");
            }
            checkUnanswered();
            MessageCodec<NetworkMessage> codec = endpoint.codecOf(reply);
            NetworkWriter writer = endpoint.scratch();
            writer.writeShort(BuiltIn.REPLY);
            writer.writeVarUInt(number);
            writer.writeShort(codec.id());
            codec.write(writer, reply);
            send(writer, reply.getClass());
        }

        @Override
        public void refuse(@Nullable String text) {
            Endpoint endpoint = connection.endpoint();
            endpoint.guard().check();
            checkUnanswered();
            NetworkWriter writer = endpoint.scratch();
            writer.writeShort(BuiltIn.REFUSAL);
            writer.writeVarUInt(number);
            writer.writeString(Goodbye.printable(Disconnect.orEmpty(text)));
            send(writer, request.type());
        }

        // Answered is what was sent: a reply that throws, for its size or a null in it, can still become a refusal.
        private void send(NetworkWriter answer, Class<?> type) {
            connection.sendEncoded(Channel.RELIABLE, answer, type);
            answered = true;
            unanswered--;
        }

        private void checkUnanswered() {
            if (answered) {
                throw new IllegalStateException("This " + request.wireName() + " was answered before; once is all.");
            }
        }
    }
}
