package dev.tain.testing.object;

import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.RateLimit;
import dev.tain.connection.ServerListener;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands and RPCs: who may call, where they run. */
class RemoteCallTest {
    private static NetworkConnection connection(NetworkServer server, int id) {
        NetworkConnection connection = server.connection(id);
        assertThat(connection).isNotNull();
        return connection;
    }

    @Test
    void anOwnersCommandRunsOnTheServer() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            hero(client, object).fire(new Vector3(2, 0, 0));
            net.exchange();

            assertThat(hero(object).log).containsExactly("onStartServer", "fire 2.0 on server");
            assertThat(hero(client, object).log).doesNotContain("fire 2.0 on client");
            assertThat(hero(client, object).health).isEqualTo(99);
        });
    }

    @Test
    void aCommandWithoutAuthorityGoesNowhereAndIsCounted() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();

            hero(client, object).fire(Vector3.ZERO);
            net.exchange();

            assertThat(hero(object).log).containsExactly("onStartServer");
            assertThat(client.callsDropped()).isEqualTo(1);
        });
    }

    @Test
    void aCommandAfterOwnershipWentOnItsWayIsRefusedAndCounted() {
        List<CallRefusal> heard = new ArrayList<>();
        NetworkSimulation.run(net -> {
            NetworkServer server =
                    net.server(builder -> builder.prefabs(World.PREFABS).listener(new ServerListener() {
                        @Override
                        public void callRefused(NetworkConnection connection, CallRefusal why) {
                            heard.add(why);
                        }
                    }));
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            hero(client, object).fire(Vector3.ZERO);
            server.removeAuthority(object);
            net.exchange();

            assertThat(hero(object).log).containsExactly("onStartServer");
            assertThat(server.refusedCalls(CallRefusal.NO_AUTHORITY)).isEqualTo(1);
            assertThat(heard).containsExactly(CallRefusal.NO_AUTHORITY);
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void aCommandThatNeedsNoAuthorityKnowsItsSender() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            World.client(net);
            NetworkClient second = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();

            hero(second, object).poke(5, null);
            net.exchange();

            assertThat(hero(object).log).containsExactly("onStartServer", "poke 5 by 2");
        });
    }

    @Test
    void referencesInArgumentsMeanTheObjectsOfTheReceiver() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            NetworkIdentity other = server.spawn(server.instantiate("rock"));
            net.exchange();

            hero(client, object).follow(World.copy(client, other));
            net.exchange();

            assertThat(hero(object).target).isSameAs(other);
            assertThat(hero(client, object).target).isSameAs(World.copy(client, other));

            hero(client, object).follow(null);
            net.exchange();
            assertThat(hero(object).target).isNull();
            assertThat(hero(client, object).target).isNull();
        });
    }

    @Test
    void aClientRpcRunsOnEveryObserver() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));

            hero(object).exploded(new Vector3(4, 0, 0));
            hero(object).hint("look");
            net.exchange();

            assertThat(hero(object).log).containsExactly("onStartServer");
            assertThat(hero(owner, object).log).contains("exploded 4.0").doesNotContain("hint look");
            assertThat(hero(other, object).log).contains("exploded 4.0", "hint look");
        });
    }

    @Test
    void aTargetRpcRunsOnItsTargetOrTheOwner() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));

            hero(object).welcome(connection(server, 2), "two");
            hero(object).welcome(null, "owner");
            hero(object).whisper("psst");
            net.exchange();

            assertThat(hero(owner, object).log).contains("welcome owner", "whisper psst");
            assertThat(hero(other, object).log).contains("welcome two").doesNotContain("whisper psst");
        });
    }

    @Test
    void callsMessagesAndSpawnsKeepTheirOrderAndStateComesLast() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            Hero copy = hero(client, object);
            copy.log.clear();

            hero(object).health = 50;
            hero(object).exploded(Vector3.ZERO);
            hero(object).hint("then");
            net.exchange();

            assertThat(copy.log).containsExactly("exploded 0.0", "hint then", "health 100 -> 50");
        });
    }

    @Test
    void aCallOnTheWrongSideIsRefusedInWords() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            assertThatThrownBy(() -> hero(object).fire(Vector3.ZERO))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("fire")
                    .hasMessageContaining("@Command");
            assertThatThrownBy(() -> hero(client, object).exploded(Vector3.ZERO))
                    .hasMessageContaining("@ClientRpc");
        });
    }

    @Test
    void aCommandThatThrowsEndsTheConnectionAndNobodyElses() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = World.server(net);
            NetworkClient bad = World.client(net);
            NetworkClient good = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            hero(bad, object).fail();
            net.exchange();

            assertThat(bad.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(good.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void commandsBeyondTheLimitAreDroppedAndCounted() {
        NetworkSimulation.run(net -> {
            NetworkServer server =
                    net.server(builder -> builder.prefabs(World.PREFABS).commandLimit(RateLimit.perSecond(10)));
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();

            for (int i = 0; i < 1000; i++) {
                hero(client, object).fire(Vector3.ZERO);
            }
            net.exchange();

            assertThat(server.refusedCalls(CallRefusal.RATE_LIMITED)).isBetween(980L, 990L);
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }
}
