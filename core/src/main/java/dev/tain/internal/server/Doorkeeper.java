package dev.tain.internal.server;

import dev.tain.codegen.WireType;
import dev.tain.connection.Admission;
import dev.tain.connection.Disconnect;
import dev.tain.internal.collect.IntMap;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Endpoint;
import dev.tain.internal.session.Hello;
import dev.tain.internal.session.SessionToken;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Meets those who connected and are not in yet. The questions, cheapest first, and in the order in which an answer
 * helps a player most: does it speak this protocol, is it the same version of the game, is there room, do its messages
 * fit, does the game want it.
 */
final class Doorkeeper {
    private static final int DESCRIBED_SHAPE_MAX = 4096;

    private final Server server;
    private final Endpoint endpoint;
    private final @Nullable Consumer<? super Admission> admission;
    private final List<Newcomer> newcomers = new ArrayList<>();
    private int awaitingAnswer;

    Doorkeeper(Server server, Endpoint endpoint, @Nullable Consumer<? super Admission> admission) {
        this.server = server;
        this.endpoint = endpoint;
        this.admission = admission;
    }

    private final class Newcomer implements Admission {
        final Connection connection;
        final long deadline;
        String gameVersion = "";
        boolean asked;
        boolean gone;

        Newcomer(Connection connection, long deadline) {
            this.connection = connection;
            this.deadline = deadline;
        }

        @Override
        public PeerAddress address() {
            return connection.address();
        }

        @Override
        public String gameVersion() {
            return gameVersion;
        }

        @Override
        public void accept() {
            endpoint.guard().check();
            if (leave()) {
                server.admit(connection);
            }
        }

        @Override
        public void deny(@Nullable String text) {
            endpoint.guard().check();
            if (leave()) {
                connection.end(new Disconnect(DisconnectReason.DENIED, Disconnect.orEmpty(text), false), true);
            }
        }

        private boolean leave() {
            if (gone || connection.ended() != null) {
                return false;
            }
            remove(this);
            return true;
        }
    }

    /**
     * Makes room for one more. When the door is crowded, the one to go is of the address with the most newcomers, and
     * of those the one that has been silent longest: a crowd from one place keeps nobody else out.
     *
     * @return whether there is room
     */
    boolean makeRoom() {
        if (newcomers.size() < server.newcomersMax()) {
            return true;
        }
        Map<String, Integer> silent = new HashMap<>();
        String crowd = "";
        for (Newcomer newcomer : newcomers) {
            if (!newcomer.asked) {
                String host = newcomer.address().host();
                int count = silent.merge(host, 1, Integer::sum);
                if (count > silent.getOrDefault(crowd, 0)) {
                    crowd = host;
                }
            }
        }
        for (Newcomer newcomer : newcomers) {
            if (!newcomer.asked && newcomer.address().host().equals(crowd)) {
                remove(newcomer);
                newcomer.connection.end(
                        new Disconnect(DisconnectReason.SERVER_FULL, "too many stand at the door", false), false);
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return newcomers.isEmpty();
    }

    int awaitingAnswer() {
        return awaitingAnswer;
    }

    void arrived(Connection connection) {
        newcomers.add(
                new Newcomer(connection, endpoint.now() + endpoint.settings().helloTimeoutNanos()));
    }

    void forget(Connection connection) {
        Newcomer newcomer = find(connection);
        if (newcomer != null) {
            remove(newcomer);
        }
    }

    void sendAllAway(DisconnectReason reason, String text) {
        for (Newcomer newcomer : newcomers) {
            newcomer.connection.end(new Disconnect(reason, text, false), true);
        }
    }

    void sweep(long now) {
        for (int i = 0; i < newcomers.size(); i++) {
            Newcomer newcomer = newcomers.get(i);
            if (now - newcomer.deadline >= 0) {
                newcomer.connection.end(
                        newcomer.asked
                                ? new Disconnect(DisconnectReason.DENIED, "the server did not decide in time", false)
                                : new Disconnect(DisconnectReason.HELLO_TIMEOUT, "no hello came in time", false),
                        true);
            }
        }
    }

    private @Nullable Newcomer find(Connection connection) {
        for (int i = 0; i < newcomers.size(); i++) {
            if (newcomers.get(i).connection == connection) {
                return newcomers.get(i);
            }
        }
        return null;
    }

    private void remove(Newcomer newcomer) {
        newcomer.gone = true;
        newcomers.remove(newcomer);
        if (newcomer.asked) {
            awaitingAnswer--;
        }
    }

    void hello(Connection connection, NetworkReader body) {
        Newcomer newcomer = find(connection);
        if (newcomer == null || newcomer.asked) {
            throw body.malformed("a second hello came");
        }
        Hello hello = Hello.read(body);
        Disconnect refusal = examine(connection, hello);
        if (refusal != null) {
            connection.end(refusal, true);
            return;
        }
        newcomer.gameVersion = hello.gameVersion();
        connection.agreeInterval(hello.sendIntervalNanos());
        newcomer.asked = true;
        awaitingAnswer++;
        if (admission == null) {
            newcomer.accept();
        } else {
            try {
                admission.accept(newcomer);
            } catch (Throwable e) {
                endpoint.callbackFailed("the admission", e);
                newcomer.deny("The server could not decide.");
            }
        }
    }

    /** In place of a hello: it was here before, and shows the token it was given. */
    void resume(Connection connection, NetworkReader body) {
        Newcomer newcomer = find(connection);
        if (newcomer == null || newcomer.asked) {
            throw body.malformed("a return comes in place of the hello");
        }
        int protocol = Hello.readProtocol(body);
        if (protocol != Hello.PROTOCOL) {
            body.skip(body.remaining());
            connection.end(otherProtocol(protocol), true);
            return;
        }
        int id = body.readVarUInt();
        SessionToken shown = SessionToken.read(body);
        if (body.remaining() > 0) {
            throw body.malformed("a return ends with its token");
        }
        Disconnect refusal = server.sessions().refusal(id, shown);
        if (refusal != null) {
            connection.end(refusal, true);
        } else {
            remove(newcomer);
            server.resume(id, shown, connection);
        }
    }

    private static Disconnect otherProtocol(int protocol) {
        return refusal(
                DisconnectReason.PROTOCOL_MISMATCH,
                "This server speaks version " + Hello.PROTOCOL + " of Tain's protocol, the client version "
                        + Integer.toUnsignedString(protocol) + ".");
    }

    private @Nullable Disconnect examine(Connection connection, Hello hello) {
        if (hello.protocol() != Hello.PROTOCOL) {
            return otherProtocol(hello.protocol());
        }
        String ours = endpoint.settings().gameVersion();
        if (!ours.equals(hello.gameVersion())) {
            return refusal(
                    DisconnectReason.VERSION_MISMATCH,
                    "This server runs version '" + ours + "' of the game; yours is '" + hello.gameVersion() + "'.");
        }
        if (server.isDraining()) {
            return refusal(DisconnectReason.SERVER_STOPPED, "This server is about to stop.");
        }
        if (server.isFull()) {
            return refusal(DisconnectReason.SERVER_FULL, "This server is full.");
        }
        return compareSchemas(connection, hello);
    }

    private static Disconnect refusal(DisconnectReason reason, String text) {
        return new Disconnect(reason, text, false);
    }

    private @Nullable Disconnect compareSchemas(Connection connection, Hello hello) {
        boolean strict = hello.strict() || endpoint.settings().strictSchema();
        IntMap<Boolean> clientKnows = new IntMap<>();
        List<WireType<?>> differing = new ArrayList<>();
        List<Integer> onlyClient = new ArrayList<>();
        for (int i = 0; i < hello.ids().length; i++) {
            int id = hello.ids()[i];
            clientKnows.put(id, true);
            WireType<?> own = endpoint.types().type(id);
            if (own == null) {
                onlyClient.add(id);
            } else if (own.shapeHash() != hello.shapes()[i]) {
                differing.add(own);
            }
        }
        List<WireType<?>> onlyServer = new ArrayList<>();
        for (WireType<?> own : endpoint.types().all()) {
            if (clientKnows.get(own.id()) == null) {
                onlyServer.add(own);
            }
        }
        boolean fits = differing.isEmpty() && !(strict && (!onlyClient.isEmpty() || !onlyServer.isEmpty()));
        if (fits) {
            return null;
        }
        sendDifference(connection, differing, onlyServer, onlyClient);
        return refusal(
                DisconnectReason.SCHEMA_MISMATCH,
                "The types differ. Of another shape: " + names(differing)
                        + (strict
                                ? "; only on the server: " + names(onlyServer) + "; only on the client: "
                                        + onlyClient.size()
                                : ""));
    }

    private static String names(List<WireType<?>> codecs) {
        List<String> names = new ArrayList<>();
        for (WireType<?> codec : codecs.subList(0, Math.min(codecs.size(), 8))) {
            names.add(codec.wireName());
        }
        return codecs.isEmpty() ? "none" : String.join(", ", names) + (codecs.size() > 8 ? " …" : "");
    }

    private void sendDifference(
            Connection connection,
            List<WireType<?>> differing,
            List<WireType<?>> onlyServer,
            List<Integer> onlyClient) {
        NetworkWriter writer = endpoint.scratch();
        writer.writeShort(BuiltIn.SCHEMA_DIFFERENCE);
        writeTypes(writer, differing);
        writeTypes(writer, onlyServer);
        writer.writeCount(Math.min(onlyClient.size(), Hello.DESCRIBED_TYPES_MAX));
        for (int i = 0; i < Math.min(onlyClient.size(), Hello.DESCRIBED_TYPES_MAX); i++) {
            writer.writeShort(onlyClient.get(i));
        }
        connection.sendRaw(Channel.RELIABLE, writer);
    }

    private static void writeTypes(NetworkWriter writer, List<WireType<?>> codecs) {
        int count = Math.min(codecs.size(), Hello.DESCRIBED_TYPES_MAX);
        writer.writeCount(count);
        for (WireType<?> codec : codecs.subList(0, count)) {
            writer.writeString(codec.wireName());
            writer.writeString(codec.shape().length() <= DESCRIBED_SHAPE_MAX ? codec.shape() : "");
        }
    }
}
