package dev.tain.examples.scores;

import dev.tain.NetworkServer;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.ServerListener;
import dev.tain.run.ServerLoop;
import dev.tain.value.Vector3;
import java.time.Duration;
import java.util.Random;

/** Sends a score to everybody twice a second, passes chat lines on, prints what clients log. */
final class ScoresServer implements ServerListener {
    private static final int TICK_RATE = 60;
    private static final int TICKS_PER_SCORE = TICK_RATE / 2;

    private final NetworkServer server;
    private final int clientsAwaited;
    private final int rounds;
    private final Random random = new Random(7);
    private int score;
    private int lives = 3;
    private int tick;
    private int round;

    /**
     * @param clientsAwaited how many clients to wait for before the first score
     * @param rounds scores to send before it ends; 0 to go on until it is stopped
     */
    ScoresServer(String address, int clientsAwaited, int rounds) {
        this.clientsAwaited = clientsAwaited;
        this.rounds = rounds;
        server = NetworkServer.builder().address(address).listener(this).build();
        server.registerHandler(ChatMessage.class, (connection, chat) -> {
            say("chat from " + chat.from() + ": " + chat.text());
            server.sendToAll(chat);
        });
        server.registerHandler(LogMessage.class, (connection, log) -> say("log of " + connection + ": " + log));
    }

    void run() {
        server.start();
        say("listening on " + server.address());
        new ServerLoop(server, TICK_RATE)
                .update(this::update)
                .drainOnShutdown(Duration.ofSeconds(5), "The server stops.")
                .run();
        say("stopped");
    }

    private void update() {
        if (server.connections().size() < clientsAwaited || ++tick % TICKS_PER_SCORE != 0) {
            return;
        }
        if (rounds > 0 && round++ == rounds) {
            server.stop("The match is over.");
            return;
        }
        score += 10;
        Vector3 where = new Vector3(random.nextFloat() * 100, 0, random.nextFloat() * 100);
        server.sendToAll(new ScoreMessage(score, where, lives));
    }

    @Override
    public void connected(NetworkConnection connection) {
        say(connection + " joined");
    }

    @Override
    public void disconnected(NetworkConnection connection, Disconnect why) {
        say(connection + " left: " + why);
    }

    private static void say(String text) {
        System.out.println("[server] " + text);
    }
}
