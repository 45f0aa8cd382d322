package dev.tain.benchmarks.transports;

import dev.tain.benchmarks.echo.Echo;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.TransportProvider;
import dev.tain.transport.kcp.KcpClientTransport;
import dev.tain.transport.kcp.KcpSettings;
import dev.tain.transport.netty.NettyThreads;
import dev.tain.transport.quic.QuicClientTransport;
import dev.tain.transport.quic.QuicSettings;
import dev.tain.transport.tcp.TcpClientTransport;
import dev.tain.transport.tcp.TcpSettings;
import dev.tain.transport.websocket.WebSocketClientTransport;
import dev.tain.transport.websocket.WebSocketSettings;
import java.net.URI;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;

/** A transport of Tain's by its address, without {@code core}: a server that ticks, and sends back in the same tick. */
public final class TainEcho implements Echo {
    private final String address;
    private final NettyThreads shared = new NettyThreads(1);

    /** @param address of the server, with a port of 0 */
    public TainEcho(String address) {
        this.address = address;
    }

    private static TransportProvider provider(URI uri) {
        for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
            if (provider.schemes().contains(uri.getScheme())) {
                return provider;
            }
        }
        throw new IllegalArgumentException("No transport answers to " + uri);
    }

    @Override
    public String serve(int tickMicros) {
        URI uri = URI.create(address);
        ServerTransport server = provider(uri).createServer(uri);
        server.start();
        Thread thread = new Thread(() -> tick(server, tickMicros), "server");
        thread.setDaemon(true);
        thread.start();
        return server.address().toString();
    }

    private static void tick(ServerTransport server, int tickMicros) {
        ServerTransport.Listener listener = new ServerTransport.Listener() {
            @Override
            public void connected(int connectionId, PeerAddress from) {}

            @Override
            public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
                server.send(connectionId, Channel.RELIABLE, bytes, offset, length);
            }

            @Override
            public void disconnected(int connectionId, DisconnectReason reason, String detail) {
                System.err.println(reason + " " + detail);
            }
        };
        while (true) {
            long now = System.nanoTime();
            server.poll(now, listener);
            server.flush(now);
            LockSupport.parkNanos(Math.max(1, tickMicros * 1_000L - (System.nanoTime() - now)));
        }
    }

    @Override
    public Clients connect(String server, int count, Arrivals arrivals) {
        ClientTransport[] clients = new ClientTransport[count];
        boolean[] isConnected = new boolean[count];
        ClientTransport.Listener[] listeners = new ClientTransport.Listener[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            listeners[i] = new ClientTransport.Listener() {
                @Override
                public void connected(PeerAddress server) {
                    isConnected[number] = true;
                }

                @Override
                public void received(Channel channel, byte[] bytes, int offset, int length) {
                    arrivals.arrived(number, time(bytes, offset));
                }

                @Override
                public void disconnected(DisconnectReason reason, String detail) {
                    throw new IllegalStateException(reason + " " + detail);
                }
            };
            clients[i] = client(URI.create(server));
            clients[i].connect();
            while (!isConnected[i]) {
                clients[i].poll(System.nanoTime(), listeners[i]);
                LockSupport.parkNanos(100_000);
            }
        }
        return new Clients() {
            @Override
            public void send(int client, byte[] message) {
                clients[client].send(Channel.RELIABLE, message, 0, message.length);
            }

            @Override
            public void flush() {
                long now = System.nanoTime();
                for (ClientTransport client : clients) {
                    client.flush(now);
                }
            }

            @Override
            public void poll() {
                long now = System.nanoTime();
                for (int i = 0; i < clients.length; i++) {
                    clients[i].poll(now, listeners[i]);
                }
            }
        };
    }

    private static long time(byte[] bytes, int offset) {
        long time = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            time = time << 8 | bytes[offset + i] & 0xFF;
        }
        return time;
    }

    /** With one I/O thread for all clients, as a load of many needs. */
    private ClientTransport client(URI server) {
        return switch (server.getScheme()) {
            case "kcp" ->
                new KcpClientTransport(
                        server, KcpSettings.builder().sharedThreads(shared).build());
            case "tcp", "tls" ->
                new TcpClientTransport(
                        server, TcpSettings.builder().sharedThreads(shared).build());
            case "ws", "wss" ->
                new WebSocketClientTransport(
                        server,
                        WebSocketSettings.builder().sharedThreads(shared).build());
            case "quic" ->
                new QuicClientTransport(
                        server, QuicSettings.builder().sharedThreads(shared).build());
            default -> throw new IllegalArgumentException("No transport answers to " + server);
        };
    }
}
