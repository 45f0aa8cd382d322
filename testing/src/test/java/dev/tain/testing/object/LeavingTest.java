package dev.tain.testing.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects that take others along when they go. */
class LeavingTest {
    private static NetworkIdentity leaver(NetworkServer server) {
        NetworkIdentity object = server.instantiate("leaver");
        object.behaviour(Leaver.class).server = server;
        return server.spawn(object);
    }

    private static void takesAlong(NetworkIdentity who, NetworkIdentity whom) {
        who.behaviour(Leaver.class).takesAlong = whom;
    }

    @Test
    void whatDestroysItselfWhileItGoesGoesOnce() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = leaver(server);
            takesAlong(object, object);
            net.exchange();

            server.destroy(object);
            net.exchange();

            assertThat(object.behaviour(Leaver.class).stops).isEqualTo(1);
            assertThat(object.isSpawned()).isFalse();
            assertThat(client.objects()).isEmpty();
        });
    }

    @Test
    void twoThatTakeEachOtherAlongGoOnce() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity one = leaver(server);
            NetworkIdentity two = leaver(server);
            takesAlong(one, two);
            takesAlong(two, one);
            net.exchange();

            server.destroy(one);
            net.exchange();

            assertThat(one.behaviour(Leaver.class).stops).isEqualTo(1);
            assertThat(two.behaviour(Leaver.class).stops).isEqualTo(1);
            assertThat(server.objects()).isEmpty();
            assertThat(client.objects()).isEmpty();
        });
    }

    @Test
    void aChildThatTakesItsParentAlongGoesOnce() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity parent = leaver(server);
            NetworkIdentity child = leaver(server);
            child.parent(parent);
            takesAlong(child, parent);
            net.exchange();

            server.unspawn(parent);
            net.exchange();

            assertThat(parent.behaviour(Leaver.class).stops).isEqualTo(1);
            assertThat(child.behaviour(Leaver.class).stops).isEqualTo(1);
            assertThat(server.objects()).isEmpty();
            assertThat(client.objects()).isEmpty();
        });
    }

    @Test
    void whatTakesItselfAwayInItsFirstCallbackIsToldNoMore() {
        NetworkSimulation.run(net -> {
            Witnesses world = new Witnesses(net);
            List<String> here = new ArrayList<>();
            world.client(here);
            NetworkIdentity object = world.server.instantiate("two");
            Witnesses.a(object).alsoIn = "onStartServer";
            Witnesses.a(object).alsoDoes = () -> world.server.destroy(object);

            world.server.spawn(object);
            net.exchange();

            assertThat(world.there).containsExactly("a onStartServer", "a onStopServer", "b onStopServer");
            assertThat(here).isEmpty();
            assertThat(world.server.objects()).isEmpty();
        });
    }
}
