package dev.tain.run;

import dev.tain.NetworkServer;
import dev.tain.transport.MemoryNetwork;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A dedicated server for {@link DrainOnShutdownTest}, which behaves as its argument says. */
final class DrainingProgram {
    private static final Duration DRAIN = Duration.ofMillis(200);

    private final String behaviour;
    private final NetworkServer server = NetworkServer.builder()
            .transport(new MemoryNetwork().server())
            .reportSink(report -> {})
            .build();
    private final CountDownLatch ending = new CountDownLatch(1);
    private boolean isTicking;

    private DrainingProgram(String behaviour) {
        this.behaviour = behaviour;
    }

    public static void main(String[] args) throws InterruptedException {
        new DrainingProgram(args[0]).run();
    }

    private void run() throws InterruptedException {
        ServerLoop loop = new ServerLoop(server, 60).update(this::update).drainOnShutdown(DRAIN, "The server stops.");
        if (behaviour.equals("exit-before")) {
            System.exit(7);
        }
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(ending::countDown));
        loop.run();
        System.out.println("run returned");
        switch (behaviour) {
            case "exit-after", "stop-and-exit" -> System.exit(7);
            case "stop-and-wait" -> new CountDownLatch(1).await();
            default -> save();
        }
    }

    private void update() {
        if (!isTicking) {
            isTicking = true;
            System.out.println("ticking");
        }
        switch (behaviour) {
            case "exit-in-update" -> System.exit(7);
            case "exit-elsewhere" -> new Thread(() -> System.exit(7)).start();
            case "stop-and-exit", "stop-and-wait" -> server.stop();
            case "fail-later" -> failAtTheEnd();
            default -> {}
        }
    }

    private void failAtTheEnd() {
        try {
            ending.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("a bug that only the end brings out");
    }

    /** Long enough for a process that does not wait to end first. */
    private static void save() throws InterruptedException {
        boolean isInterruptedEarly = new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
        System.out.println(isInterruptedEarly ? "not saved" : "saved");
    }
}
