package dev.tain.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What a client hears, up to how it ended. Waits by polling, nine seconds at most. */
final class Ending implements ClientTransport.Listener {
    private static final long PATIENCE_NANOS = 9_000_000_000L;
    private static final long REST_NANOS = 200_000;

    boolean isConnected;
    DisconnectReason reason;
    String detail = "";

    /** Connects a client and waits until it is over. */
    static Ending of(ClientTransport client) {
        return of(client, () -> {});
    }

    static Ending of(ClientTransport client, Runnable betweenPolls) {
        Ending ending = new Ending();
        client.connect();
        until(() -> {
            betweenPolls.run();
            client.poll(System.nanoTime(), ending);
            return ending.reason != null;
        });
        return ending;
    }

    static void until(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    @Override
    public void connected(PeerAddress server) {
        isConnected = true;
    }

    @Override
    public void received(Channel channel, byte[] bytes, int offset, int length) {}

    @Override
    public void disconnected(DisconnectReason why, String inWords) {
        reason = why;
        detail = inWords;
    }
}
