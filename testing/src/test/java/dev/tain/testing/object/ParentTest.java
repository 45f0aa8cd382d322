package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Objects that belong to others. */
class ParentTest {
    @Test
    void aChildIsGivenToAnotherParentAndToNone() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity one = server.spawn(server.instantiate("rock"));
            NetworkIdentity two = server.spawn(server.instantiate("rock"));
            NetworkIdentity child = server.spawn(server.instantiate("rock"));
            child.parent(one);
            net.exchange();
            assertThat(copy(client, child).parent()).isSameAs(copy(client, one));

            child.parent(two);
            net.exchange();
            assertThat(copy(client, child).parent()).isSameAs(copy(client, two));

            child.parent(null);
            net.exchange();
            assertThat(copy(client, child).parent()).isNull();
            server.destroy(two);
            assertThat(child.isSpawned()).isTrue();
        });
    }

    @Test
    void aParentThatIsHiddenIsNoneUntilItComes() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity parent = server.instantiate("rock");
            parent.visibility(Visibility.NOBODY);
            server.spawn(parent);
            NetworkIdentity child = server.instantiate("rock");
            child.parent(parent);
            server.spawn(child);
            net.exchange();
            assertThat(copy(client, child).parent()).isNull();

            parent.visibility(Visibility.DEFAULT);
            net.exchange();
            assertThat(copy(client, child).parent()).isSameAs(copy(client, parent));

            parent.visibility(Visibility.NOBODY);
            net.exchange();
            assertThat(copy(client, child).parent()).isNull();
        });
    }

    @Test
    void childrenThatWereMadeFirstFindTheirParentInTheBurst() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkIdentity child = server.spawn(server.instantiate("rock"));
            NetworkIdentity parent = server.spawn(server.instantiate("rock"));
            child.parent(parent);

            NetworkClient client = World.client(net);

            assertThat(copy(client, child).parent()).isSameAs(copy(client, parent));
        });
    }

    @Test
    void aParentThatBecameTheChildMeanwhileIsTheChild() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity one = server.spawn(server.instantiate("rock"));
            NetworkIdentity two = server.spawn(server.instantiate("rock"));
            two.parent(one);
            net.exchange();

            server.setNotReady(Objects.requireNonNull(server.connection(1)));
            net.exchange();
            two.parent(null);
            one.parent(two);
            client.ready();
            net.exchange();

            assertThat(copy(client, one).parent()).isSameAs(copy(client, two));
            assertThat(copy(client, two).parent()).isNull();
        });
    }

    @Test
    void whatCannotBeAParentIsRefusedInWords() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("rock"));
            NetworkIdentity unspawned = server.instantiate("rock");
            net.exchange();

            assertThatThrownBy(() -> object.parent(unspawned)).hasMessageContaining("spawn it first");
            assertThatThrownBy(() -> object.parent(object)).hasMessageContaining("cannot be the parent");
            assertThatThrownBy(() -> copy(client, object).parent(null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("server decides");
            assertThatThrownBy(() -> copy(client, object).visibility(Visibility.SHOWN))
                    .hasMessageContaining("server decides");
        });
    }

    @Test
    void grandchildrenGoToo() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity top = server.spawn(server.instantiate("rock"));
            NetworkIdentity at = top;
            for (int i = 0; i < 20; i++) {
                NetworkIdentity next = server.instantiate("rock");
                next.parent(at);
                at = server.spawn(next);
            }
            net.exchange();
            assertThat(client.objects()).hasSize(21);

            server.unspawn(top);
            net.exchange();

            assertThat(client.objects()).isEmpty();
            assertThat(server.objects()).isEmpty();
            assertThat(at.parent()).isNull();
        });
    }
}
