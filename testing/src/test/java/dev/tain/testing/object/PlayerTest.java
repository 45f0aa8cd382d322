package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.PreviousPlayer;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A connection's player: added, replaced, removed. */
class PlayerTest {
    private static NetworkConnection connection(NetworkServer server, int id) {
        return Objects.requireNonNull(server.connection(id));
    }

    @Test
    void addingAPlayerSpawnsItGivesItAndMakesItsConnectionReady() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = net.connectClient(builder -> builder.prefabs(World.PREFABS));
            NetworkIdentity around = server.spawn(server.instantiate("rock"));
            NetworkIdentity player = server.instantiate("hero");

            server.addPlayer(connection(server, 1), player);
            net.exchange();

            assertThat(server.player(connection(server, 1))).isSameAs(player);
            assertThat(server.isReady(connection(server, 1))).isTrue();
            assertThat(player.owner()).isSameAs(connection(server, 1));
            assertThat(client.localPlayer()).isSameAs(copy(client, player));
            assertThat(copy(client, player).isLocalPlayer()).isTrue();
            assertThat(copy(client, player).isOwned()).isTrue();
            assertThat(copy(client, around).isLocalPlayer()).isFalse();
            assertThat(hero(client, player).log)
                    .containsExactly("onStartClient", "onStartAuthority", "onStartLocalPlayer");
            assertThat(player.isLocalPlayer()).isFalse();
        });
    }

    @Test
    void whoIsMadeAPlayerBeforeItSaidThatItIsReadyIsReadyAndMayCommand() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = net.connectClient(builder -> builder.prefabs(World.PREFABS));
            NetworkIdentity player = server.instantiate("hero");
            server.addPlayer(connection(server, 1), player);
            net.exchange();
            assertThat(client.isReady()).isTrue();

            hero(client, player).fire(Vector3.ZERO);
            net.exchange();

            assertThat(hero(player).log).endsWith("fire 0.0 on server");
            assertThat(client.callsDropped()).isZero();
        });
    }

    @Test
    void whoIsSetReadyByTheServerAndSaysSoAsWellIsShownEverythingOnce() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = net.connectClient(builder -> builder.prefabs(World.PREFABS));
            NetworkIdentity object = server.spawn(server.instantiate("hero"));

            server.setReady(connection(server, 1));
            client.ready();
            net.exchange();
            client.ready();
            net.exchange();

            assertThat(client.isReady()).isTrue();
            assertThat(hero(client, object).log).containsExactly("onStartClient");
        });
    }

    @Test
    void aPlayerIsNobodyElsesLocalPlayer() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity player = server.instantiate("hero");

            server.addPlayer(connection(server, 1), player);
            net.exchange();

            assertThat(other.localPlayer()).isNull();
            assertThat(hero(other, player).log).containsExactly("onStartClient");
        });
    }

    @Test
    void anObjectThatIsSpawnedAlreadyMayBecomeThePlayer() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();

            server.addPlayer(connection(server, 1), object);
            net.exchange();

            assertThat(client.localPlayer()).isSameAs(copy(client, object));
            assertThat(hero(client, object).log)
                    .containsExactly("onStartClient", "onStartAuthority", "onStartLocalPlayer");
            assertThat(hero(object).log).containsExactly("onStartServer");
        });
    }

    @Test
    void aSecondPlayerIsRefusedInWords() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            World.client(net);
            NetworkIdentity first = server.instantiate("hero");
            NetworkIdentity second = server.instantiate("hero");
            server.addPlayer(connection(server, 1), first);

            assertThatThrownBy(() -> server.addPlayer(connection(server, 1), second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("replacePlayer");

            assertThat(second.isSpawned()).isFalse();
            assertThat(server.player(connection(server, 1))).isSameAs(first);
        });
    }

    @Test
    void forWhoHasLeftNoPlayerIsAdded() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkConnection left = connection(server, 1);
            client.disconnect();
            net.exchange();
            NetworkIdentity player = server.instantiate("hero");

            server.addPlayer(left, player);
            server.replacePlayer(left, player, PreviousPlayer.DESTROY);
            server.removePlayer(left, PreviousPlayer.DESTROY);

            assertThat(player.isSpawned()).isFalse();
            assertThat(server.player(left)).isNull();
        });
    }

    @Test
    void theReplacedPlayerStaysAndIsStillOwned() {
        replace(PreviousPlayer.KEEP_AUTHORITY, (client, old) -> {
            assertThat(old.isSpawned()).isTrue();
            assertThat(copy(client, old).isOwned()).isTrue();
            assertThat(copy(client, old).isLocalPlayer()).isFalse();
            assertThat(hero(client, old).log).endsWith("onStartLocalPlayer", "onStopLocalPlayer");
        });
    }

    @Test
    void theReplacedPlayerStaysAndNobodyOwnsIt() {
        replace(PreviousPlayer.KEEP, (client, old) -> {
            assertThat(old.isSpawned()).isTrue();
            assertThat(old.owner()).isNull();
            assertThat(copy(client, old).isOwned()).isFalse();
            assertThat(copy(client, old).isLocalPlayer()).isFalse();
            assertThat(hero(client, old).log).endsWith("onStartLocalPlayer", "onStopLocalPlayer", "onStopAuthority");
        });
    }

    @Test
    void theReplacedPlayerLeavesTheNetworkAndMayComeBack() {
        replace(PreviousPlayer.UNSPAWN, (client, old) -> {
            assertThat(old.isSpawned()).isFalse();
            assertThat(client.objects()).hasSize(1);
            assertThat(hero(old).log).endsWith("onStopServer");
        });
    }

    @Test
    void theReplacedPlayerIsDestroyed() {
        replace(PreviousPlayer.DESTROY, (client, old) -> {
            assertThat(old.isSpawned()).isFalse();
            assertThat(client.objects()).hasSize(1);
        });
    }

    private interface Then {
        void check(NetworkClient client, NetworkIdentity old);
    }

    private static void replace(PreviousPlayer previous, Then then) {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity old = server.instantiate("hero");
            server.addPlayer(connection(server, 1), old);
            net.exchange();
            NetworkIdentity player = server.instantiate("hero");

            server.replacePlayer(connection(server, 1), player, previous);
            net.exchange();

            assertThat(server.player(connection(server, 1))).isSameAs(player);
            assertThat(client.localPlayer()).isSameAs(copy(client, player));
            assertThat(hero(client, player).log)
                    .containsExactly("onStartClient", "onStartAuthority", "onStartLocalPlayer");
            then.check(client, old);

            if (previous == PreviousPlayer.UNSPAWN) {
                server.spawn(old);
                net.exchange();
                assertThat(copy(client, old).isLocalPlayer()).isFalse();
                assertThat(copy(client, old).isOwned()).isFalse();
            }
        });
    }

    @Test
    void aPlayerIsReplacedByAnObjectThatIsThereAndBackAgain() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity body = server.instantiate("hero");
            NetworkIdentity vehicle = server.spawn(server.instantiate("hero"));
            server.addPlayer(connection(server, 1), body);
            net.exchange();

            server.replacePlayer(connection(server, 1), vehicle, PreviousPlayer.KEEP_AUTHORITY);
            net.exchange();
            assertThat(client.localPlayer()).isSameAs(copy(client, vehicle));

            server.replacePlayer(connection(server, 1), body, PreviousPlayer.KEEP);
            net.exchange();
            assertThat(client.localPlayer()).isSameAs(copy(client, body));
            assertThat(copy(client, vehicle).isOwned()).isFalse();
            assertThat(hero(client, body).log)
                    .containsExactly(
                            "onStartClient",
                            "onStartAuthority",
                            "onStartLocalPlayer",
                            "onStopLocalPlayer",
                            "onStartLocalPlayer");
        });
    }

    @Test
    void replacedByItselfAPlayerStaysWhatItIs() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity player = server.instantiate("hero");
            server.addPlayer(connection(server, 1), player);
            net.exchange();

            server.replacePlayer(connection(server, 1), player, PreviousPlayer.DESTROY);
            net.exchange();

            assertThat(client.localPlayer()).isSameAs(copy(client, player));
        });
    }

    @Test
    void anothersPlayerCannotBeTakenAndNothingHasChanged() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            World.client(net);
            NetworkIdentity mine = server.instantiate("hero");
            NetworkIdentity theirs = server.instantiate("hero");
            server.addPlayer(connection(server, 1), mine);
            server.addPlayer(connection(server, 2), theirs);
            net.exchange();

            assertThatThrownBy(() -> server.replacePlayer(connection(server, 1), theirs, PreviousPlayer.DESTROY))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another connection's player");
            assertThatThrownBy(() -> server.assignAuthority(theirs, connection(server, 1)))
                    .hasMessageContaining("player");
            assertThatThrownBy(() -> server.removeAuthority(theirs)).hasMessageContaining("player");
            net.exchange();

            assertThat(server.player(connection(server, 1))).isSameAs(mine);
            assertThat(server.player(connection(server, 2))).isSameAs(theirs);
            assertThat(client.localPlayer()).isSameAs(copy(client, mine));
        });
    }

    @Test
    void aDestroyedObjectCannotReplaceThePlayerThereIs() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity player = server.instantiate("hero");
            server.addPlayer(connection(server, 1), player);
            NetworkIdentity gone = server.spawn(server.instantiate("hero"));
            server.destroy(gone);
            net.exchange();

            assertThatThrownBy(() -> server.replacePlayer(connection(server, 1), gone, PreviousPlayer.KEEP))
                    .hasMessageContaining("destroyed");
            net.exchange();

            assertThat(server.player(connection(server, 1))).isSameAs(player);
            assertThat(client.localPlayer()).isSameAs(copy(client, player));
        });
    }

    @Test
    void aRemovedPlayerStaysOwnedOrNotOrGoes() {
        for (PreviousPlayer previous : PreviousPlayer.values()) {
            NetworkSimulation.run(net -> {
                NetworkServer server = World.server(net);
                NetworkClient client = World.client(net);
                NetworkIdentity player = server.instantiate("hero");
                server.addPlayer(connection(server, 1), player);
                net.exchange();

                server.removePlayer(connection(server, 1), previous);
                server.removePlayer(connection(server, 1), previous);
                net.exchange();

                assertThat(server.player(connection(server, 1))).isNull();
                assertThat(client.localPlayer()).isNull();
                boolean stays = previous == PreviousPlayer.KEEP || previous == PreviousPlayer.KEEP_AUTHORITY;
                assertThat(client.objects()).hasSize(stays ? 1 : 0);
                assertThat(server.owned(connection(server, 1)))
                        .hasSize(previous == PreviousPlayer.KEEP_AUTHORITY ? 1 : 0);
                server.addPlayer(connection(server, 1), server.instantiate("hero"));
                net.exchange();
                assertThat(client.localPlayer()).isNotNull();
            });
        }
    }

    @Test
    void thePlayerIsNoneWhenItWasDestroyedHiddenOrTheConnectionEnds() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity player = server.instantiate("hero");
            NetworkIdentity other = server.spawn(server.instantiate("hero"));
            server.addPlayer(connection(server, 1), player);
            net.exchange();

            server.destroy(other);
            net.exchange();
            assertThat(client.localPlayer()).isSameAs(copy(client, player));

            server.destroy(player);
            net.exchange();
            assertThat(client.localPlayer()).isNull();
            assertThat(server.player(connection(server, 1))).isNull();

            server.addPlayer(connection(server, 1), server.instantiate("hero"));
            net.exchange();
            assertThat(client.localPlayer()).isNotNull();
            client.disconnect();
            assertThat(client.localPlayer()).isNull();
            assertThat(client.objects()).isEmpty();
        });
    }

    @Test
    void aNotReadyClientKeepsItsPlayer() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity player = server.instantiate("hero");
            server.addPlayer(connection(server, 1), player);
            net.exchange();

            server.setNotReady(connection(server, 1));
            net.exchange();
            assertThat(server.player(connection(server, 1))).isSameAs(player);
            client.ready();
            net.exchange();

            assertThat(client.localPlayer()).isSameAs(copy(client, player));
            assertThat(hero(client, player).log)
                    .containsExactly("onStartClient", "onStartAuthority", "onStartLocalPlayer");
        });
    }
}
