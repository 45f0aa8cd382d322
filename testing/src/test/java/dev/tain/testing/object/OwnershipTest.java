package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who owns what, and what each side knows of it. */
class OwnershipTest {
    private static NetworkConnection connection(NetworkServer server, int id) {
        return Objects.requireNonNull(server.connection(id));
    }

    @Test
    void theOwnerKnowsItAndTheOthersDoNot() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);

            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            assertThat(object.owner()).isSameAs(connection(server, 1));
            assertThat(object.isOwned()).isFalse();
            assertThat(server.owned(connection(server, 1))).containsExactly(object);
            assertThat(server.owned(connection(server, 2))).isEmpty();
            assertThat(copy(owner, object).isOwned()).isTrue();
            assertThat(copy(owner, object).owner()).isSameAs(owner.connection());
            assertThat(copy(owner, object).isLocalPlayer()).isFalse();
            assertThat(copy(other, object).isOwned()).isFalse();
            assertThat(copy(other, object).owner()).isNull();
            assertThat(hero(owner, object).isOwned()).isTrue();
            assertThat(hero(owner, object).owner()).isSameAs(owner.connection());
        });
    }

    @Test
    void ownershipIsGivenToAnotherAndTakenAway() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient first = World.client(net);
            NetworkClient second = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            server.assignAuthority(object, connection(server, 2));
            net.exchange();
            assertThat(copy(first, object).isOwned()).isFalse();
            assertThat(copy(second, object).isOwned()).isTrue();
            assertThat(server.owned(connection(server, 1))).isEmpty();
            assertThat(server.owned(connection(server, 2))).containsExactly(object);
            assertThat(hero(first, object).log).endsWith("onStartAuthority", "onStopAuthority");

            server.removeAuthority(object);
            net.exchange();
            assertThat(object.owner()).isNull();
            assertThat(copy(second, object).isOwned()).isFalse();
            assertThat(copy(second, object).owner()).isNull();
            assertThat(hero(second, object).log).endsWith("onStartAuthority", "onStopAuthority");
        });
    }

    @Test
    void whatChangesInTheTickInWhichItIsGivenArrivesToo() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();

            object.behaviour(Pack.class).secrets.add("key"); // only owners see it, so the new one is told all of it
            hero(object).health = 7; // everybody sees it
            server.assignAuthority(object, connection(server, 1));
            net.exchange();

            assertThat(copy(owner, object).behaviour(Pack.class).secrets).containsExactly("key");
            assertThat(hero(owner, object).health).isEqualTo(7);
        });
    }

    @Test
    void givenToWhoHasItOrTakenFromNobodyNothingHappens() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.quietServer(net);
            NetworkClient owner = World.quietClient(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            NetworkIdentity nobodys = server.spawn(server.instantiate("hero"));
            net.exchange();
            long sent = connection(server, 1).statistics().messagesSent();

            server.assignAuthority(object, connection(server, 1));
            server.removeAuthority(nobodys);
            net.exchange();

            assertThat(connection(server, 1).statistics().messagesSent()).isEqualTo(sent);
            assertThat(hero(owner, object).log).containsOnlyOnce("onStartAuthority");
        });
    }

    @Test
    void takenAndGivenBackInOneTickTheOwnerHearsBoth() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();
            Hero mine = hero(owner, object);
            mine.log.clear();

            server.removeAuthority(object);
            server.assignAuthority(object, connection(server, 1));
            net.exchange();

            assertThat(mine.log).containsExactly("onStopAuthority", "onStartAuthority");
            mine.fire(Vector3.ZERO);
            net.exchange();
            assertThat(hero(object).log).endsWith("fire 0.0 on server");
        });
    }

    @Test
    void aCommandBeforeOwnershipIsKnownGoesNowhereAndAfterwardsItRuns() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();

            server.assignAuthority(object, connection(server, 1));
            hero(client, object).fire(Vector3.ZERO);
            net.exchange();
            assertThat(hero(object).log).containsExactly("onStartServer");
            assertThat(client.callsDropped()).isEqualTo(1);

            hero(client, object).fire(Vector3.ZERO);
            net.exchange();
            assertThat(hero(object).log).containsExactly("onStartServer", "fire 0.0 on server");
            assertThat(server.refusedCalls(CallRefusal.NO_AUTHORITY)).isZero();
        });
    }

    @Test
    void whoIsNotReadyLearnsOfItsObjectsWhenItIs() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = net.connectClient(builder -> builder.prefabs(World.PREFABS));
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            NetworkIdentity later = server.spawn(server.instantiate("hero"));
            server.assignAuthority(later, connection(server, 1));
            net.exchange();
            assertThat(client.objects()).isEmpty();

            client.ready();
            net.exchange();

            assertThat(copy(client, object).isOwned()).isTrue();
            assertThat(copy(client, later).isOwned()).isTrue();
            assertThat(hero(client, later).log).containsExactly("onStartClient", "onStartAuthority");
        });
    }

    @Test
    void whatWasTakenFromAClientThatWasNotReadyItDecidesAboutNoMore() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.quietServer(net);
            NetworkClient client = World.quietClient(net);
            NetworkIdentity object = server.spawn(server.instantiate("mover"), connection(server, 1));
            net.exchange();
            server.setNotReady(connection(server, 1));
            server.removeAuthority(object);
            net.exchange();
            client.ready();
            net.exchange();
            Mover copy = copy(client, object).behaviour(Mover.class);
            assertThat(copy.isOwned()).isFalse();
            long sent = Objects.requireNonNull(client.connection()).statistics().messagesSent();

            copy.x = 5;
            net.exchange();

            assertThat(Objects.requireNonNull(client.connection()).statistics().messagesSent())
                    .isEqualTo(sent);
            assertThat(object.behaviour(Mover.class).x).isZero();
        });
    }

    @Test
    void ownershipGoesWhenTheObjectGoesAndDoesNotComeBackWithIt() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            server.unspawn(object);
            assertThat(object.owner()).isNull();
            assertThat(server.owned(connection(server, 1))).isEmpty();
            server.spawn(object);
            net.exchange();

            assertThat(copy(client, object).isOwned()).isFalse();
        });
    }

    @Test
    void whoHasLeftOwnsNothing() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity before = server.spawn(server.instantiate("hero"));
            NetworkConnection left = connection(server, 1);
            client.disconnect();
            net.exchange();
            assertThat(left.isOpen()).isFalse();

            NetworkIdentity object = server.spawn(server.instantiate("hero"), left);
            server.assignAuthority(before, left);

            assertThat(object.owner()).isNull();
            assertThat(before.owner()).isNull();
            assertThat(server.owned(left)).isEmpty();
        });
    }

    @Test
    void everythingOwnedGoesWithItsOwnerAndWhatWasTakenAwayInTimeStays() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient leaving = World.client(net);
            NetworkClient staying = World.client(net);
            NetworkIdentity goes = server.spawn(server.instantiate("hero"), connection(server, 1));
            NetworkIdentity stays = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();
            server.removeAuthority(stays);

            net.cut(leaving);
            net.exchange();

            assertThat(goes.isSpawned()).isFalse();
            assertThat(staying.objects()).containsExactly(copy(staying, stays));
        });
    }

    @Test
    void whatIsNotSpawnedOrNotOfThisServerCannotBeGiven() {
        NetworkSimulation.run(net -> {
            NetworkServer other = World.server(net);
            World.client(net);
            NetworkServer server = World.server(net);
            World.client(net);
            NetworkIdentity object = server.instantiate("hero");

            assertThatThrownBy(() -> server.assignAuthority(object, connection(server, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("spawn it first");
            assertThatThrownBy(() -> server.removeAuthority(object)).hasMessageContaining("spawn it first");
            assertThatThrownBy(() -> other.spawn(object))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("instantiate");
            assertThatThrownBy(() -> server.spawn(object, connection(other, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a connection of this server");
            assertThat(object.isSpawned()).isFalse();
            server.spawn(object);
            assertThatThrownBy(() -> server.spawn(object)).hasMessageContaining("spawned already");
        });
    }

    @Test
    void anOwnerMayGiveItUpInACommand() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.instantiate("leaver");
            object.behaviour(Leaver.class).server = server;
            server.spawn(object, connection(server, 1));
            net.exchange();

            copy(client, object).behaviour(Leaver.class).giveUp();
            copy(client, object).behaviour(Leaver.class).destroyMe();
            net.exchange();

            assertThat(object.isSpawned()).isTrue();
            assertThat(object.owner()).isNull();
            assertThat(server.refusedCalls(CallRefusal.NO_AUTHORITY)).isEqualTo(1);
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);

            server.assignAuthority(object, connection(server, 1));
            net.exchange();
            copy(client, object).behaviour(Leaver.class).destroyMe();
            net.exchange();
            assertThat(client.objects()).isEmpty();
        });
    }
}
