package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.NodeAdapter;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import org.junit.jupiter.api.Test;

/** An engine's node and the object it stands for. */
class NodeTest {
    private static final class Node {
        float x;
        float y;
        int moves;
    }

    private record Entity(int id) {}

    private static final NodeAdapter<Node> ADAPTER = new NodeAdapter<>() {
        @Override
        public void read(Node node, Pose into) {
            into.position(node.x, node.y, 0);
        }

        @Override
        public void write(Pose from, Node node) {
            node.x = from.x;
            node.y = from.y;
            node.moves++;
        }
    };

    private static final Prefabs WITH_NODES = Prefabs.builder()
            .add("thing", parts -> parts.identity().attach(new Node(), ADAPTER))
            .build();

    private static Node node(NetworkIdentity object) {
        Node node = object.node(Node.class);
        assertThat(node).isNotNull();
        return node;
    }

    @Test
    void aNodeIsReadAtTheSpawnAndMovedOnTheClient() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.prefabs(WITH_NODES));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(WITH_NODES));
            client.ready();
            NetworkIdentity object = server.instantiate("thing");
            node(object).x = 3;
            node(object).y = 4;

            server.spawn(object);
            net.exchange();

            assertThat(object.pose().position()).isEqualTo(new Vector3(3, 4, 0));
            Node there = node(copy(client, object));
            assertThat(there).isNotSameAs(node(object));
            assertThat(there.x).isEqualTo(3);
            assertThat(there.y).isEqualTo(4);
            assertThat(there.moves).isEqualTo(1);
            assertThat(node(object).moves).isZero();
        });
    }

    @Test
    void theNodeOfWhoComesLateIsMovedToWhereTheSpawnPutIt() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.prefabs(WITH_NODES));
            NetworkIdentity object = server.instantiate("thing");
            node(object).x = 3;
            server.spawn(object);
            object.pose().position(7, 0, 0);

            NetworkClient client = net.connectClient(builder -> builder.prefabs(WITH_NODES));
            client.ready();
            net.exchange();

            assertThat(node(copy(client, object)).x).isEqualTo(7);
        });
    }

    @Test
    void anObjectIsFoundByItsNode() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.prefabs(WITH_NODES));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(WITH_NODES));
            client.ready();
            NetworkIdentity object = server.spawn(server.instantiate("thing"));
            net.exchange();
            Node here = node(object);
            Node there = node(copy(client, object));

            assertThat(server.objectOf(here)).isSameAs(object);
            assertThat(client.objectOf(there)).isSameAs(copy(client, object));
            assertThat(server.objectOf(there)).isNull();
            assertThat(client.objectOf(here)).isNull();

            server.destroy(object);
            net.exchange();
            assertThat(server.objectOf(here)).isNull();
            assertThat(client.objectOf(there)).isNull();
            assertThat(object.node(Node.class)).isNull();
        });
    }

    @Test
    void whatIsUnspawnedKeepsItsNode() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.prefabs(WITH_NODES));
            NetworkIdentity object = server.spawn(server.instantiate("thing"));
            Node node = node(object);

            server.unspawn(object);

            assertThat(node(object)).isSameAs(node);
            assertThat(server.objectOf(node)).isSameAs(object);
        });
    }

    @Test
    void anotherNodeTakesThePlaceOfTheFirst() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkIdentity object = server.instantiate("rock");
            Node first = new Node();
            Node second = new Node();

            object.attach(first);
            object.attach(second);
            assertThat(server.objectOf(first)).isNull();
            assertThat(server.objectOf(second)).isSameAs(object);
            assertThatThrownBy(() -> object.node(String.class)).isInstanceOf(ClassCastException.class);

            object.attach(null);
            assertThat(server.objectOf(second)).isNull();
        });
    }

    @Test
    void aNodeThatMovedToAnotherObjectIsFoundThere() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkIdentity before = server.instantiate("rock");
            NetworkIdentity now = server.instantiate("rock");
            Node node = new Node();
            before.attach(node);

            now.attach(node);
            before.attach(null);

            assertThat(server.objectOf(node)).isSameAs(now);
        });
    }

    @Test
    void anEntitysIdMayBeTheNode() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkIdentity numbered = server.instantiate("rock");
            NetworkIdentity recorded = server.instantiate("rock");

            numbered.attach(Integer.parseInt("1000000"));
            recorded.attach(new Entity(5));

            assertThat(server.objectOf(Integer.parseInt("1000000"))).isSameAs(numbered);
            assertThat(server.objectOf(new Entity(5))).isSameAs(recorded);
            assertThat(server.objectOf(new Entity(6))).isNull();
        });
    }

    @Test
    void aNodeThatCannotBeMovedIsReportedAndItsObjectAppears() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            Prefabs stuck = Prefabs.builder()
                    .add(
                            "thing",
                            parts -> parts.identity().attach(new Node(), new NodeAdapter<Node>() {
                                @Override
                                public void read(Node node, Pose into) {}

                                @Override
                                public void write(Pose from, Node node) {
                                    throw new IllegalStateException("on purpose");
                                }
                            }))
                    .build();
            NetworkServer server = net.server(builder -> builder.prefabs(stuck));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(stuck));
            client.ready();

            NetworkIdentity object = server.spawn(server.instantiate("thing"));
            net.exchange();

            assertThat(copy(client, object).isSpawned()).isTrue();
            assertThat(net.reports()).anyMatch(report -> report.text().contains("NodeAdapter.write"));
        });
    }
}
