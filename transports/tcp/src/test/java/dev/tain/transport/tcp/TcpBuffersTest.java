package dev.tain.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Whichever way a connection ends, and whatever was queued either way: no buffer is left. */
class TcpBuffersTest {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final byte[] PACKET = new byte[16_000];

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final TcpSettings settings = TcpSettings.builder().lingerMillis(200).build();
    private final TcpServerTransport server =
            new TcpServerTransport(URI.create("tcp://127.0.0.1:0"), settings, allocator);
    private final List<TcpClientTransport> clients = new ArrayList<>();
    private final Counter counter = new Counter();

    @Test
    void afterAnAbortWithFullQueues() {
        connect(1);
        fillQueues(1);

        server.abort(1);
        clients.get(0).abort();

        assertNothingIsLeft();
    }

    @Test
    void afterAGracefulEndThatTheOtherSideIgnores() {
        connect(1);
        fillQueues(1);

        server.disconnect(1); // the client does not poll, so its reading pauses and it never sees the end

        assertNothingIsLeft();
    }

    @Test
    void afterTheClientWasLostWhileItWasSentTo() {
        connect(2);
        clients.get(0).abort();
        until(() -> {
            server.send(1, Channel.RELIABLE, PACKET, 0, PACKET.length);
            server.flush(0);
            server.poll(0, counter);
            return counter.ended == 1;
        });

        assertNothingIsLeft();
    }

    @Test
    void afterCongestion() {
        connect(1);
        until(() -> {
            server.send(1, Channel.RELIABLE, PACKET, 0, PACKET.length);
            server.flush(0);
            server.poll(0, counter);
            return counter.ended == 1;
        });

        assertNothingIsLeft();
    }

    @Test
    void afterAListenerThatThrows() {
        connect(2);
        clients.get(0).send(Channel.RELIABLE, PACKET, 0, 10);
        clients.get(0).send(Channel.RELIABLE, PACKET, 0, 10);
        clients.get(0).flush(0);
        counter.isThrowing = true;
        until(() -> {
            try {
                server.poll(0, counter);
                return false;
            } catch (IllegalStateException e) {
                return true;
            }
        });
        counter.isThrowing = false;

        clients.get(1).send(Channel.RELIABLE, PACKET, 0, 10);
        clients.get(1).flush(0);
        until(() -> {
            server.poll(0, counter);
            return counter.received == 1;
        });
        assertNothingIsLeft();
    }

    @Test
    void afterTheServerStoppedWithPacketsUnpolled() {
        connect(3);
        for (TcpClientTransport client : clients) {
            client.send(Channel.RELIABLE, PACKET, 0, PACKET.length);
            client.flush(0);
        }

        assertNothingIsLeft();
    }

    private void fillQueues(int id) {
        for (int i = 0; i < 100; i++) {
            server.send(id, Channel.RELIABLE, PACKET, 0, PACKET.length);
            clients.get(id - 1).send(Channel.RELIABLE, PACKET, 0, PACKET.length);
            if (i == 50) {
                server.flush(0);
                clients.get(id - 1).flush(0);
            }
        }
    }

    private void connect(int count) {
        server.start();
        for (int i = 0; i < count; i++) {
            TcpClientTransport client = new TcpClientTransport(server.address(), settings, allocator);
            clients.add(client);
            int expected = i + 1;
            client.connect();
            until(() -> {
                server.poll(0, counter);
                client.poll(0, counter);
                return counter.serverConnected == expected && counter.clientConnected == expected;
            });
        }
    }

    private void assertNothingIsLeft() {
        server.stop();
        clients.forEach(TcpClientTransport::abort);
        ByteBufAllocatorMetric metric = allocator.metric();

        until(() -> metric.usedDirectMemory() == 0 && metric.usedHeapMemory() == 0);
    }

    private void until(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as("nanoseconds waited; " + allocator.metric())
                    .isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(200_000);
        }
    }

    private static final class Counter implements ServerTransport.Listener, ClientTransport.Listener {
        private int serverConnected;
        private int clientConnected;
        private int received;
        private int ended;
        private boolean isThrowing;

        @Override
        public void connected(int connectionId, PeerAddress address) {
            serverConnected++;
        }

        @Override
        public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
            if (isThrowing) {
                throw new IllegalStateException("a handler's fault");
            }
            received++;
        }

        @Override
        public void disconnected(int connectionId, DisconnectReason reason, String detail) {
            ended++;
        }

        @Override
        public void connected(PeerAddress address) {
            clientConnected++;
        }

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {}

        @Override
        public void disconnected(DisconnectReason reason, String detail) {}
    }
}
