package dev.tain.examples.scores;

import dev.tain.NetworkClient;
import dev.tain.connection.ClientListener;
import dev.tain.connection.Disconnect;
import dev.tain.run.ClientLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Prints the scores, says hello, logs one line, and sends what is typed as chat. */
final class ScoresClient implements ClientListener {
    private final String name;
    private final boolean chatFromInput;
    private final NetworkClient client;
    private final CompletableFuture<Disconnect> end = new CompletableFuture<>();

    /** @param chatFromInput whether what is typed is sent as chat */
    ScoresClient(String name, boolean chatFromInput) {
        this.name = name;
        this.chatFromInput = chatFromInput;
        client = NetworkClient.builder().listener(this).build();
        client.registerHandler(
                ScoreMessage.class,
                score -> say("score " + score.score() + " at " + score.scorePos() + ", " + score.lives() + " lives"));
        client.registerHandler(ChatMessage.class, chat -> say(chat.from() + " says: " + chat.text()));
    }

    /** Returns how the connection ended. */
    Disconnect run(String host, int port) throws InterruptedException, ExecutionException {
        client.connect("tcp://" + host + ":" + port);
        try (ClientLoop loop = ClientLoop.start(client, 60)) {
            return end.get();
        }
    }

    private void readInput() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String text = line.length() > 200 ? line.substring(0, 200) : line;
                client.execute(() -> client.send(new ChatMessage(name, text)));
            }
        } catch (IOException e) {
            say("no more input: " + e.getMessage());
        }
    }

    @Override
    public void connected() {
        say("connected");
        client.send(new LogMessage(LogMessage.Level.INFO, name + " has started", Map.of("screenWidth", 1920)));
        client.send(new ChatMessage(name, "Hello, I am " + name + "!"));
        if (chatFromInput) {
            Thread input = new Thread(this::readInput, name + "-input");
            input.setDaemon(true);
            input.start();
        }
    }

    @Override
    public void serverClosing(String text, Duration remaining) {
        say("the server closes in " + remaining.toSeconds() + " s: " + text);
        client.disconnect();
    }

    @Override
    public void disconnected(Disconnect why) {
        say("disconnected, " + why);
        end.complete(why);
    }

    private void say(String text) {
        System.out.println("[" + name + "] " + text);
    }
}
