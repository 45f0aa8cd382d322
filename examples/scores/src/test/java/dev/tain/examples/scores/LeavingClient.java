package dev.tain.examples.scores;

import dev.tain.NetworkClient;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.run.ClientLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A program that sends a lot and leaves at once, in one of two ways; for {@link ProcessesTest}. */
final class LeavingClient implements ClientListener {
    private static final long REST_NANOS = 1_000_000;

    /** So that it is more than the system buffers on both ends. */
    private static final String PADDING = "x".repeat(60);

    private final int port;
    private final int count;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final NetworkClient client =
            NetworkClient.builder().listener(this).maxQueuedBytes(64 << 20).build();

    private LeavingClient(int port, int count) {
        this.port = port;
        this.count = count;
    }

    public static void main(String[] args) throws InterruptedException {
        LeavingClient leaving = new LeavingClient(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        if (args[0].equals("loop")) {
            leaving.runLoop();
        } else {
            leaving.runPlainly();
        }
    }

    private void runPlainly() {
        client.connect("tcp://127.0.0.1:" + port);
        while (client.state() != ClientState.CONNECTED) {
            client.tick(System.nanoTime());
            LockSupport.parkNanos(REST_NANOS);
        }
        sendAll();
        client.disconnect("leaving");
    }

    private void runLoop() throws InterruptedException {
        client.connect("tcp://127.0.0.1:" + port);
        try (ClientLoop loop = ClientLoop.start(client, 60)) {
            connected.await();
            client.execute(this::sendAll);
        }
        if (client.state() != ClientState.DISCONNECTED) {
            throw new AssertionError(client.state());
        }
        client.disconnect(); // from this thread: the loop's has ended
    }

    private void sendAll() {
        for (int i = 0; i < count; i++) {
            client.send(new ChatMessage("ann", PADDING + i));
        }
    }

    @Override
    public void connected() {
        connected.countDown();
    }
}
