package dev.tain.transport.tcp;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An echoing server with an honest client, and raw sockets to misbehave with. Waits by polling, ten seconds at most. */
final class TcpRig implements AutoCloseable, ServerTransport.Listener, ClientTransport.Listener {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long REST_NANOS = 100_000;

    final TcpServerTransport server;
    final TcpClientTransport client;
    final List<String> endings = new ArrayList<>();
    int connectedCount;
    int echoed;
    long receivedBytes;
    private boolean isClientConnected;
    private final List<Socket> sockets = new ArrayList<>();

    TcpRig(TcpSettings settings) {
        this(URI.create("tcp://127.0.0.1:0"), settings);
    }

    TcpRig(URI address, TcpSettings settings) {
        server = new TcpServerTransport(address, settings);
        server.start();
        client = new TcpClientTransport(server.address(), settings);
        client.connect();
        await("the honest client", () -> isClientConnected && connectedCount == 1);
    }

    /** A socket that speaks whatever it likes. */
    Socket socket() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.address().getPort()));
        return socket;
    }

    void round() {
        long now = System.nanoTime();
        server.poll(now, this);
        server.flush(now);
        client.poll(now, this);
        client.flush(now);
    }

    void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("Waited ten seconds in vain for: " + what + "; endings: " + endings);
            }
            round();
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    /** The honest client gets an answer, as if nothing had happened. */
    void assertHonestClientIsServed() {
        int before = echoed;
        client.send(Channel.RELIABLE, new byte[] {42}, 0, 1);
        await("the honest client's echo", () -> echoed == before + 1);
    }

    @Override
    public void connected(int connectionId, PeerAddress address) {
        connectedCount++;
    }

    @Override
    public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        receivedBytes += length;
        server.send(connectionId, channel, bytes, offset, length);
    }

    @Override
    public void disconnected(int connectionId, DisconnectReason reason, String detail) {
        endings.add(connectionId + " " + reason + ": " + detail);
    }

    @Override
    public void connected(PeerAddress address) {
        isClientConnected = true;
    }

    @Override
    public void received(Channel channel, byte[] bytes, int offset, int length) {
        echoed++;
    }

    @Override
    public void disconnected(DisconnectReason reason, String detail) {
        throw new AssertionError("The honest client lost its connection: " + reason + ", " + detail);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        client.abort();
        server.stop();
    }
}
