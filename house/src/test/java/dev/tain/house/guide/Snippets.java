package dev.tain.house.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.CodecFor;
import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.connection.ServerListener;
import dev.tain.run.ServerLoop;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The pieces of Java in README and guide about messages, compiled. {@code DocumentsTest} looks that they are here. */
class Snippets {
    private final Stage.Window window = () -> false;
    private Stage.Game game;
    private Stage.Hud hud;
    private Stage.Players players;
    private Stage.Database database;
    private Stage.Bans bans;
    private Executor executor;
    private ServerListener listener;

    public record ScoreMessage(int score, Vector3 scorePos, int lives) implements NetworkMessage {}

    record Score(int value) implements NetworkMessage {}

    record Move(int x) implements NetworkMessage {}

    public record ChatMessage(String from, String text) implements NetworkMessage {}

    void readme(Vector3 position) {
        // server
        NetworkServer server = NetworkServer.listen("kcp://0.0.0.0:7777");
        server.sendToAll(new ScoreMessage(10, position, 3));

        // client
        NetworkClient client = NetworkClient.create();
        client.registerHandler(ScoreMessage.class, score -> hud.show(score.score()));
        client.connect("localhost");
    }

    void loop(NetworkClient client) {
        while (window.isOpen()) {
            client.tick(System.nanoTime()); // reads and handles what arrived, sends what is due
            game.update();
            game.render();
        }
        while (window.isOpen()) {
            client.tick(System.nanoTime());
            game.update();
            game.render();
        }
    }

    void gettingStarted(NetworkServer server, NetworkClient client) {
        server.registerHandler(ChatMessage.class, (connection, chat) -> server.sendToAll(chat));
        client.registerHandler(ChatMessage.class, chat -> say(chat.from() + " says: " + chat.text()));
        new ServerLoop(server, 60)
                .update(game::update)
                .drainOnShutdown(Duration.ofSeconds(10), "Restarting")
                .run();
    }

    private void say(String text) {
        hud.show(text);
    }

    private void show(Object what) {
        hud.show(String.valueOf(what));
    }

    // ---------------------------------------------------------------- conversations

    void hearing(NetworkServer server, NetworkClient client) {
        server.registerHandler(
                Move.class, (connection, move) -> players.get(connection).move(move));
        client.registerHandler(Score.class, score -> hud.show(score.value()));
    }

    public record LoginRequest(String name) implements NetworkRequest<LoginReply> {}

    public record LoginReply(int coins) implements NetworkMessage {}

    void asking(NetworkServer server, NetworkClient client) {
        client.request(new LoginRequest("ann"))
                .onReply(reply -> show(reply.coins()))
                .onFailure(failure -> show(failure.text())); // refused, timed out, disconnected, too many

        server.registerRequestHandler(
                LoginRequest.class,
                (connection, login, responder) -> database.load(login.name())
                        .thenAcceptAsync(account -> responder.reply(new LoginReply(account.coins())), server));
    }

    void admission() {
        NetworkServer server = NetworkServer.builder()
                .address("kcp://[::]:7777")
                .maxConnections(32)
                .gameVersion("1.4")
                .admission(newcomer -> bans.check(newcomer.address().host())
                        .thenAcceptAsync(
                                banned -> {
                                    if (banned) {
                                        newcomer.deny("You are banned.");
                                    } else {
                                        newcomer.accept();
                                    }
                                },
                                executor))
                .listener(listener)
                .build();
        server.start();
    }

    // ---------------------------------------------------------------- messages

    enum Level {
        INFO
    }

    public record LogMessage(
            Level level,
            @MaxSize(500) String text,
            @MaxSize(16) Map<String, Integer> numbers) implements NetworkMessage {}

    @CodecFor(java.awt.Point.class)
    public static final class PointCodec implements Codec<java.awt.Point> {
        @Override
        public void write(NetworkWriter writer, java.awt.Point point) {
            writer.writeVarInt(point.x);
            writer.writeVarInt(point.y);
        }

        @Override
        public java.awt.Point read(NetworkReader reader) {
            return new java.awt.Point(reader.readVarInt(), reader.readVarInt());
        }
    }

    record Click(java.awt.Point where) implements NetworkMessage {}

    // ---------------------------------------------------------------- testing

    @Test
    void everybodyHearsTheScore() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            List<Integer> heard = new ArrayList<>();
            net.connectClient().registerHandler(ScoreMessage.class, score -> heard.add(score.score()));

            server.sendToAll(new ScoreMessage(10, Vector3.ZERO, 3));
            net.exchange();

            assertThat(heard).containsExactly(10);
        });
    }
}
