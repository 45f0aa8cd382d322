package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What cannot be sent, or is not taken over, is set right in the end. */
class SetRightTest {
    private static NetworkConnection connection(NetworkServer server, int id) {
        return Objects.requireNonNull(server.connection(id));
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void anObjectThatCannotBeWrittenKeepsNobodyOutAndIsShownWhenItCan() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            NetworkIdentity broken = server.spawn(server.instantiate("plain"));
            NetworkIdentity whole = server.spawn(server.instantiate("plain"));
            hero(broken).name = null;
            hero(broken).health = 3;

            NetworkClient client = World.client(net);
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(client.objects()).containsExactly(copy(client, whole));

            hero(broken).name = "Ann";
            net.advance(Duration.ofSeconds(1));
            assertThat(hero(client, broken).name).isEqualTo("Ann");
            assertThat(hero(client, broken).health).isEqualTo(3);
        });
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aFieldThatCannotBeWrittenHoldsNoOtherChangeBackForGood() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("sapling"));
            net.exchange();
            Sapling sapling = object.behaviour(Sapling.class);

            sapling.name = null;
            sapling.leaves = 9;
            sapling.markChanged();
            net.exchange();
            sapling.name = "oak";
            sapling.markChanged();
            net.exchange();

            assertThat(copy(client, object).behaviour(Sapling.class).name).isEqualTo("oak");
            assertThat(copy(client, object).behaviour(Sapling.class).leaves).isEqualTo(9);
        });
    }

    @Test
    void whatHappensInOnStartServerIsInTheSpawn() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);

            NetworkIdentity object = server.spawn(server.instantiate("sapling"));
            net.exchange();

            assertThat(object.behaviour(Sapling.class).leaves).isEqualTo(7);
            assertThat(copy(client, object).behaviour(Sapling.class).leaves).isEqualTo(7);
        });
    }

    @Test
    void bytesOfItsOwnThatTheGameFindsImpossibleAreTakenBackToo() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("ledger"), connection(server, 1));
            net.exchange();
            Ledger mine = copy(owner, object).behaviour(Ledger.class);
            mine.coins = 20;
            mine.markChanged();
            net.exchange();
            assertThat(copy(other, object).behaviour(Ledger.class).coins).isEqualTo(20);

            mine.coins = 5000;
            mine.page = 3;
            mine.markChanged();
            net.exchange();

            assertThat(server.refusedCalls(CallRefusal.STATE_REFUSED)).isEqualTo(1);
            assertThat(object.behaviour(Ledger.class).coins).isEqualTo(20);
            assertThat(object.behaviour(Ledger.class).page).isZero();
            assertThat(mine.coins).isEqualTo(20);
            assertThat(mine.page).isZero();
            assertThat(copy(other, object).behaviour(Ledger.class).coins).isEqualTo(20);
        });
    }

    @Test
    void whoOwnsManyObjectsMovesThemAllAtTheSendRate() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            List<NetworkIdentity> objects = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                objects.add(server.spawn(server.instantiate("mover"), connection(server, 1)));
            }
            net.exchange();

            for (int t = 1; t <= 120; t++) {
                for (NetworkIdentity object : objects) {
                    copy(owner, object).behaviour(Mover.class).x = t;
                }
                net.tick();
            }
            net.exchange();

            assertThat(server.refusedCalls(CallRefusal.RATE_LIMITED)).isZero();
            assertThat(objects).allMatch(object -> object.behaviour(Mover.class).x == 120);
        });
    }

    @Test
    void whatIsBeyondTheLimitIsNotTakenOverAndItsOwnerGetsBackWhatIs() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("mover"), connection(server, 1));
            net.exchange();
            Mover mine = copy(owner, object).behaviour(Mover.class);

            for (int i = 0; i < 30_000; i++) {
                mine.steps.add(i);
            }
            for (int t = 0; t < 60; t++) {
                mine.steps.set(t, -1);
                mine.x = t;
                net.tick();
            }
            net.advance(Duration.ofSeconds(2));

            assertThat(server.refusedCalls(CallRefusal.RATE_LIMITED)).isPositive();
            assertThat(mine.x).isEqualTo(object.behaviour(Mover.class).x);
            assertThat(mine.steps).isEqualTo(object.behaviour(Mover.class).steps);
        });
    }

    @Test
    void interestManagementIsAskedAnewWhenOwnerOrParentChange() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.prefabs(World.PREFABS)
                    .interestManagement((connection, object) -> object.owner() == null && object.parent() == null));
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("plain"), connection(server, 1));
            NetworkIdentity parent = server.spawn(server.instantiate("plain"));
            net.exchange();
            assertThat(other.objects()).containsExactly(copy(other, parent));

            server.removeAuthority(object);
            net.exchange();
            assertThat(other.objects()).containsExactly(copy(other, object), copy(other, parent));

            object.parent(parent);
            net.exchange();
            assertThat(other.objects()).containsExactly(copy(other, parent));
            assertThat(owner.objects()).containsExactly(copy(owner, parent));
        });
    }
}
