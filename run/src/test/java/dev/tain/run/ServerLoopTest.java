package dev.tain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkServer;
import dev.tain.transport.MemoryNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a loop that does not end cannot be interrupted
class ServerLoopTest {
    private final NetworkServer server = NetworkServer.builder()
            .transport(new MemoryNetwork().server())
            .reportSink(report -> {})
            .build();
    private int updates;

    @Test
    void aServerThatWasNeverStartedIsAMistakeThatIsTold() {
        ServerLoop loop = new ServerLoop(server, 60);

        assertThatThrownBy(loop::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("server.start()");
    }

    @Test
    void aLoopThatRanIsNotRunAgain() {
        server.start();
        ServerLoop loop = new ServerLoop(server, 60);
        loop.stop();
        loop.run();
        server.start();

        assertThatThrownBy(loop::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("make another");
    }

    @Test
    void anInterruptEndsTheLoopAndStaysSetForTheCaller() {
        server.start();

        new ServerLoop(server, 60)
                .update(() -> {
                    updates++;
                    Thread.currentThread().interrupt();
                })
                .run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(updates).isEqualTo(1);
        assertThat(server.isListening()).isFalse();
    }

    @Test
    void anInterruptFromAnotherThreadEndsTheRestBetweenTwoTicks() throws InterruptedException {
        server.start();
        Thread ticking = new Thread(() -> new ServerLoop(server, 1).run());
        ticking.start();

        ticking.interrupt();
        ticking.join();

        assertThat(server.isListening()).isFalse();
    }

    @Test
    void aServerThatStopsEndsItsLoop() {
        server.start();

        new ServerLoop(server, 1000)
                .update(() -> {
                    updates++;
                    server.stop("The match is over.");
                })
                .run();

        assertThat(updates).isEqualTo(1);
    }

    @Test
    void anUpdateThatThrowsStopsTheServerAndReachesTheCaller() {
        server.start();
        ServerLoop loop = new ServerLoop(server, 60)
                .update(() -> {
                    throw new IllegalStateException("a bug of the game");
                })
                .drainOnShutdown(Duration.ofSeconds(1), "");

        assertThatThrownBy(loop::run).hasMessage("a bug of the game");

        assertThat(server.isListening()).isFalse();
    }

    @Test
    void ratesNobodyCanTickAtAreRefused() {
        assertThatThrownBy(() -> new ServerLoop(server, 0)).hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> new ServerLoop(server, 1001)).hasMessageContaining("1 to 1000");
    }
}
