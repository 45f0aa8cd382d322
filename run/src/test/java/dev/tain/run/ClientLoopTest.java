package dev.tain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkClient;
import dev.tain.connection.ClientState;
import dev.tain.transport.MemoryNetwork;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientLoopTest {
    private final MemoryNetwork network = new MemoryNetwork();
    private final NetworkClient client =
            NetworkClient.builder().reportSink(report -> {}).build();

    @Test
    void workHandedOverJustBeforeTheCloseIsDoneBeforeTheClientLeaves() throws InterruptedException {
        network.server().start();
        client.connect(network.client()); // nobody answers the hello: it stays connecting
        AtomicReference<ClientState> stateAtWork = new AtomicReference<>();
        CountDownLatch ticking = new CountDownLatch(1);
        client.execute(ticking::countDown);
        ClientLoop loop = ClientLoop.start(client, 5);
        ticking.await(); // and now it rests for 200 ms

        client.execute(() -> stateAtWork.set(client.state()));
        loop.close();

        assertThat(stateAtWork).hasValue(ClientState.CONNECTING);
        assertThat(client.state()).isEqualTo(ClientState.DISCONNECTED);
    }

    @Test
    void aClientMayBeUsedFromAnotherThreadOnceItsLoopIsClosed() {
        network.server().start();
        client.connect(network.client());
        ClientLoop.start(client, 60).close();

        client.connect(network.client());
        client.tick(System.nanoTime());

        assertThat(client.state()).isEqualTo(ClientState.CONNECTING);
    }

    @Test
    void aLoopClosedFromItsOwnThreadEndsAfterTheTick() throws InterruptedException, TimeoutException {
        ClientLoop loop = ClientLoop.start(client, 60);

        client.execute(loop::close);

        loop.join(5, TimeUnit.SECONDS);
    }

    @Test
    void anInterruptedCloseFreesAStuckHandlerAndKeepsTheFlag() throws InterruptedException, TimeoutException {
        CountDownLatch stuck = new CountDownLatch(1);
        client.execute(() -> {
            stuck.countDown();
            awaitInterrupt();
        });
        ClientLoop loop = ClientLoop.start(client, 60);
        stuck.await();

        Thread.currentThread().interrupt();
        loop.close();

        assertThat(Thread.interrupted()).isTrue();
        loop.join(1, TimeUnit.MILLISECONDS); // it has ended
    }

    @Test
    void aLoopThatIsStillTickingIsNotWaitedForLongerThanAsked() {
        try (ClientLoop loop = ClientLoop.start(client, 60)) {
            assertThatThrownBy(() -> loop.join(20, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("still ticks");
        }
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
