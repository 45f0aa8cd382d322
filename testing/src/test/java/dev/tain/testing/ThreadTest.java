package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.testing.Messages.Number;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Everything belongs to the thread that ticks. */
class ThreadTest {
    private static Throwable thrownOn(String name, Runnable action) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> thrown.set(Assertions.catchThrowable(action::run)), name);
        thread.start();
        thread.join();
        return thrown.get();
    }

    @Test
    void aCallFromAnotherThreadNamesBothThreads() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            NetworkClient client = net.connectClient();

            for (Runnable misuse : List.<Runnable>of(
                    () -> server.sendToAll(new Number(1)),
                    () -> server.tick(1),
                    () -> server.registerHandler(Number.class, number -> {}),
                    () -> client.send(new Number(1)),
                    () -> client.connect("localhost"),
                    client::disconnect,
                    server::stop)) {
                assertThat(thrownOn("loader-7", misuse))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("'" + Thread.currentThread().getName() + "'")
                        .hasMessageContaining("'loader-7'")
                        .hasMessageContaining("execute");
            }
        });
    }

    @Test
    void executeBringsWorkFromAnyThreadIntoTheTick() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            List<String> ran = new ArrayList<>();

            CompletableFuture<Void> future =
                    CompletableFuture.supplyAsync(() -> "loaded").thenAcceptAsync(ran::add, server);
            while (!future.isDone()) {
                net.tick();
                Thread.onSpinWait();
            }

            assertThat(ran).containsExactly("loaded");
        });
    }

    @Test
    void aTaskThatThrowsIsReportedAndTheOthersRun() {
        NetworkSimulation.run(net -> {
            net.tolerateFailures();
            NetworkServer server = net.server();
            List<String> ran = new ArrayList<>();
            server.execute(() -> {
                throw new IllegalStateException("bug");
            });
            server.execute(() -> ran.add("second"));
            net.tick();

            assertThat(ran).containsExactly("second");
            assertThat(net.reports()).hasSize(1);
        });
    }

    @Test
    void aTickInsideATickIsRefused() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            server.execute(() -> assertThatThrownBy(() -> server.tick(5))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("inside a tick"));
            net.tick();
        });
    }

    @Test
    void anotherThreadTakesOverOnceTheTickingOneHasEnded() {
        NetworkSimulation.run(net -> {
            NetworkServer server = net.server();
            assertThat(thrownOn("loop", () -> server.tick(net.nowNanos()))).isNull();

            server.sendToAll(new Number(1));
            net.tick();
        });
    }
}
