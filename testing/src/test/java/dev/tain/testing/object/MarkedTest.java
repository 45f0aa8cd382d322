package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import org.junit.jupiter.api.Test;

/** Behaviours that say themselves that they changed, while other things happen to them. */
class MarkedTest {
    private static void moss(NetworkIdentity object, int moss) {
        object.behaviour(Rock.class).moss = moss;
        object.behaviour(Rock.class).markChanged();
    }

    private static int moss(NetworkClient client, NetworkIdentity object) {
        return copy(client, object).behaviour(Rock.class).moss;
    }

    @Test
    void whoComesInTheSameTickTakesNothingFromTheOthers() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient early = World.client(net);
            NetworkClient late = net.connectClient(builder -> builder.prefabs(World.PREFABS));
            NetworkIdentity object = server.spawn(server.instantiate("rock"));
            net.exchange();

            moss(object, 4);
            server.setReady(server.connection(2));
            net.exchange();

            assertThat(moss(late, object)).isEqualTo(4);
            assertThat(moss(early, object)).isEqualTo(4);
        });
    }

    @Test
    void whatIsHiddenInTheSameTickStillReachesItsOwner() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient owner = World.client(net);
            NetworkClient other = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("rock"), server.connection(1));
            net.exchange();

            moss(object, 4);
            object.visibility(Visibility.HIDDEN);
            net.exchange();
            assertThat(moss(owner, object)).isEqualTo(4);
            assertThat(other.objects()).isEmpty();

            moss(object, 5);
            object.visibility(Visibility.DEFAULT);
            net.exchange();
            assertThat(moss(owner, object)).isEqualTo(5);
            assertThat(moss(other, object)).isEqualTo(5);
        });
    }

    @Test
    void markedInTheTickOfItsSpawnItArrivesOnceMore() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("rock"));
            moss(object, 1);
            moss(object, 2);

            net.exchange();

            assertThat(moss(client, object)).isEqualTo(2);
        });
    }

    @Test
    void unspawnedAndSpawnedAgainInTheTickOfTheMarkItHasItsValue() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("rock"));
            net.exchange();

            moss(object, 1);
            server.unspawn(object);
            server.spawn(object);
            moss(object, 2);
            net.exchange();

            assertThat(moss(client, object)).isEqualTo(2);
        });
    }
}
