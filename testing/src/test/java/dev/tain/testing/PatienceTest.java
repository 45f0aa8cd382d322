package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.ServerListener;
import dev.tain.transport.DisconnectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long silence is borne, and how long it may take to say who one is. */
class PatienceTest {
    private static NetworkConnection first(NetworkServer server) {
        return server.connections().iterator().next();
    }

    @Test
    void whoLoadsMayBeSilentForLonger() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            NetworkClient client = net.connectClient();
            first(server).idleTimeout(Duration.ofMinutes(5));
            net.freeze(client);

            net.advance(Duration.ofMinutes(4));
            assertThat(server.connections()).hasSize(1);
            net.advance(Duration.ofMinutes(2));

            assertThat(server.connections()).isEmpty();
            assertThat(server.endCount(DisconnectReason.TIMEOUT)).isEqualTo(1);
        });
    }

    @Test
    void silenceIsCountedFromTheCallAndTheEndpointsSettingComesBack() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            NetworkClient client = net.connectClient();
            first(server).idleTimeout(Duration.ofMinutes(5));
            net.freeze(client);
            net.advance(Duration.ofMinutes(2));

            first(server).idleTimeout(null);
            net.advance(Duration.ofSeconds(29));
            assertThat(server.connections()).hasSize(1);
            net.advance(Duration.ofSeconds(2));

            assertThat(server.connections()).isEmpty();
        });
    }

    @Test
    void noPatienceAtAllIsAMistakeThatIsTold() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            net.connectClient();

            assertThatThrownBy(() -> first(server).idleTimeout(Duration.ZERO)).hasMessageContaining("positive");
        });
    }

    @Test
    void whoIsNotAuthenticatedInTimeIsSentAway() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(
                    builder -> builder.requireAuthentication(true).authenticationTimeout(Duration.ofSeconds(3)));
            NetworkClient late = net.connectClient();
            NetworkClient known = net.connectClient();
            List<NetworkConnection> both = List.copyOf(server.connections());
            both.get(1).authenticate();

            net.advance(Duration.ofSeconds(2));
            assertThat(late.state()).isEqualTo(ClientState.CONNECTED);
            net.advance(Duration.ofSeconds(2));

            assertThat(late.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(known.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(server.endCount(DisconnectReason.NOT_AUTHENTICATED)).isEqualTo(1);
        });
    }

    @Test
    void bothSidesHearOfAuthenticationOnce() {
        for (boolean required : List.of(false, true)) {
            NetworkSimulation.run(net -> {
                List<String> heard = new ArrayList<>();
                NetworkServer server = net.server(builder -> builder.requireAuthentication(required)
                        .listener(new ServerListener() {
                            @Override
                            public void connected(NetworkConnection connection) {
                                heard.add("S connected");
                                if (required) {
                                    connection.authenticate();
                                }
                            }

                            @Override
                            public void authenticated(NetworkConnection connection) {
                                heard.add("S authenticated");
                            }
                        }));
                net.connectClient(builder -> builder.listener(new ClientListener() {
                    @Override
                    public void connected() {
                        heard.add("C connected");
                    }

                    @Override
                    public void authenticated() {
                        heard.add("C authenticated");
                    }
                }));
                first(server).authenticate();
                net.exchange();

                assertThat(heard).containsExactly("S connected", "S authenticated", "C connected", "C authenticated");
            });
        }
    }

    @Test
    void aClientHearsThatItIsNotReadyAnyMore() {
        NetworkSimulation.run(net -> {
            List<String> heard = new ArrayList<>();
            NetworkServer server = net.server();
            NetworkClient client = net.connectClient(builder -> builder.listener(new ClientListener() {
                @Override
                public void notReady() {
                    heard.add("not ready");
                }
            }));
            client.ready();
            net.exchange();

            server.setNotReady(first(server));
            net.exchange();

            assertThat(heard).containsExactly("not ready");
            assertThat(client.isReady()).isFalse();
        });
    }

    /** It was said before the client heard that readiness was taken back. */
    @Test
    void aReadyThatCrossesANotReadyDoesNotCount() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            NetworkClient client = net.connectClient();

            client.ready();
            server.setNotReady(first(server));
            net.exchange();
            assertThat(server.isReady(first(server))).isFalse();

            client.ready();
            net.exchange();
            assertThat(server.isReady(first(server))).isTrue();
        });
    }

    @Test
    void aServerMayListenAtSeveralPlaces() {
        NetworkSimulation.run(net -> {
            SimulatedNetwork other = net.network();
            NetworkServer server = net.server(builder -> builder.transport(other.server()));
            NetworkClient first = net.connectClient();
            NetworkClient second = net.client();
            second.connect(other.client());
            net.exchange();

            assertThat(first.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(second.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(server.connections()).hasSize(2);
            assertThat(server.addresses()).hasSize(2).startsWith(server.address());
        });
    }
}
