package dev.tain.internal.session;

import dev.tain.codegen.MessageCodec;
import dev.tain.connection.MessageHandler;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.connection.RateLimit;
import dev.tain.connection.Report;
import dev.tain.connection.RequestHandler;
import dev.tain.connection.Responder;
import dev.tain.internal.collect.IntMap;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import org.jspecify.annotations.Nullable;

/**
 * Brings a message to its handler. In order: is the type known, is there a handler, may this connection call it, is it
 * within the rate limit, is it well formed. What fails a question that an honest peer passes ends the connection.
 */
public final class Dispatcher {
    private record Entry(
            MessageCodec<?> codec,
            boolean requireAuthentication,
            @Nullable MessageHandler<NetworkMessage> handler,
            @Nullable RequestHandler<NetworkRequest<NetworkMessage>, NetworkMessage> requestHandler) {}

    private final Endpoint endpoint;
    private final IntMap<Entry> entries = new IntMap<>();
    private final RateLimits limits = new RateLimits();

    Dispatcher(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    // ---------------------------------------------------------------- registering

    @SuppressWarnings("unchecked")
    public <T extends NetworkMessage> void register(
            Class<T> type, MessageHandler<? super T> handler, boolean requireAuthentication, boolean replace) {
        MessageCodec<T> codec = endpoint.types().get(type);
        if (codec.replyType() != null) {
            throw new IllegalArgumentException(
                    type.getName() + " is a request, which wants an answer; use registerRequestHandler.");
        }
        put(
                new Entry(codec, requireAuthentication, (MessageHandler<NetworkMessage>) handler, null),
                replace,
                "replaceHandler");
    }

    @SuppressWarnings("unchecked")
    public <Q extends NetworkRequest<R>, R extends NetworkMessage> void registerRequest(
            Class<Q> type, RequestHandler<Q, R> handler, boolean requireAuthentication, boolean replace) {
        MessageCodec<Q> codec = endpoint.types().get(type);
        RequestHandler<?, ?> untyped = handler;
        put(
                new Entry(codec, requireAuthentication, null, (RequestHandler<
                                NetworkRequest<NetworkMessage>, NetworkMessage>)
                        untyped),
                replace,
                "replaceRequestHandler");
    }

    private void put(Entry entry, boolean replace, String replaceMethod) {
        int id = entry.codec().id();
        if (!replace && entries.get(id) != null) {
            throw new IllegalStateException(entry.codec().type().getName() + " has a handler already. Use "
                    + replaceMethod + " if that is meant, or unregisterHandler first.");
        }
        entries.put(id, entry);
    }

    /** Returns whether there was one. */
    public boolean unregister(Class<? extends NetworkMessage> type) {
        return entries.remove(endpoint.types().get(type).id()) != null;
    }

    public void limit(Class<? extends NetworkMessage> type, @Nullable RateLimit limit) {
        limits.set(endpoint.types().get(type).id(), limit);
    }

    // ---------------------------------------------------------------- dispatching

    void dispatch(Connection connection, int id, NetworkReader body, Channel channel) {
        MessageCodec<?> codec = known(connection, id);
        Entry entry = codec == null ? null : permitted(connection, codec, channel);
        MessageHandler<NetworkMessage> handler = entry == null ? null : entry.handler();
        if (codec == null || handler == null) {
            if (codec != null && codec.replyType() != null) {
                throw body.malformed(codec.wireName() + " is a request and came as a plain message");
            }
            return;
        }
        NetworkMessage message = read(connection, codec, body);
        if (message != null) {
            try {
                handler.handle(connection, message);
            } catch (Throwable e) {
                handlerFailed(connection, codec.wireName(), codec.id(), e);
            }
        }
    }

    void dispatchRequest(Connection connection, int number, int id, NetworkReader body, Channel channel) {
        MessageCodec<?> codec = known(connection, id);
        if (codec == null) {
            return;
        }
        if (codec.replyType() == null) {
            throw body.malformed(codec.wireName() + " is no request and came as one");
        }
        Entry entry = permitted(connection, codec, channel);
        if (connection.ended() != null) {
            return;
        }
        Responder<NetworkMessage> responder = connection.requests().responder(number, codec);
        if (responder == null) {
            return;
        }
        RequestHandler<NetworkRequest<NetworkMessage>, NetworkMessage> handler =
                entry == null ? null : entry.requestHandler();
        if (handler == null) {
            responder.refuse("This request was not handled: it came too often, or nobody answers such requests.");
            return;
        }
        NetworkMessage message = read(connection, codec, body);
        if (message != null) {
            call(connection, codec, handler, message, responder);
        }
    }

    @SuppressWarnings("unchecked")
    private void call(
            Connection connection,
            MessageCodec<?> codec,
            RequestHandler<NetworkRequest<NetworkMessage>, NetworkMessage> handler,
            NetworkMessage message,
            Responder<NetworkMessage> responder) {
        try {
            handler.handle(connection, (NetworkRequest<NetworkMessage>) message, responder);
        } catch (Throwable e) {
            try {
                responder.refuse("The handler failed.");
            } catch (IllegalStateException answeredBefore) {
                // It answered and threw afterwards: the answer stands.
            }
            handlerFailed(connection, codec.wireName(), codec.id(), e);
        }
    }

    private @Nullable MessageCodec<?> known(Connection connection, int id) {
        MessageCodec<?> codec = endpoint.types().find(id);
        if (codec == null) {
            connection.fail(
                    DisconnectReason.UNKNOWN_MESSAGE,
                    "there is no message type with id " + id + " on "
                            + (connection.isServerSide() ? "the server" : "this client"),
                    id);
        }
        return codec;
    }

    private @Nullable Entry permitted(Connection connection, MessageCodec<?> codec, Channel channel) {
        Entry entry = entries.get(codec.id());
        if (entry == null) {
            connection.countUnhandled();
            endpoint.reporter()
                    .report(
                            Report.Kind.UNHANDLED,
                            codec.wireName(),
                            codec.wireName() + " came from " + connection
                                    + " and no handler is registered for it; it was dropped. Register one, also for a"
                                    + " type that is to be ignored.",
                            null);
            return null;
        }
        if (entry.requireAuthentication() && !connection.isAuthenticated()) {
            // To a client, an unreliable message may honestly overtake the news that it is authenticated.
            if (connection.isServerSide() || channel == Channel.RELIABLE) {
                connection.fail(
                        DisconnectReason.NOT_AUTHENTICATED,
                        codec.wireName() + " needs an authenticated connection",
                        codec.id());
            }
            return null;
        }
        return connection.withinLimit(codec, limits) ? entry : null;
    }

    /** Reads a whole message, or ends the connection and returns null. */
    @Nullable
    NetworkMessage read(Connection connection, MessageCodec<?> codec, NetworkReader body) {
        try {
            NetworkMessage message = codec.read(body);
            if (body.remaining() == 0) {
                return message;
            }
            connection.fail(
                    DisconnectReason.MALFORMED,
                    codec.wireName() + " ends " + body.remaining() + " bytes before its size",
                    codec.id());
        } catch (MalformedMessageException e) {
            connection.fail(DisconnectReason.MALFORMED, codec.wireName() + ": " + e.getMessage(), codec.id());
        } catch (Throwable e) {
            // A constructor that refuses such values, or a codec written by hand that trusted them.
            endpoint.rethrowFatal(e);
            connection.fail(DisconnectReason.MALFORMED, codec.wireName() + " was refused: " + e, codec.id());
        }
        return null;
    }

    /** The game's code threw on what a connection sent: reported, and by default the connection ends. */
    public void handlerFailed(Connection connection, String what, int messageId, Throwable e) {
        endpoint.rethrowFatal(e);
        boolean disconnects = endpoint.settings().exceptionsDisconnect();
        endpoint.reporter()
                .report(
                        Report.Kind.CALLBACK_FAILED,
                        what + "/" + e.getClass().getName(),
                        "The handler for " + what + " threw on a message from " + connection
                                + (disconnects ? ", which is disconnected" : ""),
                        e);
        if (disconnects) {
            connection.failHandled(messageId);
        }
    }
}
