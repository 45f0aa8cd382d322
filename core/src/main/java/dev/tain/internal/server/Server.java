package dev.tain.internal.server;

import dev.tain.connection.Admission;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.Report;
import dev.tain.connection.SendStatus;
import dev.tain.connection.ServerListener;
import dev.tain.interest.InterestManagement;
import dev.tain.internal.collect.IntMap;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Endpoint;
import dev.tain.internal.session.Hello;
import dev.tain.internal.session.SendClock;
import dev.tain.internal.session.SessionToken;
import dev.tain.object.Prefabs;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server: the connections behind one transport, and the tick that drives them. A tick, in order:
 *
 * <pre>
 *   tasks of other threads · packets in, handlers · newcomers and sweeps · if due, packets out · ends and their events
 * </pre>
 */
public final class Server implements Connection.Owner {
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Endpoint endpoint;
    private final ServerTransport transport;
    private final int maxConnections;
    private final boolean requireAuthentication;
    private final long authenticationTimeoutNanos;
    private final ServerListener listener;
    private final boolean anyListener;
    private final Doorkeeper doorkeeper;
    private final ServerTransport.Listener events = new TransportEvents();

    private final IntMap<Connection> byTransportId = new IntMap<>();
    private final IntMap<Connection> byId = new IntMap<>();
    private final List<Connection> open = new ArrayList<>();
    private final List<Connection> withOutput = new ArrayList<>();
    private final List<Connection> ending = new ArrayList<>();
    private final List<Connection> withBulk = new ArrayList<>();
    private final List<Suspension> suspending = new ArrayList<>();
    private final Map<DisconnectReason, Long> ends = new EnumMap<>(DisconnectReason.class);

    private final ServerObjects objects;
    private final Sessions sessions;
    private final Broadcasts broadcasts = new Broadcasts(open);
    private final Collection<NetworkConnection> openConnections = new OpenConnections(open);
    private SendClock sendClock;
    private final SendClock sweepClock = new SendClock(SWEEP_NANOS);
    private int lastId;
    private int congestedCount;
    private boolean started;
    private boolean stopping;
    private @Nullable String stopText;
    private @Nullable Drain drain;

    /** A suspension that the game has yet to be told. */
    private record Suspension(Connection connection, Disconnect why) {}

    private static final class Drain {
        final String text;
        final long durationNanos;
        long deadline;
        boolean timed;

        Drain(String text, long durationNanos) {
            this.text = text;
            this.durationNanos = durationNanos;
        }

        // Time begins with the first tick: between ticks, the endpoint's clock stands still.
        boolean isOver(long now) {
            if (!timed) {
                timed = true;
                deadline = now + durationNanos;
            }
            return now - deadline >= 0;
        }
    }

    public Server(
            Endpoint endpoint,
            ServerTransport transport,
            int maxConnections,
            boolean requireAuthentication,
            long authenticationTimeoutNanos,
            @Nullable ServerListener listener,
            @Nullable Consumer<? super Admission> admission,
            Prefabs prefabs,
            @Nullable InterestManagement interest,
            SessionSettings sessions) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.maxConnections = maxConnections;
        this.requireAuthentication = requireAuthentication;
        this.authenticationTimeoutNanos = authenticationTimeoutNanos;
        this.listener = listener != null ? listener : new ServerListener() {};
        this.anyListener = listener != null;
        this.doorkeeper = new Doorkeeper(this, endpoint, admission);
        this.objects = new ServerObjects(endpoint, this, this.listener, prefabs, interest);
        this.sessions = new Sessions(endpoint, sessions);
        this.sendClock = new SendClock(endpoint.settings().sendIntervalNanos());
    }

    // ---------------------------------------------------------------- life

    public void start() {
        endpoint.guard().check();
        if (started) {
            throw new IllegalStateException("This server listens already, at " + transport.address() + ".");
        }
        if (stopping) {
            throw new IllegalStateException("This server is stopping; start it when stop() has returned.");
        }
        transport.start();
        started = true;
        drain = null;
        sendClock = new SendClock(endpoint.settings().sendIntervalNanos());
    }

    public boolean isStarted() {
        return started;
    }

    public ServerObjects objects() {
        return objects;
    }

    public ServerTransport transport() {
        return transport;
    }

    public void stop(@Nullable String text) {
        endpoint.guard().check();
        if (!started) {
            return;
        }
        if (endpoint.guard().isTicking()) {
            stopText = Disconnect.orEmpty(text); // not under the feet of the loop that is reading packets
        } else {
            stopNow(Disconnect.orEmpty(text));
            endpoint.guard().release();
        }
    }

    private void stopNow(String text) {
        started = false;
        stopping = true;
        doorkeeper.sendAllAway(DisconnectReason.SERVER_STOPPED, text);
        for (Connection connection : List.copyOf(open)) {
            connection.end(new Disconnect(DisconnectReason.SERVER_STOPPED, text, false), true);
        }
        finishEnding();
        objects.stop();
        transport.stop();
        byTransportId.clear();
        byId.clear();
        open.clear();
        withOutput.clear();
        ending.clear();
        suspending.clear();
        withBulk.clear();
        sessions.clear();
        drain = null;
        stopText = null;
        congestedCount = 0;
        broadcasts.clear();
        stopping = false;
        endpoint.reporter().summarise();
    }

    /** Begins to end: no newcomers, everybody told, and a stop when the last has left or at the deadline. */
    public void drain(long durationNanos, @Nullable String reason) {
        endpoint.guard().check();
        String text = Disconnect.orEmpty(reason);
        if (!started || drain != null) {
            return;
        }
        drain = new Drain(text, durationNanos);
        doorkeeper.sendAllAway(DisconnectReason.SERVER_STOPPED, text);
        for (Connection connection : open) {
            sendClosing(connection, text, durationNanos);
        }
    }

    private void sendClosing(Connection connection, String text, long remainingNanos) {
        long millis = Math.max(0, TimeUnit.NANOSECONDS.toMillis(remainingNanos));
        NetworkWriter writer = endpoint.scratch();
        writer.writeShort(BuiltIn.CLOSING);
        writer.writeVarUInt((int) Math.min(millis, Integer.MAX_VALUE));
        writer.writeString(new Disconnect(DisconnectReason.SERVER_STOPPED, text, false).text());
        connection.sendRaw(Channel.RELIABLE, writer);
    }

    public boolean isDraining() {
        return drain != null;
    }

    // ---------------------------------------------------------------- tick

    public void tick(long nowNanos) {
        endpoint.guard().enter();
        try {
            endpoint.beginTick(nowNanos);
            if (started) {
                transport.poll(endpoint.now(), events);
                sweepIfDue();
                objects.update();
                boolean due = sendClock.due(endpoint.now());
                if (due) {
                    objects.tick();
                    tickBulk();
                    flushOutput();
                }
                boolean ended = finishSuspending() | finishEnding();
                if (due || ended) {
                    transport.flush(endpoint.now());
                }
                stopIfAsked();
            }
        } finally {
            endpoint.endTick();
            if (!started) {
                endpoint.guard().release();
            }
        }
    }

    private void sweepIfDue() {
        long now = endpoint.now();
        if (!sweepClock.due(now)) {
            return;
        }
        doorkeeper.sweep(now);
        sessions.sweep(now);
        for (int i = 0; i < open.size(); i++) {
            Connection connection = open.get(i);
            connection.sweep(now);
            connection.endUnlessAuthenticated(now, authenticationTimeoutNanos);
        }
    }

    // By index, since a listener may begin further transfers.
    private void tickBulk() {
        for (int i = 0; i < withBulk.size(); ) {
            if (withBulk.get(i).tickBulk()) {
                i++;
            } else {
                withBulk.remove(i);
            }
        }
    }

    private void flushOutput() {
        broadcasts.deliver();
        double seconds = endpoint.seconds();
        for (int i = 0; i < withOutput.size(); i++) {
            Connection connection = withOutput.get(i);
            if (connection.ended() == null) {
                connection.flush(seconds);
            }
        }
        withOutput.clear();
    }

    /** Those that lost their links let go of them, and the game is told. Listeners may end others, or the same. */
    private boolean finishSuspending() {
        if (suspending.isEmpty()) {
            return false;
        }
        for (int i = 0; i < suspending.size(); i++) {
            Suspension suspension = suspending.get(i);
            if (suspension.connection.isSuspended()) {
                finishSuspending(suspension.connection, suspension.why);
            }
        }
        suspending.clear();
        return true;
    }

    private void finishSuspending(Connection connection, Disconnect why) {
        byTransportId.remove(connection.transportId());
        connection.leaveLink();
        objects.suspended(connection);
        sessions.suspended(connection, why);
        if (!anyListener) {
            endpoint.reporter()
                    .report(
                            Report.Kind.DISCONNECTED,
                            "suspended/" + why.reason().name(),
                            connection + " is suspended: " + why,
                            null);
        }
        endpoint.runGuarded("ServerListener.suspended", () -> listener.suspended(connection, why));
        connection.failRequests();
    }

    private boolean finishEnding() {
        if (ending.isEmpty()) {
            return false;
        }
        // Listeners may end further connections; those join the list and have their turn here too.
        for (int i = 0; i < ending.size(); i++) {
            Connection connection = ending.get(i);
            boolean wasOpen = open.remove(connection);
            congestedCount -= connection.wasCongested() ? 1 : 0;
            byTransportId.remove(connection.transportId());
            byId.remove(connection.id());
            sessions.forget(connection);
            Disconnect why = connection.ended();
            connection.finish(endpoint.seconds());
            if (why != null) {
                ends.merge(why.reason(), 1L, Long::sum);
                announceEnd(connection, wasOpen, why);
            }
            connection.failRequests();
        }
        ending.clear();
        return true;
    }

    private void announceEnd(Connection connection, boolean wasOpen, Disconnect why) {
        if (!anyListener) {
            endpoint.reporter()
                    .report(
                            wasOpen ? Report.Kind.DISCONNECTED : Report.Kind.REFUSED,
                            why.reason().name(),
                            connection + (wasOpen ? " ended: " : " was refused: ") + why,
                            null);
        }
        if (wasOpen) {
            endpoint.runGuarded("ServerListener.disconnected", () -> listener.disconnected(connection, why));
            objects.gone(connection); // only now, so that the game can save what it owned
        } else {
            doorkeeper.forget(connection);
            endpoint.runGuarded("ServerListener.refused", () -> listener.refused(connection.address(), why));
        }
    }

    private void stopIfAsked() {
        Drain under = drain;
        if (stopText != null) {
            stopNow(stopText);
        } else if (under != null && (under.isOver(endpoint.now()) || (open.isEmpty() && doorkeeper.isEmpty()))) {
            stopNow(under.text);
        }
    }

    // ---------------------------------------------------------------- connections

    /** A newcomer passed every question. */
    void admit(Connection connection) {
        broadcasts.deliver(); // to those who were there when it was sent
        boolean authenticated = !requireAuthentication;
        connection.open(connection.id(), authenticated);
        open.add(connection);
        byId.put(connection.id(), connection);
        NetworkWriter writer = endpoint.scratch();
        writer.writeShort(BuiltIn.WELCOME);
        writer.writeVarUInt(connection.id());
        writer.writeBoolean(authenticated);
        Hello.writeInterval(writer, endpoint.settings().sendIntervalNanos());
        connection.sendRaw(Channel.RELIABLE, writer);
        endpoint.runGuarded("ServerListener.connected", () -> listener.connected(connection));
        if (authenticated && connection.isOpen()) {
            authenticated(connection);
        }
    }

    /** Somebody at the door showed the token of a connection: that goes on over the newcomer's link. */
    void resume(int connectionId, SessionToken shown, Connection newcomer) {
        Connection connection = sessions.connection(connectionId);
        if (connection == null) {
            return;
        }
        broadcasts.deliver(); // to those who are there
        if (!connection.isSuspended()) { // a client notices first that its link is dead
            connection.suspend(new Disconnect(DisconnectReason.CONNECTION_LOST, "it came back another way", false));
        }
        finishSuspending();
        if (!connection.isSuspended()) {
            newcomer.end(sessionOver(), true); // a listener ended it
            return;
        }
        int transportId = newcomer.transportId();
        newcomer.giveLinkAway();
        byTransportId.put(transportId, connection);
        connection.resume(new ServerLink(transport, transportId), transportId, newcomer.address());
        NetworkWriter writer = endpoint.scratch();
        writer.writeShort(BuiltIn.RESUMED);
        sessions.resumed(connection, shown).write(writer);
        objects.writeReadiness(connection, writer);
        connection.sendRaw(Channel.RELIABLE, writer);
        Drain under = drain;
        if (under != null) {
            sendClosing(connection, under.text, under.timed ? under.deadline - endpoint.now() : under.durationNanos);
        }
        objects.resumed(connection);
        endpoint.runGuarded("ServerListener.resumed", () -> listener.resumed(connection));
    }

    private static Disconnect sessionOver() {
        return new Disconnect(DisconnectReason.SESSION_OVER, "The session ended just now.", false);
    }

    Sessions sessions() {
        return sessions;
    }

    /** How many connections are waited for. */
    public int suspendedCount() {
        return sessions.suspendedCount();
    }

    boolean isFull() {
        return open.size() + doorkeeper.awaitingAnswer() >= maxConnections;
    }

    /** How many may stand at the door at once: enough for a crowd, too few to fill the memory. */
    int newcomersMax() {
        return Math.max(64, maxConnections);
    }

    public Collection<NetworkConnection> connections() {
        return openConnections;
    }

    public @Nullable NetworkConnection connection(int id) {
        Connection connection = byId.get(id);
        return connection != null && connection.isOpen() ? connection : null;
    }

    public long endCount(DisconnectReason reason) {
        return ends.getOrDefault(reason, 0L);
    }

    // ---------------------------------------------------------------- sending

    public SendStatus sendToAll(NetworkMessage message, Channel channel) {
        endpoint.guard().check();
        Connection.requireForMessages(channel);
        NetworkWriter encoded = endpoint.encode(message);
        if (open.isEmpty()) {
            return SendStatus.QUEUED;
        }
        int length = encoded.position();
        if (length <= Broadcasts.MESSAGE_BYTES_MAX && length <= open.get(0).maxUnfragmentedBytes(channel)) {
            broadcasts.add(channel, encoded);
            return congestedCount > 0 ? SendStatus.CONGESTED : SendStatus.QUEUED;
        }
        SendStatus worst = SendStatus.QUEUED;
        for (int i = 0; i < open.size(); i++) {
            Connection connection = open.get(i);
            if (connection.isLive() && connection.isAuthenticated()) {
                worst = worst.worse(connection.sendEncoded(channel, encoded, message.getClass()));
            }
        }
        return worst;
    }

    public SendStatus sendTo(Iterable<? extends NetworkConnection> targets, NetworkMessage message, Channel channel) {
        endpoint.guard().check();
        NetworkWriter encoded = endpoint.encode(message);
        SendStatus worst = SendStatus.QUEUED;
        for (NetworkConnection target : targets) {
            if (!(target instanceof Connection connection) || !connection.belongsTo(this)) {
                throw new IllegalArgumentException(target + " is not a connection of this server.");
            }
            worst = worst.worse(connection.sendEncoded(channel, encoded, message.getClass()));
        }
        return worst;
    }

    // ---------------------------------------------------------------- what connections tell

    @Override
    public void control(Connection connection, int id, NetworkReader body) {
        if (id == BuiltIn.HELLO && connection.isInHandshake()) {
            doorkeeper.hello(connection, body);
        } else if (id == BuiltIn.RESUME && connection.isInHandshake()) {
            doorkeeper.resume(connection, body);
        } else if (id >= BuiltIn.READY && connection.isLive()) {
            objects.receive(connection, id, body);
        } else {
            throw body.malformed("a client has no business sending built-in message " + id + " now");
        }
    }

    @Override
    public void beforeOutput() {
        broadcasts.deliver();
    }

    @Override
    public void hasOutput(Connection connection) {
        withOutput.add(connection);
    }

    @Override
    public void ending(Connection connection) {
        ending.add(connection);
    }

    @Override
    public void bulkBegins(Connection connection) {
        withBulk.add(connection);
    }

    @Override
    public boolean isResumable(Connection connection) {
        return sessions.isOpen(connection);
    }

    @Override
    public void suspending(Connection connection, Disconnect why) {
        suspending.add(new Suspension(connection, why));
    }

    @Override
    public void authenticated(Connection connection) {
        sessions.open(connection);
        endpoint.runGuarded("ServerListener.authenticated", () -> listener.authenticated(connection));
    }

    @Override
    public void qualityChanged(Connection connection) {
        endpoint.runGuarded(
                "ServerListener.qualityChanged", () -> listener.qualityChanged(connection, connection.quality()));
    }

    @Override
    public void congestionChanged(Connection connection, boolean congested) {
        congestedCount += congested ? 1 : -1;
        endpoint.runGuarded("ServerListener.congested", () -> {
            if (congested) {
                listener.congested(connection);
            } else {
                listener.keepsUpAgain(connection);
            }
        });
    }

    private final class TransportEvents implements ServerTransport.Listener {
        @Override
        public void connected(int transportId, PeerAddress address) {
            if (!doorkeeper.makeRoom()) {
                transport.abort(transportId);
                ends.merge(DisconnectReason.SERVER_FULL, 1L, Long::sum);
                endpoint.reporter()
                        .report(
                                Report.Kind.REFUSED,
                                "crowded",
                                address + " was turned away: too many wait to be admitted",
                                null);
                return;
            }
            Connection connection = new Connection(
                    endpoint,
                    Server.this,
                    new ServerLink(transport, transportId),
                    transportId,
                    ++lastId,
                    address,
                    true);
            byTransportId.put(transportId, connection);
            doorkeeper.arrived(connection);
        }

        @Override
        public void received(int transportId, Channel channel, byte[] bytes, int offset, int length) {
            Connection connection = byTransportId.get(transportId);
            if (connection != null) {
                connection.receive(channel, bytes, offset, length);
            }
        }

        @Override
        public void disconnected(int transportId, DisconnectReason reason, String detail) {
            Connection connection = byTransportId.get(transportId);
            if (connection != null) {
                connection.lost(reason, detail);
            }
        }
    }
}
