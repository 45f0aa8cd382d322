package dev.tain.testing.object;

import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.Report;
import dev.tain.object.NetworkIdentity;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.PeerAddress;
import dev.tain.value.Vector3;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that writes its own bytes asks for what it may not have: the game goes on, and the counters tell. */
class HostileClientTest {
    private static final int HELLO = 1;
    private static final int READY = 14;
    private static final int SPAWN = 17;
    private static final int STATE = 22;
    private static final int CALL = 23;

    // In the order in which Hero declares its remote methods.
    private static final int FIRE = 0;
    private static final int POKE = 1;
    private static final int EXPLODED = 4;

    private final MemoryNetwork network = new MemoryNetwork();
    private final List<Report> reports = new ArrayList<>();
    private final NetworkServer server = NetworkServer.builder()
            .transport(network.server())
            .prefabs(World.PREFABS)
            .sendRate(0)
            .reportSink(reports::add)
            .build();
    private final NetworkClient honest =
            NetworkClient.builder().prefabs(World.PREFABS).sendRate(0).build();
    private NetworkIdentity theirs;
    private NetworkIdentity mover;
    private long now;

    @BeforeEach
    void anHonestClientPlays() {
        server.start();
        honest.connect(network.client());
        tick();
        honest.ready();
        tick();
        NetworkConnection owner = server.connections().iterator().next();
        theirs = server.spawn(server.instantiate("hero"), owner);
        mover = server.spawn(server.instantiate("mover"), owner);
        tick();
    }

    private void tick() {
        for (int i = 0; i < 4; i++) {
            now += 1_000_000;
            server.tick(now);
            honest.tick(now);
        }
    }

    private void everybodyElseGoesOn() {
        int before = hero(theirs).health;
        hero(World.copy(honest, theirs)).fire(Vector3.ZERO);
        tick();
        assertThat(honest.state()).isEqualTo(ClientState.CONNECTED);
        assertThat(hero(theirs).health).isEqualTo(before - 1);
        assertThat(hero(World.copy(honest, theirs)).health).isEqualTo(before - 1);
    }

    private final class Attacker implements ClientTransport.Listener {
        final ClientTransport transport = network.client();
        boolean gone;

        Attacker() {
            transport.connect();
            poll();
            send(body -> {
                body.writeShort(HELLO);
                body.writeInt(0x4E494154);
                body.writeVarUInt(1);
                body.writeString("");
                body.writeBoolean(false);
                body.writeCount(0);
                body.writeVarUInt(0);
            });
        }

        Attacker ready() {
            send(body -> {
                body.writeShort(READY);
                body.writeByte(0);
            });
            return this;
        }

        void send(Consumer<NetworkWriter> message) {
            NetworkWriter body = new NetworkWriter();
            message.accept(body);
            NetworkWriter packet = new NetworkWriter();
            packet.writeDouble(1);
            packet.writeVarUInt(body.position());
            packet.writeRaw(body.buffer(), 0, body.position());
            if (!gone) {
                transport.send(Channel.RELIABLE, packet.buffer(), 0, packet.position());
                transport.flush(now);
            }
            poll();
        }

        void call(int netId, int behaviour, int function, Consumer<NetworkWriter> arguments) {
            send(body -> {
                body.writeShort(CALL);
                body.writeVarUInt(netId);
                body.writeByte(behaviour);
                body.writeVarUInt(function);
                arguments.accept(body);
            });
        }

        void poll() {
            tick();
            if (!gone) {
                transport.poll(now, this);
            }
        }

        @Override
        public void connected(PeerAddress server) {}

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {}

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            gone = true;
        }
    }

    private static void direction(NetworkWriter body) {
        body.writeFloats(1, 2, 3);
    }

    @Test
    void commandsThatMayNotRunAreCountedEachForItsReason() {
        Attacker early = new Attacker();
        early.call(theirs.netId(), 0, FIRE, HostileClientTest::direction);
        assertThat(server.refusedCalls(CallRefusal.NOT_READY)).isEqualTo(1);

        Attacker attacker = new Attacker().ready();
        attacker.call(theirs.netId(), 0, FIRE, HostileClientTest::direction);
        attacker.call(4711, 0, FIRE, HostileClientTest::direction);
        attacker.call(theirs.netId(), 2, FIRE, HostileClientTest::direction);
        attacker.call(theirs.netId(), 255, FIRE, HostileClientTest::direction);
        attacker.call(theirs.netId(), 0, 99, HostileClientTest::direction);
        attacker.call(theirs.netId(), 0, -1, HostileClientTest::direction);
        attacker.call(theirs.netId(), 0, EXPLODED, HostileClientTest::direction);

        assertThat(server.refusedCalls(CallRefusal.NO_AUTHORITY)).isEqualTo(1);
        assertThat(server.refusedCalls(CallRefusal.UNKNOWN_OBJECT)).isEqualTo(1);
        assertThat(server.refusedCalls(CallRefusal.UNKNOWN_BEHAVIOUR)).isEqualTo(2);
        assertThat(server.refusedCalls(CallRefusal.UNKNOWN_FUNCTION)).isEqualTo(3);
        assertThat(attacker.gone).isFalse();
        assertThat(hero(theirs).log).containsExactly("onStartServer");
        everybodyElseGoesOn();
    }

    @Test
    void argumentsThatAreTooShortOrTooLongEndTheSender() {
        Attacker truncated = new Attacker().ready();
        truncated.call(theirs.netId(), 0, POKE, body -> {});
        assertThat(truncated.gone).isTrue();

        Attacker oversized = new Attacker().ready();
        oversized.call(theirs.netId(), 0, POKE, body -> {
            body.writeVarInt(5);
            body.writeByte(0);
        });
        assertThat(oversized.gone).isTrue();

        assertThat(server.endCount(DisconnectReason.MALFORMED)).isEqualTo(2);
        assertThat(hero(theirs).log).containsExactly("onStartServer");
        everybodyElseGoesOn();
    }

    @Test
    void stateOfWhatOthersDecideIsCountedAndNotTaken() {
        Attacker attacker = new Attacker().ready();
        NetworkConnection connection = Objects.requireNonNull(server.connection(2));
        NetworkIdentity own = server.spawn(server.instantiate("hero"), connection);
        NetworkIdentity owned = server.spawn(server.instantiate("mover"), connection);
        tick();

        attacker.send(state(mover.netId(), 1, body -> {
            body.writeVarULong(1);
            body.writeFloat(99);
        }));
        assertThat(server.refusedCalls(CallRefusal.NO_AUTHORITY)).isEqualTo(1);
        attacker.send(state(own.netId(), 1, body -> body.writeVarULong(1)));
        assertThat(server.refusedCalls(CallRefusal.NOT_CLIENT_STATE)).isEqualTo(1);
        attacker.send(state(4711, 1, body -> {}));
        assertThat(server.refusedCalls(CallRefusal.UNKNOWN_OBJECT)).isEqualTo(1);
        attacker.send(state(owned.netId(), 77, body -> {}));
        assertThat(server.refusedCalls(CallRefusal.NO_AUTHORITY)).isEqualTo(2);
        assertThat(attacker.gone).isFalse();

        attacker.send(state(owned.netId(), 1, body -> body.writeVarULong(-1)));
        assertThat(attacker.gone).isTrue();
        assertThat(mover.behaviour(Mover.class).x).isZero();
        everybodyElseGoesOn();
    }

    @Test
    void impossibleStateInFrontOfWhatCannotBeReadIsNotBelieved() {
        Attacker attacker = new Attacker().ready();
        NetworkIdentity owned = server.spawn(server.instantiate("mover"), Objects.requireNonNull(server.connection(2)));
        tick();

        attacker.send(state(owned.netId(), 1, body -> {
            body.writeVarULong(1);
            body.writeVarULong(1);
            body.writeFloat(5000); // more than acceptClientState accepts
            body.writeByte(0);
            body.writeCount(1);
            body.writeByte(99); // no operation
        }));

        assertThat(attacker.gone).isTrue();
        assertThat(owned.behaviour(Mover.class).x).isZero();
        assertThat(owned.behaviour(Mover.class).log).isEmpty();
        everybodyElseGoesOn();
    }

    private static Consumer<NetworkWriter> state(int netId, int epoch, Consumer<NetworkWriter> update) {
        return body -> {
            body.writeShort(STATE);
            body.writeVarUInt(netId);
            int start = body.beginSized();
            body.writeByte(epoch);
            update.accept(body);
            body.endSized(start);
        };
    }

    @Test
    void whatOnlyAServerSaysEndsAClientThatSaysIt() {
        Attacker attacker = new Attacker().ready();

        attacker.send(body -> body.writeShort(SPAWN));

        assertThat(attacker.gone).isTrue();
        everybodyElseGoesOn();
    }

    @Test
    void aHundredThousandCommandsInASecondCostTheirSenderOnly() {
        Attacker attacker = new Attacker().ready();
        NetworkWriter body = new NetworkWriter();
        body.writeShort(CALL);
        body.writeVarUInt(theirs.netId());
        body.writeByte(0);
        body.writeVarUInt(POKE);
        body.writeVarInt(1);
        NetworkWriter packet = new NetworkWriter();
        packet.writeDouble(1);
        for (int i = 0; i < 100; i++) {
            packet.writeVarUInt(body.position());
            packet.writeRaw(body.buffer(), 0, body.position());
        }

        for (int i = 0; i < 1000; i++) {
            attacker.transport.send(Channel.RELIABLE, packet.buffer(), 0, packet.position());
            attacker.transport.flush(now);
            now += 1_000_000;
            server.tick(now);
            honest.tick(now);
        }

        assertThat(server.refusedCalls(CallRefusal.RATE_LIMITED)).isBetween(98_000L, 99_500L);
        assertThat(hero(theirs).log.size()).isBetween(500, 2000);
        assertThat(attacker.gone).isFalse();
        assertThat(reports).hasSizeLessThan(5);
        everybodyElseGoesOn();
    }

    @Test
    void manySmallChangesOfALargeCollectionInOneMessageAreWorkForTheFirstFewOnly() {
        Attacker attacker = new Attacker().ready();
        NetworkConnection connection = Objects.requireNonNull(server.connection(2));
        NetworkIdentity large = server.instantiate("mover");
        for (int i = 0; i < 30_000; i++) {
            large.behaviour(Mover.class).steps.add(i);
        }
        server.spawn(large, connection);
        tick();

        attacker.send(body -> {
            body.writeShort(STATE);
            for (int i = 0; i < 100; i++) {
                body.writeVarUInt(large.netId());
                int start = body.beginSized();
                body.writeByte(1); // epoch
                body.writeVarULong(0); // no field
                body.writeVarULong(1); // the list
                body.writeByte(0); // by operations
                body.writeCount(1);
                body.writeByte(6); // SET
                body.writeVarUInt(i);
                body.writeVarInt(-1);
                body.endSized(start);
            }
        });

        assertThat(attacker.gone).isFalse();
        assertThat(server.refusedCalls(CallRefusal.RATE_LIMITED)).isBetween(90L, 99L);
        assertThat(large.behaviour(Mover.class).steps.get(0)).isEqualTo(-1);
        assertThat(large.behaviour(Mover.class).steps.get(99)).isEqualTo(99);
        everybodyElseGoesOn();
    }

    @Test
    void randomBytesInObjectMessagesNeverDoMoreThanEndTheSender() {
        Random random = new Random(7);
        @Nullable Attacker attacker = null;
        int ended = 0;
        for (int i = 0; i < 3000; i++) {
            if (attacker == null || attacker.gone) {
                ended += attacker == null ? 0 : 1;
                attacker = new Attacker().ready();
                NetworkConnection connection = null;
                for (NetworkConnection open : server.connections()) {
                    connection = open;
                }
                server.spawn(server.instantiate("mover"), Objects.requireNonNull(connection));
                tick();
            }
            int id = random.nextBoolean() ? STATE : CALL;
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                List<NetworkIdentity> all = server.objects();
                bytes[0] = (byte) all.get(random.nextInt(all.size())).netId();
            }
            attacker.send(body -> {
                body.writeShort(id);
                body.writeRaw(bytes, 0, bytes.length);
            });
        }
        assertThat(ended).isPositive();
        assertThat(reports).noneMatch(report -> report.kind() == Report.Kind.CALLBACK_FAILED);
        everybodyElseGoesOn();
    }
}
