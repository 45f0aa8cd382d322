package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.RequestFailure;
import dev.tain.connection.Responder;
import dev.tain.testing.Messages.Account;
import dev.tain.testing.Messages.Login;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests and their replies. */
class RequestTest {
    private final List<String> outcomes = new ArrayList<>();

    private void ask(NetworkClient client, String name) {
        client.request(new Login(name))
                .onReply(account -> outcomes.add(name + " has " + account.coins()))
                .onFailure(failure -> outcomes.add(name + " " + failure.kind() + " " + failure.text()));
    }

    @Test
    void theReplyComesToTheOneWhoAsked() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            server.registerRequestHandler(
                    Login.class, login -> new Account(login.name().length()));
            NetworkClient client = net.connectClient();

            ask(client, "ann");
            ask(client, "robert");
            net.exchange();

            assertThat(outcomes).containsExactly("ann has 3", "robert has 6");
        });
    }

    @Test
    void anAnswerMayComeLaterAndInAnotherOrder() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            List<Responder<Account>> waiting = new ArrayList<>();
            server.registerRequestHandler(Login.class, (connection, login, responder) -> waiting.add(responder));
            NetworkClient client = net.connectClient();
            ask(client, "ann");
            ask(client, "bob");
            net.exchange();

            server.execute(() -> waiting.get(1).reply(new Account(2)));
            net.exchange();
            server.execute(() -> waiting.get(0).refuse("wrong password"));
            net.exchange();

            assertThat(outcomes).containsExactly("bob has 2", "ann REFUSED wrong password");
            assertThatThrownBy(() -> waiting.get(0).reply(new Account(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("answered before");
        });
    }

    @Test
    void noAnswerInTimeIsATimeoutAndALateOneIsIgnored() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            List<Responder<Account>> waiting = new ArrayList<>();
            server.registerRequestHandler(Login.class, (connection, login, responder) -> waiting.add(responder));
            NetworkClient client = net.connectClient();
            ask(client, "ann");
            net.advance(Duration.ofSeconds(11));
            assertThat(outcomes).hasSize(1);
            assertThat(outcomes.get(0)).startsWith("ann TIMEOUT");

            waiting.get(0).reply(new Account(1));
            net.exchange();

            assertThat(outcomes).hasSize(1);
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void theEndOfTheConnectionSettlesWhatIsOutstanding() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            server.registerRequestHandler(Login.class, (connection, login, responder) -> {});
            NetworkClient client = net.connectClient();
            ask(client, "ann");
            ask(client, "bob");
            net.exchange();

            net.cut(client);
            net.exchange();

            assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome.contains("DISCONNECTED"));
            ask(client, "late");
            net.tick();
            assertThat(outcomes.get(2)).startsWith("late DISCONNECTED");
        });
    }

    @Test
    void outstandingRequestsAreBoundedOnBothSides() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.maxOutstandingRequests(3));
            server.registerRequestHandler(Login.class, (connection, login, responder) -> {});
            NetworkClient client = net.connectClient(builder -> builder.maxOutstandingRequests(5));
            for (int i = 0; i < 6; i++) {
                ask(client, "n" + i);
            }
            net.tick();
            assertThat(outcomes).hasSize(1);
            assertThat(outcomes.get(0)).startsWith("n5 " + RequestFailure.Kind.TOO_MANY);
            net.exchange();

            assertThat(outcomes).hasSize(3);
            assertThat(outcomes.get(1)).startsWith("n3 REFUSED").contains("wait for an answer already");
            assertThat(outcomes.get(2)).startsWith("n4 REFUSED");
        });
    }

    @Test
    void aHandlerThatThrowsRefusesAndEndsTheConnection() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = net.server(builder -> builder.exceptionsDisconnect(false));
            server.registerRequestHandler(Login.class, (connection, login, responder) -> {
                throw new IllegalStateException("bug");
            });
            NetworkClient client = net.connectClient();
            ask(client, "ann");
            net.exchange();

            assertThat(outcomes).containsExactly("ann REFUSED The handler failed.");
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void aRequestNobodyHandlesIsRefusedAndReported() {
        NetworkSimulation.run(net -> {
            net.server();
            NetworkClient client = net.connectClient();
            ask(client, "ann");
            net.exchange();

            assertThat(outcomes).hasSize(1);
            assertThat(outcomes.get(0)).startsWith("ann REFUSED");
            assertThat(net.reports()).anyMatch(report -> report.text().contains("no handler"));
        });
    }

    @Test
    void theServerAsksAClient() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            NetworkClient client = net.connectClient();
            client.registerRequestHandler(Login.class, login -> new Account(42));

            server.connections()
                    .iterator()
                    .next()
                    .request(new Login("you"))
                    .onReply(account -> outcomes.add("client has " + account.coins()));
            net.exchange();

            assertThat(outcomes).containsExactly("client has 42");
        });
    }

    @Test
    void aFailureNobodyAskedForIsReported() {
        NetworkSimulation.run(net -> {
            net.server();
            NetworkClient client = net.connectClient();
            client.request(new Login("ann"));
            net.exchange();

            assertThat(net.reports()).anyMatch(report -> report.text().contains("Login failed, REFUSED"));
        });
    }

    @Test
    void aRefusalWithoutATextIsARefusal() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            server.registerRequestHandler(Login.class, (connection, login, responder) -> responder.refuse(null));
            NetworkClient client = net.connectClient();
            ask(client, "ann");
            net.exchange();

            assertThat(outcomes).containsExactly("ann REFUSED ");
        });
    }

    @Test
    void aReplyThatCannotBeSentCanStillBeRefused() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server(builder -> builder.maxMessageBytes(2048));
            server.registerRequestHandler(Messages.Fetch.class, (connection, fetch, responder) -> {
                assertThatThrownBy(() -> responder.reply(new Messages.Blob(new byte[5000])))
                        .isInstanceOf(IllegalArgumentException.class);
                responder.refuse("too much");
            });
            NetworkClient client = net.connectClient();
            client.request(new Messages.Fetch()).onFailure(failure -> outcomes.add(failure.toString()));
            net.exchange();

            assertThat(outcomes).containsExactly("REFUSED: too much");
        });
    }

    @Test
    void aRequestThatIsTooLargeTakesNoPlace() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            server.registerRequestHandler(Login.class, login -> new Account(1));
            NetworkClient client =
                    net.connectClient(builder -> builder.maxMessageBytes(1024).maxOutstandingRequests(1));

            assertThatThrownBy(() -> client.request(new Login("x".repeat(2000))))
                    .isInstanceOf(IllegalArgumentException.class);
            ask(client, "ann");
            net.exchange();

            assertThat(outcomes).containsExactly("ann has 1");
        });
    }

    @Test
    void aRequestAfterALongPauseBetweenTicksHasItsFullTime() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            server.registerRequestHandler(Login.class, login -> new Account(1));
            NetworkClient client = net.connectClient();
            net.freeze(client); // loading a level
            net.advance(Duration.ofSeconds(11));
            net.thaw(client);

            ask(client, "ann");
            net.exchange();

            assertThat(outcomes).containsExactly("ann has 1");
        });
    }

    @Test
    void aSecondCallbackIsRefused() {
        NetworkSimulation.run(net -> {
            net.server();
            NetworkClient client = net.connectClient();
            assertThatThrownBy(() -> client.request(new Login("ann"))
                            .onReply(account -> {})
                            .onReply(account -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("onReply");
        });
    }
}
