package dev.tain.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.NetworkManager;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.manager.NetworkManagerMode;
import dev.tain.run.Secrets;
import dev.tain.testing.NetworkSimulation;
import dev.tain.testing.SimulatedNetwork;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is let in for the game, and who is not. */
class AuthenticationTest {
    private static final byte[] SECRET = "correct horse".getBytes(StandardCharsets.UTF_8);

    private final Secrets secrets = new Secrets();
    private final List<String> heard = new ArrayList<>();
    private final Map<String, byte[]> accounts = new HashMap<>(Map.of("ann", SECRET));

    private final NetworkManagerListener listener = new NetworkManagerListener() {
        @Override
        public void onServerConnect(NetworkManager manager, NetworkConnection connection) {
            AuthenticatedUser user = connection.attachment(AuthenticatedUser.class);
            heard.add("connected " + (user == null ? "nobody" : user.name()));
        }

        @Override
        public void onServerRefused(NetworkManager manager, PeerAddress address, Disconnect why) {
            heard.add("refused " + why.reason());
        }

        @Override
        public void onClientConnect(NetworkManager manager) {
            heard.add("in");
        }

        @Override
        public void onClientDisconnect(NetworkManager manager, Disconnect why) {
            heard.add("out " + why);
        }
    };

    private BasicAuthenticator basic() {
        return BasicAuthenticator.of(
                secrets::mac, secrets::randomBytes, (user, answer) -> answer.accept(accounts.get(user)));
    }

    private NetworkManager manager(
            NetworkSimulation net, @Nullable NetworkAuthenticator authenticator, @Nullable SimulatedNetwork network) {
        NetworkManager.Builder builder = NetworkManager.builder()
                .listener(listener)
                .client(c -> c.reportSink(net.reportSink()))
                .server(s -> {
                    s.reportSink(net.reportSink());
                    if (network != null) {
                        s.transport(network.server());
                    }
                });
        if (authenticator != null) {
            builder.authenticator(authenticator);
        }
        NetworkManager manager = builder.build();
        net.alsoTick(manager::tick);
        return manager;
    }

    /** A server with one authenticator, and clients with others; then whatever is to be seen. */
    private void play(
            NetworkAuthenticator onServer, List<NetworkAuthenticator> onClients, Consumer<NetworkManager> then) {
        NetworkSimulation.run(net -> {
            SimulatedNetwork network = net.network();
            NetworkManager server = manager(net, onServer, network);
            server.startServer();
            for (NetworkAuthenticator onClient : onClients) {
                manager(net, onClient, null).startClient(network.client());
                net.exchange();
                net.advance(Duration.ofMillis(200));
            }
            then.accept(server);
        });
    }

    // ---------------------------------------------------------------- name and secret

    /** As it is, but for what it says of itself. */
    private static ClientTransport unencrypted(ClientTransport transport) {
        return (ClientTransport) Proxy.newProxyInstance(
                AuthenticationTest.class.getClassLoader(),
                new Class<?>[] {ClientTransport.class},
                (proxy, method, arguments) ->
                        method.getName().equals("isEncrypted") ? false : method.invoke(transport, arguments));
    }

    private void playUnencrypted(BasicAuthenticator onClient) {
        NetworkSimulation.run(net -> {
            SimulatedNetwork network = net.network();
            manager(net, basic(), network).startServer();
            manager(net, onClient, null).startClient(unencrypted(network.client()));
            net.exchange();
            net.advance(Duration.ofMillis(200));
        });
    }

    @Test
    void aProofIsNotSentWhereOthersMayReadAlong() {
        assertThatThrownBy(() -> playUnencrypted(basic().credentials("ann", SECRET)))
                .hasRootCauseMessage(
                        "The connection to simulated:1 is not encrypted, and who reads along could guess the "
                                + "secret from what is sent. Connect over tls:// or wss://, or call allowUnencrypted() on the "
                                + "authenticator.");

        assertThat(heard).containsExactly("out CLOSED: The connection is not encrypted.");
    }

    @Test
    void aProofIsSentWhereOthersMayReadAlongIfTheGameSaysSo() {
        playUnencrypted(basic().credentials("ann", SECRET).allowUnencrypted());

        assertThat(heard).containsExactly("connected ann", "in");
    }

    @Test
    void whoKnowsTheSecretIsIn() {
        play(basic(), List.of(basic().credentials("ann", SECRET)), server -> {
            assertThat(heard).containsExactly("connected ann", "in");
            assertThat(server.server().connections()).hasSize(1);
        });
    }

    @Test
    void whoDoesNotKnowItIsNotAndLearnsNoMoreThanWhoDoesNotExist() {
        byte[] wrong = "battery staple".getBytes(StandardCharsets.UTF_8);
        play(basic(), List.of(basic().credentials("ann", wrong), basic().credentials("eve", wrong)), server -> {
            assertThat(heard)
                    .containsExactly(
                            "refused NOT_AUTHENTICATED",
                            "out NOT_AUTHENTICATED by the other side: The name or the secret is wrong.",
                            "refused NOT_AUTHENTICATED",
                            "out NOT_AUTHENTICATED by the other side: The name or the secret is wrong.");
            assertThat(server.server().connections()).isEmpty();
        });
    }

    @Test
    void theLookupMayTakeItsTimeAndAnswerFromAnyThread() {
        NetworkSimulation.run(net -> {
            List<Runnable> answers = new ArrayList<>();
            BasicAuthenticator slow = BasicAuthenticator.of(
                    secrets::mac,
                    secrets::randomBytes,
                    (user, answer) -> answers.add(() -> answer.accept(accounts.get(user))));
            SimulatedNetwork network = net.network();
            manager(net, slow, network).startServer();
            manager(net, basic().credentials("ann", SECRET), null).startClient(network.client());
            net.advance(Duration.ofSeconds(3));
            assertThat(heard).isEmpty();

            Thread database = new Thread(answers.get(0));
            database.start();
            database.join();
            net.advance(Duration.ofMillis(200));

            assertThat(heard).containsExactly("connected ann", "in");
        });
    }

    @Test
    void aHostsOwnClientIsAskedToo() {
        NetworkSimulation.run(net -> {
            NetworkManager host = manager(net, basic().credentials("ann", SECRET), null);
            host.startHost();
            net.advance(Duration.ofMillis(200));

            assertThat(heard).containsExactly("connected ann", "in");

            host.stopHost();
            heard.clear();
            host.startHost();
            net.advance(Duration.ofMillis(200));

            assertThat(heard).containsExactly("connected ann", "in");
        });
    }

    @Test
    void aConnectionHasOneAttempt() {
        NetworkSimulation.run(net -> {
            SimulatedNetwork network = net.network();
            NetworkManager server = manager(net, basic(), network);
            server.startServer();
            NetworkClient guesser = net.client();
            guesser.connect(network.client());
            net.advance(Duration.ofMillis(200));
            List<String> answers = new ArrayList<>();

            guesser.request(new ChallengeRequest("ann", new byte[16])).onReply(reply -> answers.add("challenge"));
            guesser.request(new ChallengeRequest("ann", new byte[16]))
                    .onFailure(failure -> answers.add(failure.text()));
            guesser.request(new ProofRequest(new byte[32])).onFailure(failure -> answers.add(failure.text()));
            guesser.request(new ProofRequest(new byte[32])).onFailure(failure -> answers.add(failure.text()));
            net.advance(Duration.ofMillis(500));

            assertThat(answers)
                    .containsExactlyInAnyOrder(
                            "challenge",
                            "One attempt per connection.",
                            "One attempt per connection.",
                            "The name or the secret is wrong.");
            assertThat(server.server().connections()).isEmpty();
        });
    }

    /** Somebody in between cannot use what it heard: the server's nonce is another one the next time. */
    @Test
    void whatWasHeardIsOfNoUseLater() {
        Handshake first = new Handshake("ann", new byte[] {1}, new byte[] {2});
        Handshake second = new Handshake("ann", new byte[] {1}, new byte[] {3});
        byte[] proof = first.clientProof(secrets::mac, SECRET);

        assertThat(Handshake.same(first.clientProof(secrets::mac, SECRET), proof))
                .isTrue();
        assertThat(Handshake.same(second.clientProof(secrets::mac, SECRET), proof))
                .isFalse();
        assertThat(Handshake.same(first.serverProof(secrets::mac, SECRET), proof))
                .isFalse();
        assertThat(Handshake.same(proof, new byte[0])).isFalse();
        assertThat(Handshake.same(proof, Arrays.copyOf(proof, 31))).isFalse();
    }

    /** Somebody who answers in a server's place has no secret to prove. */
    @Test
    void aServerThatDoesNotKnowTheSecretIsLeft() {
        NetworkAuthenticator impostor = new NetworkAuthenticator() {
            @Override
            public void startServer(NetworkServer server) {
                server.registerRequestHandler(
                        ChallengeRequest.class,
                        (connection, request, responder) -> responder.reply(new Challenge(new byte[16])),
                        false);
                server.registerRequestHandler(
                        ProofRequest.class,
                        (connection, request, responder) -> {
                            responder.reply(new ProofAccepted(new byte[32]));
                            accept(connection);
                        },
                        false);
            }
        };

        play(impostor, List.of(basic().credentials("ann", SECRET)), server -> {
            assertThat(heard)
                    .contains("out NOT_AUTHENTICATED: The server did not prove that it is the one.")
                    .doesNotContain("in");
        });
    }

    @Test
    void credentialsThatCannotBeAreAMistakeThatIsTold() {
        assertThatThrownBy(() -> basic().credentials("ann", new byte[0])).hasMessageContaining("0 bytes");
    }

    // ---------------------------------------------------------------- deadline

    @Test
    void whoSaysNothingIsSentAwayAfterTenSeconds() {
        NetworkSimulation.run(net -> {
            SimulatedNetwork network = net.network();
            NetworkManager server = manager(net, basic(), network);
            server.startServer();
            NetworkClient silent = net.client();
            silent.connect(network.client());

            net.advance(Duration.ofSeconds(9));
            assertThat(server.server().connections()).hasSize(1);
            net.advance(Duration.ofSeconds(2));

            assertThat(server.server().connections()).isEmpty();
            assertThat(server.server().endCount(DisconnectReason.NOT_AUTHENTICATED))
                    .isEqualTo(1);
            assertThat(heard).containsExactly("refused NOT_AUTHENTICATED");
        });
    }

    @Test
    void whoIsAuthenticatedHasNoDeadline() {
        NetworkSimulation.run(net -> {
            SimulatedNetwork network = net.network();
            manager(net, basic(), network).startServer();
            NetworkManager client = manager(net, basic().credentials("ann", SECRET), null);
            client.startClient(network.client());

            net.advance(Duration.ofSeconds(30));

            assertThat(client.mode()).isEqualTo(NetworkManagerMode.CLIENT_ONLY);
        });
    }

    // ---------------------------------------------------------------- devices and names

    @Test
    void aDeviceIsWhatTheGameAccepts() {
        DeviceAuthenticator server = DeviceAuthenticator.of("", (connection, id) -> id.startsWith("pad"));

        play(
                server,
                List.of(
                        DeviceAuthenticator.of("pad-7", (connection, id) -> false),
                        DeviceAuthenticator.of("fridge", (connection, id) -> false)),
                manager -> assertThat(heard)
                        .containsExactly(
                                "connected pad-7",
                                "in",
                                "refused NOT_AUTHENTICATED",
                                "out NOT_AUTHENTICATED by the other side: This device was not accepted."));
    }

    @Test
    void aNameIsForOneAtATime() {
        NetworkSimulation.run(net -> {
            SimulatedNetwork network = net.network();
            manager(net, new UniqueNameAuthenticator(), network).startServer();
            NetworkManager first = manager(net, new UniqueNameAuthenticator().name("Ann"), null);
            NetworkManager second = manager(net, new UniqueNameAuthenticator().name("ANN"), null);
            first.startClient(network.client());
            net.advance(Duration.ofMillis(200));
            second.startClient(network.client());
            net.advance(Duration.ofMillis(200));
            assertThat(heard)
                    .containsExactly(
                            "connected Ann",
                            "in",
                            "refused NOT_AUTHENTICATED",
                            "out NOT_AUTHENTICATED by the other side: 'ANN' is taken.");

            first.stopClient();
            net.advance(Duration.ofMillis(200));
            heard.clear();
            second.startClient(network.client());
            net.advance(Duration.ofMillis(200));

            assertThat(heard).containsExactly("connected ANN", "in");
        });
    }
}
