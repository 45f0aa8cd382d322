package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Objects of many behaviours. */
class ManyPartsTest {
    private static Prefabs prefabs(int count) {
        return Prefabs.builder()
                .add("many", parts -> {
                    for (int i = 0; i < count; i++) {
                        parts.add(Lamp.class);
                    }
                })
                .build();
    }

    private static Lamp lamp(NetworkIdentity object, int index) {
        return (Lamp) object.behaviours().get(index);
    }

    @Test
    void anyNumberUpToSixtyFourIsKeptInStep() {
        for (int count = 1; count <= 64; count++) {
            int parts = count;
            NetworkSimulation.run(net -> {
                NetworkServer server = net.server(builder -> builder.prefabs(prefabs(parts)));
                NetworkClient client = net.connectClient(builder -> builder.prefabs(prefabs(parts)));
                client.ready();
                net.exchange();
                NetworkIdentity object = server.instantiate("many");
                for (int i = 0; i < parts; i++) {
                    lamp(object, i).light = i;
                }
                server.spawn(object);
                net.exchange();

                Random random = net.random();
                for (int round = 0; round < 3; round++) {
                    for (int i = 0; i < parts; i++) {
                        if (random.nextBoolean()) {
                            lamp(object, i).light = random.nextInt();
                        }
                    }
                    net.exchange();
                    for (int i = 0; i < parts; i++) {
                        assertThat(lamp(copy(client, object), i).light).isEqualTo(lamp(object, i).light);
                    }
                }
            });
        }
    }

    @Test
    void aCommandReachesTheBehaviourItWasCalledOn() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.prefabs(prefabs(64)));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(prefabs(64)));
            client.ready();
            net.exchange();
            NetworkIdentity object = server.spawn(server.instantiate("many"), server.connection(1));
            net.exchange();

            lamp(copy(client, object), 0).dim(1);
            lamp(copy(client, object), 31).dim(2);
            lamp(copy(client, object), 63).dim(3);
            net.exchange();

            assertThat(lamp(object, 0).light).isEqualTo(-1);
            assertThat(lamp(object, 31).light).isEqualTo(-2);
            assertThat(lamp(object, 63).light).isEqualTo(-3);
            assertThat(lamp(copy(client, object), 63).light).isEqualTo(-3);
            assertThat(lamp(object, 63).index()).isEqualTo(63);
        });
    }

    @Test
    void theSixtyFifthIsRefusedInWords() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.prefabs(prefabs(65)));

            assertThatThrownBy(() -> server.instantiate("many"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("64")
                    .hasMessageContaining("child object");
            assertThat(server.objects()).isEmpty();
        });
    }

    @Test
    void anObjectOfNothingAppearsAndDisappears() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.prefabs(prefabs(0)));
            NetworkClient client = net.connectClient(builder -> builder.prefabs(prefabs(0)));
            client.ready();
            NetworkIdentity object = server.spawn(server.instantiate("many"), server.connection(1));
            net.exchange();
            assertThat(copy(client, object).isOwned()).isTrue();

            server.destroy(object);
            net.exchange();
            assertThat(client.objects()).isEmpty();
        });
    }
}
