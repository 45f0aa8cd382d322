package dev.tain.internal.client;

import dev.tain.codegen.WireType;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.connection.PendingReply;
import dev.tain.connection.ReconnectPolicy;
import dev.tain.connection.Report;
import dev.tain.connection.SendStatus;
import dev.tain.internal.schema.SchemaComparison;
import dev.tain.internal.schema.SchemaComparison.Declared;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Endpoint;
import dev.tain.internal.session.Hello;
import dev.tain.internal.session.SendClock;
import dev.tain.object.Prefabs;
import dev.tain.time.NetworkTime;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.TransportException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client: at most one connection at a time, and the tick that drives it. Its tick has the order of a server's. */
public final class Client implements Connection.Owner {
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final PeerAddress NOWHERE = new PeerAddress("", 0);

    private final Endpoint endpoint;
    private final long connectTimeoutNanos;
    private final ClientListener listener;
    private final boolean anyListener;
    private final ServersTime time;
    private final ClientObjects objects;
    private final ClientTransport.Listener events = new TransportEvents();

    private @Nullable ClientTransport transport;
    private @Nullable Connection connection;
    private SendClock sendClock;
    private boolean everConnected;
    private boolean transportUp;
    private boolean flushNow;
    private long connectDeadline;
    private boolean deadlineSet;
    private final SendClock sweepClock = new SendClock(SWEEP_NANOS);
    private final ClientSession session;
    private @Nullable ClientTransport nextTransport;
    private @Nullable Disconnect suspendedFor;
    private boolean suspensionTold;

    public Client(
            Endpoint endpoint,
            long connectTimeoutNanos,
            @Nullable ClientListener listener,
            Prefabs prefabs,
            ReconnectPolicy policy) {
        this.endpoint = endpoint;
        this.time = new ServersTime(endpoint);
        this.objects = new ClientObjects(endpoint, prefabs, time);
        this.session = new ClientSession(policy);
        this.connectTimeoutNanos = connectTimeoutNanos;
        this.listener = listener != null ? listener : new ClientListener() {};
        this.anyListener = listener != null;
        this.sendClock = new SendClock(endpoint.settings().sendIntervalNanos());
    }

    // ---------------------------------------------------------------- life

    public void connect(ClientTransport through) {
        endpoint.guard().check();
        Connection before = connection;
        if (before != null && before.ended() == null) {
            throw new IllegalStateException("This client is " + state() + " already; disconnect first.");
        }
        finishEnding();
        objects.clear();
        session.forget();
        nextTransport = null;
        transport = through;
        Connection begun = new Connection(endpoint, this, new ClientLink(through), 0, 0, NOWHERE, false);
        connection = begun;
        time.of(begun);
        everConnected = true;
        transportUp = false;
        deadlineSet = false;
        sendClock = new SendClock(endpoint.settings().sendIntervalNanos());
        through.connect();
    }

    /**
     * Has a suspended connection tried to be taken up now; one that is not suspended gives up its link for a better one.
     *
     * @param through another transport, or null for the same
     * @return whether there is a session to be taken up
     */
    public boolean reconnect(@Nullable ClientTransport through) {
        endpoint.guard().check();
        Connection current = connection;
        if (current == null || !current.isOpen() || !session.isOpen()) {
            return false;
        }
        if (current.isLive()) {
            current.suspend(new Disconnect(DisconnectReason.CONNECTION_LOST, "left for another link", false));
        } else if (current.isSeeking()) {
            seekFailed(current);
        }
        if (through != null) {
            nextTransport = through;
        }
        session.want();
        return true;
    }

    public NetworkTime time() {
        return time;
    }

    public ClientObjects objects() {
        return objects;
    }

    /** Tells the server that objects can be shown, if it was not told yet. */
    public void ready() {
        objects.sayReady(needConnection());
    }

    public ClientState state() {
        Connection current = connection;
        if (current == null || current.ended() != null) {
            return ClientState.DISCONNECTED;
        }
        if (current.isSuspended()) {
            return ClientState.SUSPENDED;
        }
        return current.isOpen() ? ClientState.CONNECTED : ClientState.CONNECTING;
    }

    public @Nullable NetworkConnection connection() {
        return connection;
    }

    public void disconnect(DisconnectReason reason, @Nullable String text) {
        endpoint.guard().check();
        Connection current = connection;
        if (current == null || current.ended() != null) {
            return;
        }
        current.end(new Disconnect(reason, Disconnect.orEmpty(text), false), transportUp);
        if (!endpoint.guard().isTicking()) {
            finishEnding(); // a program that disconnects on its way out may never tick again
        }
    }

    // ---------------------------------------------------------------- tick

    public void tick(long nowNanos) {
        endpoint.guard().enter();
        try {
            endpoint.beginTick(nowNanos);
            ClientTransport under = transport;
            if (under != null && connection != null) {
                if (connection.ended() == null && (!connection.isSuspended() || connection.isSeeking())) {
                    under.poll(endpoint.now(), events);
                }
                sweepIfDue();
                comeBack();
                objects.update();
                under = transport;
                boolean due = sendClock.due(endpoint.now()) || flushNow;
                if (due && connection != null && connection.ended() == null) {
                    objects.tick(connection);
                    connection.tickBulk();
                    connection.flush(endpoint.seconds());
                }
                flushNow = false;
                boolean ended = finishEnding();
                if (under != null && (due || ended)) {
                    under.flush(endpoint.now());
                }
            }
        } finally {
            endpoint.endTick();
        }
    }

    private void sweepIfDue() {
        long now = endpoint.now();
        Connection current = connection;
        if (current == null || !sweepClock.due(now)) {
            return;
        }
        if (!deadlineSet) {
            deadlineSet = true;
            connectDeadline = now + connectTimeoutNanos;
        }
        if (current.isSuspended()) {
            sweepSuspended(current, now);
        } else if (current.isInHandshake()) {
            if (now - connectDeadline >= 0) {
                String after = " within " + connectTimeoutNanos / 1_000_000 + " ms";
                current.end(
                        transportUp
                                ? new Disconnect(
                                        DisconnectReason.HELLO_TIMEOUT,
                                        "the server did not answer the hello" + after,
                                        false)
                                : new Disconnect(
                                        DisconnectReason.UNREACHABLE, "the server did not answer" + after, false),
                        transportUp);
            }
        } else {
            current.sweep(now);
        }
    }

    // ---------------------------------------------------------------- suspended

    private void sweepSuspended(Connection current, long now) {
        Disconnect why = suspendedFor;
        if (current.isSeeking() && now - connectDeadline >= 0) {
            attemptFailed(
                    current,
                    new Disconnect(
                            transportUp ? DisconnectReason.HELLO_TIMEOUT : DisconnectReason.UNREACHABLE,
                            "the server did not answer in time",
                            false));
        }
        if (why != null && suspensionTold && session.isOver(now)) {
            String text = "the server could not be found again within " + session.graceMillis() + " ms";
            current.end(new Disconnect(why.reason(), joined(why.text(), text), false), transportUp);
        }
    }

    private static String joined(String text, String more) {
        return text.isEmpty() ? more : text + "; " + more;
    }

    /** Tells the game of a suspension, and tries to end it when it is time. */
    private void comeBack() {
        Connection current = connection;
        Disconnect why = suspendedFor;
        if (current == null || why == null || !current.isSuspended()) {
            return;
        }
        if (!suspensionTold) {
            suspensionTold = true;
            current.leaveLink();
            session.lost(endpoint.now());
            endpoint.runGuarded("ClientListener.suspended", () -> listener.suspended(why));
            current.failRequests();
        }
        if (current.isSuspended() && !current.isSeeking() && session.isDue(endpoint.now())) {
            attempt(current);
        }
    }

    private void attempt(Connection current) {
        ClientTransport through = nextTransport != null ? nextTransport : transport;
        nextTransport = null;
        if (through == null) {
            return;
        }
        transport = through;
        transportUp = false;
        session.attempting();
        connectDeadline = endpoint.now() + session.attemptNanos(connectTimeoutNanos);
        current.seek(new ClientLink(through));
        try {
            through.connect();
        } catch (TransportException e) { // the game's thread is in its tick, and has asked for nothing just now
            attemptFailed(
                    current,
                    new Disconnect(DisconnectReason.TRANSPORT_FAILED, Disconnect.orEmpty(e.getMessage()), false));
        }
    }

    private void attemptFailed(Connection current, Disconnect why) {
        seekFailed(current);
        endpoint.runGuarded("ClientListener.reconnectFailed", () -> listener.reconnectFailed(why));
    }

    private void seekFailed(Connection current) {
        current.seekFailed();
        session.failed(endpoint.now());
    }

    private void resumed(Connection from, NetworkReader body) {
        if (!from.isSeeking()) {
            throw body.malformed("nothing was to be taken up again");
        }
        session.resumed(body);
        from.found();
        suspendedFor = null;
        byte readiness = body.readByte();
        boolean takenBack = objects.resumed(from, readiness, body.readBoolean());
        NetworkWriter writer = endpoint.scratch();
        writer.writeShort(BuiltIn.KEEP_ALIVE); // so that the server knows that the token has arrived
        from.sendRaw(Channel.RELIABLE, writer);
        flushNow = true;
        endpoint.runGuarded("ClientListener.resumed", listener::resumed);
        if (takenBack && from.isLive()) {
            endpoint.runGuarded("ClientListener.notReady", listener::notReady);
        }
    }

    private boolean finishEnding() {
        Connection current = connection;
        ClientTransport through = transport;
        Disconnect why = current == null ? null : current.ended();
        if (current == null || why == null || through == null) {
            return false;
        }
        session.forget();
        suspendedFor = null;
        nextTransport = null;
        transport = null; // first: what the game is told below may make it connect again
        current.finish(endpoint.seconds());
        through.flush(endpoint.now());
        if (!anyListener) {
            endpoint.reporter()
                    .report(Report.Kind.DISCONNECTED, why.reason().name(), "The connection ended: " + why, null);
        }
        endpoint.runGuarded("ClientListener.disconnected", () -> listener.disconnected(why));
        if (connection == current) {
            objects.clear();
        }
        current.failRequests();
        return true;
    }

    // ---------------------------------------------------------------- sending

    public SendStatus send(NetworkMessage message, Channel channel) {
        return needConnection().send(message, channel);
    }

    public <R extends NetworkMessage> PendingReply<R> request(NetworkRequest<R> request) {
        return needConnection().request(request);
    }

    public <R extends NetworkMessage> PendingReply<R> request(NetworkRequest<R> request, long timeoutNanos) {
        return needConnection().request(request, timeoutNanos);
    }

    private Connection needConnection() {
        endpoint.guard().check();
        if (!everConnected || connection == null) {
            throw new IllegalStateException("This client was never told to connect. Call connect(\"host\") first, and"
                    + " send once the listener hears connected().");
        }
        return connection;
    }

    // ---------------------------------------------------------------- what the connection tells

    @Override
    public void control(Connection from, int id, NetworkReader body) {
        switch (id) {
            case BuiltIn.WELCOME -> {
                if (!from.isInHandshake()) {
                    throw body.malformed("a second welcome came");
                }
                int number = body.readVarUInt();
                boolean authenticated = body.readBoolean();
                agree(from, Hello.readInterval(body));
                from.open(number, authenticated);
                endpoint.runGuarded("ClientListener.connected", listener::connected);
                if (from.isAuthenticated() && from.isOpen()) {
                    authenticated(from);
                }
            }
            case BuiltIn.AUTHENTICATED -> {
                requireOpen(from, body);
                if (from.isAuthenticated()) {
                    throw body.malformed("it was authenticated already");
                }
                from.learnAuthenticated();
                authenticated(from);
            }
            case BuiltIn.SESSION -> {
                requireOpen(from, body);
                if (session.isOpen()) {
                    throw body.malformed("it has a session already");
                }
                session.begin(body);
            }
            case BuiltIn.RESUMED -> resumed(from, body);
            case BuiltIn.NOT_READY -> {
                requireOpen(from, body);
                objects.receive(from, id, body);
                endpoint.runGuarded("ClientListener.notReady", listener::notReady);
            }
            case BuiltIn.CLOSING -> {
                requireOpen(from, body);
                Duration remaining = Duration.ofMillis(Integer.toUnsignedLong(body.readVarUInt()));
                String text = body.readString(Disconnect.MAX_TEXT_LENGTH);
                endpoint.runGuarded("ClientListener.serverClosing", () -> listener.serverClosing(text, remaining));
            }
            case BuiltIn.SCHEMA_DIFFERENCE -> {
                if (!from.isInHandshake() || from.hasSchemaDifference()) {
                    throw body.malformed("a description of differences comes once, before the welcome");
                }
                from.noteSchemaDifference(readDifference(body));
            }
            default -> {
                requireOpen(from, body);
                objects.receive(from, id, body);
            }
        }
    }

    private void agree(Connection with, long serverIntervalNanos) {
        with.agreeInterval(serverIntervalNanos);
        if (endpoint.settings().adoptsSendInterval()) {
            sendClock = new SendClock(serverIntervalNanos);
        }
    }

    private static void requireOpen(Connection from, NetworkReader body) {
        if (!from.isLive()) {
            throw body.malformed("it came before the welcome");
        }
    }

    private String readDifference(NetworkReader body) {
        List<Declared> differing = readTypes(body);
        List<Declared> onlyServer = readTypes(body);
        List<String> onlyClient = new ArrayList<>();
        int count = body.checkSize(body.readCount(2), Hello.DESCRIBED_TYPES_MAX);
        for (int i = 0; i < count; i++) {
            WireType<?> own = endpoint.types().type(body.readUnsignedShort());
            if (own != null) {
                onlyClient.add(own.wireName());
            }
        }
        return SchemaComparison.describe(endpoint.types(), differing, onlyServer, onlyClient, "the server");
    }

    private static List<Declared> readTypes(NetworkReader body) {
        int count = body.checkSize(body.readCount(4), Hello.DESCRIBED_TYPES_MAX);
        List<Declared> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(new Declared(body.readString(), body.readString()));
        }
        return types;
    }

    @Override
    public void beforeOutput() {}

    @Override
    public void hasOutput(Connection from) {}

    @Override
    public void ending(Connection from) {}

    @Override
    public void bulkBegins(Connection from) {}

    @Override
    public boolean isResumable(Connection from) {
        return session.isOpen();
    }

    @Override
    public void suspending(Connection from, Disconnect why) {
        suspendedFor = why;
        suspensionTold = false;
    }

    @Override
    public void authenticated(Connection from) {
        endpoint.runGuarded("ClientListener.authenticated", listener::authenticated);
    }

    @Override
    public void qualityChanged(Connection from) {
        endpoint.runGuarded("ClientListener.qualityChanged", () -> listener.qualityChanged(from.quality()));
    }

    @Override
    public void congestionChanged(Connection from, boolean congested) {
        endpoint.runGuarded("ClientListener.congested", congested ? listener::congested : listener::keepsUpAgain);
    }

    private final class TransportEvents implements ClientTransport.Listener {
        @Override
        public void connected(PeerAddress server) {
            Connection current = connection;
            if (current != null && current.ended() == null) {
                transportUp = true;
                current.learnAddress(server);
                introduce(current);
                flushNow = true;
            }
        }

        private void introduce(Connection current) {
            NetworkWriter writer = endpoint.scratch();
            if (current.isSeeking()) {
                session.writeResume(current, writer);
                return;
            }
            Hello.write(
                    writer,
                    endpoint.settings().gameVersion(),
                    endpoint.settings().strictSchema(),
                    endpoint.types(),
                    endpoint.settings().sendIntervalNanos());
            current.sendRaw(Channel.RELIABLE, writer);
        }

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {
            if (connection != null) {
                connection.receive(channel, bytes, offset, length);
            }
        }

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            Connection current = connection;
            if (current != null && current.isSeeking()) {
                attemptFailed(current, new Disconnect(reason, detail, false));
            } else if (current != null) {
                current.lost(reason, detail);
            }
        }
    }
}
