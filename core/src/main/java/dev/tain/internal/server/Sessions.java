package dev.tain.internal.server;

import dev.tain.connection.Disconnect;
import dev.tain.connection.TokenSource;
import dev.tain.internal.collect.IntMap;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Endpoint;
import dev.tain.internal.session.SessionToken;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens with which clients take their connections up again, and those that are waited for.
 *
 * <pre>
 *   SESSION(t1) ──► … link lost … ◄── RESUME(t1)
 *                                     RESUMED(t2) ──►      t1 and t2 count: this may be lost with the link
 *                                     ◄── any packet       t1 is worth nothing
 * </pre>
 *
 * Bounded in number and time: as many as are admitted, each for the grace period.
 */
final class Sessions {
    /** What is kept of one connection. */
    private static final class Session {
        final Connection connection;
        SessionToken token;

        /** The token of before, until the client is known to have its successor. */
        @Nullable
        SessionToken before;

        long packetsAtReturn;

        @Nullable
        Disconnect suspendedFor;

        long deadline;

        Session(Connection connection, SessionToken token) {
            this.connection = connection;
            this.token = token;
        }
    }

    private final Endpoint endpoint;
    private final SessionSettings settings;
    private final IntMap<Session> byConnectionId = new IntMap<>();
    private final ArrayDeque<Session> suspended = new ArrayDeque<>();

    Sessions(Endpoint endpoint, SessionSettings settings) {
        this.endpoint = endpoint;
        this.settings = settings;
    }

    /** A connection is authenticated: from now on it is kept when its link is lost. */
    void open(Connection connection) {
        if (settings.graceNanos() == 0) {
            return;
        }
        Session session = new Session(connection, draw());
        byConnectionId.put(connection.id(), session);
        NetworkWriter writer = endpoint.scratch();
        writer.writeShort(BuiltIn.SESSION);
        writer.writeVarUInt((int) (settings.graceNanos() / 1_000_000));
        session.token.write(writer);
        connection.sendRaw(Channel.RELIABLE, writer);
    }

    private SessionToken draw() {
        TokenSource tokens = settings.tokens();
        return SessionToken.draw(Objects.requireNonNull(tokens));
    }

    boolean isOpen(Connection connection) {
        return byConnectionId.get(connection.id()) != null;
    }

    /** Its link was lost: it is waited for. When too many are, the first to be lost is given up. */
    void suspended(Connection connection, Disconnect why) {
        Session session = byConnectionId.get(connection.id());
        if (session == null) {
            return;
        }
        if (suspended.size() >= settings.suspendedMax()) {
            giveUp(suspended.element(), "too many others are waited for");
        }
        session.suspendedFor = why;
        session.deadline = endpoint.now() + settings.graceNanos();
        suspended.add(session);
    }

    private void giveUp(Session session, String text) {
        suspended.remove(session);
        Disconnect why = Objects.requireNonNull(session.suspendedFor);
        session.connection.end(
                new Disconnect(why.reason(), why.text() + (why.text().isEmpty() ? "" : "; ") + text, false), false);
    }

    /** Ends those that did not come back in time. */
    void sweep(long now) {
        while (!suspended.isEmpty() && now - suspended.element().deadline >= 0) {
            giveUp(suspended.element(), "it did not come back in " + settings.graceNanos() / 1_000_000 + " ms");
        }
    }

    /** It has ended. */
    void forget(Connection connection) {
        Session session = byConnectionId.remove(connection.id());
        if (session != null && session.suspendedFor != null) {
            suspended.remove(session);
        }
    }

    void clear() {
        byConnectionId.clear();
        suspended.clear();
    }

    int suspendedCount() {
        return suspended.size();
    }

    // ---------------------------------------------------------------- coming back

    /** Null if whoever shows this token may have the connection; else why not. */
    @Nullable
    Disconnect refusal(int connectionId, SessionToken shown) {
        Session session = byConnectionId.get(connectionId);
        if (session == null || session.connection.ended() != null) {
            return new Disconnect(
                    DisconnectReason.SESSION_OVER, "There is no such session: it ended, or it was too late.", false);
        }
        SessionToken before = session.before;
        boolean isUnconfirmed = session.connection.packetsReceived() == session.packetsAtReturn;
        boolean isNewest = session.token.matches(shown);
        boolean isLast = before != null && before.matches(shown) && isUnconfirmed;
        return isNewest || isLast
                ? null
                : new Disconnect(
                        DisconnectReason.TOKEN_REFUSED, "That is not the newest token of this session.", false);
    }

    @Nullable
    Connection connection(int connectionId) {
        Session session = byConnectionId.get(connectionId);
        return session == null ? null : session.connection;
    }

    /** It is back, over its new link. Returns the token for the next time. */
    SessionToken resumed(Connection connection, SessionToken shown) {
        Session session = Objects.requireNonNull(byConnectionId.get(connection.id()));
        suspended.remove(session);
        session.suspendedFor = null;
        session.before = shown;
        session.token = draw();
        session.packetsAtReturn = connection.packetsReceived();
        return session.token;
    }
}
