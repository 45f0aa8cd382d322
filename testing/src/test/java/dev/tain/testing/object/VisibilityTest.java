package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.interest.InterestManagement;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who observes what, and who is called. */
class VisibilityTest {
    private static final float RANGE = 10;

    /** Players see what is near them. */
    private static final class Near implements InterestManagement {
        NetworkServer server;

        @Override
        public boolean observes(NetworkConnection client, NetworkIdentity object) {
            NetworkIdentity player = server.player(client);
            return player != null && Math.abs(player.pose().x - object.pose().x) < RANGE;
        }
    }

    private static final InterestManagement NOTHING = (client, object) -> false;

    private static NetworkServer server(NetworkSimulation net, InterestManagement interest) {
        return net.server(builder -> builder.prefabs(World.PREFABS).interestManagement(interest));
    }

    private static NetworkConnection connection(NetworkServer server, int id) {
        return Objects.requireNonNull(server.connection(id));
    }

    private static NetworkIdentity at(NetworkServer server, float x) {
        NetworkIdentity object = server.instantiate("hero");
        object.pose().position(x, 0, 0);
        return object;
    }

    @Test
    void aPlayerSeesItselfWhateverInterestManagementSays() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net, NOTHING);
            NetworkClient client = World.client(net);
            NetworkClient other = World.client(net);

            NetworkIdentity player = server.instantiate("hero");
            server.addPlayer(connection(server, 1), player);
            NetworkIdentity owned = server.spawn(server.instantiate("hero"), connection(server, 1));
            server.rebuildObservers();
            net.exchange();

            assertThat(client.objects()).containsExactly(copy(client, player), copy(client, owned));
            assertThat(client.localPlayer()).isNotNull();
            assertThat(other.objects()).isEmpty();
            assertThat(player.observers()).containsExactly(connection(server, 1));
        });
    }

    @Test
    void whatIsInRangeAtTheSpawnAppearsAndTheRestDoesNot() {
        NetworkSimulation.run(net -> {
            Near near = new Near();
            NetworkServer server = server(net, near);
            near.server = server;
            NetworkClient client = World.client(net);
            server.addPlayer(connection(server, 1), at(server, 0));

            NetworkIdentity inside = server.spawn(at(server, 9));
            NetworkIdentity outside = server.spawn(at(server, 11));
            net.exchange();

            assertThat(client.object(inside.netId())).isNotNull();
            assertThat(client.object(outside.netId())).isNull();
        });
    }

    @Test
    void whatComesIntoRangeAppearsWithTheStateOfThenAndWhatLeavesDisappears() {
        NetworkSimulation.run(net -> {
            Near near = new Near();
            NetworkServer server = server(net, near);
            near.server = server;
            NetworkClient client = World.client(net);
            server.addPlayer(connection(server, 1), at(server, 0));
            NetworkIdentity walker = server.spawn(at(server, 11));
            net.exchange();
            hero(walker).health = 7;
            net.exchange();

            walker.pose().x = 5;
            net.exchange();
            assertThat(client.object(walker.netId()))
                    .as("asked when the game says so")
                    .isNull();
            server.rebuildObservers(walker);
            net.exchange();
            assertThat(hero(client, walker).health).isEqualTo(7);
            hero(walker).health = 8;
            net.exchange();
            assertThat(hero(client, walker).health).isEqualTo(8);

            walker.pose().x = 50;
            server.rebuildObservers();
            net.exchange();
            assertThat(client.object(walker.netId())).isNull();
        });
    }

    @Test
    void visibilityComesBeforeInterestManagement() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net, NOTHING);
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity shown = server.instantiate("hero");
            shown.visibility(Visibility.SHOWN);
            server.spawn(shown);
            NetworkIdentity hidden = server.instantiate("hero");
            hidden.visibility(Visibility.HIDDEN);
            server.spawn(hidden, connection(server, 1));
            NetworkIdentity nobodys = server.instantiate("hero");
            nobodys.visibility(Visibility.NOBODY);
            server.spawn(nobodys, connection(server, 1));
            net.exchange();

            assertThat(owner.objects()).containsExactly(copy(owner, shown), copy(owner, hidden));
            assertThat(other.objects()).containsExactly(copy(other, shown));

            shown.visibility(Visibility.DEFAULT);
            net.exchange();
            assertThat(other.objects()).isEmpty();
        });
    }

    @Test
    void whoGetsAnObjectSeesItAndWhoLosesItDoesNoMore() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net, NOTHING);
            NetworkClient first = World.client(net);
            NetworkClient second = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            server.assignAuthority(object, connection(server, 2));
            net.exchange();
            assertThat(first.objects()).isEmpty();
            assertThat(copy(second, object).isOwned()).isTrue();
            assertThat(hero(second, object).log).containsExactly("onStartClient", "onStartAuthority");

            server.removeAuthority(object);
            net.exchange();
            assertThat(second.objects()).isEmpty();
            assertThat(object.observers()).isEmpty();
        });
    }

    @Test
    void callsReachObserversOnly() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net, (client, object) -> client.id() != 2);
            NetworkClient one = World.client(net);
            NetworkClient two = World.client(net);
            NetworkClient three = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            hero(object).exploded(new Vector3(1, 0, 0));
            hero(object).hint("look");
            hero(object).welcome(connection(server, 3), "three");
            hero(object).welcome(connection(server, 2), "two");
            net.exchange();

            assertThat(hero(one, object).log).endsWith("exploded 1.0");
            assertThat(hero(three, object).log).endsWith("exploded 1.0", "hint look", "welcome three");
            assertThat(two.objects()).isEmpty();
            assertThat(two.callsDropped()).isZero();
            assertThat(server.callsDropped()).isEqualTo(1);
        });
    }

    @Test
    void callsThatHaveNobodyToGoToAreCounted() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkIdentity object = server.instantiate("hero");

            hero(object).exploded(Vector3.ZERO);
            hero(object).whisper("not spawned");
            server.spawn(object);
            hero(object).whisper("no owner");
            assertThat(server.callsDropped()).isEqualTo(3);

            hero(object).exploded(Vector3.ZERO); // nobody observes it, and that is no mistake
            assertThat(server.callsDropped()).isEqualTo(3);
        });
    }

    @Test
    void whoIsNotReadyIsNoObserver() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();
            assertThat(object.observers()).containsExactly(connection(server, 1));

            server.setNotReady(connection(server, 1));
            assertThat(object.observers()).isEmpty();
            hero(object).exploded(Vector3.ZERO);
            hero(object).whisper("psst");
            net.exchange();

            assertThat(hero(client, object).log).doesNotContain("exploded 0.0", "whisper psst");
            assertThat(server.callsDropped()).isEqualTo(1);
        });
    }

    @Test
    void anInterestManagementThatThrowsIsReportedAndShowsNothing() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            boolean[] broken = {true};
            NetworkServer server = server(net, (client, object) -> {
                if (broken[0]) {
                    throw new IllegalStateException("on purpose");
                }
                return true;
            });
            NetworkIdentity early = server.spawn(server.instantiate("hero"));

            NetworkClient client = World.client(net);
            NetworkIdentity late = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(client.objects()).containsExactly(copy(client, late));
            assertThat(net.reports()).anyMatch(report -> report.text().contains("observes"));

            broken[0] = false;
            server.rebuildObservers();
            net.exchange();
            assertThat(client.objects()).containsExactly(copy(client, early), copy(client, late));
        });
    }
}
