package dev.tain.transport.quic;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.netty.tls.ServerCertificate;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An echoing server with an honest client. Waits by polling, ten seconds at most. */
final class QuicRig implements AutoCloseable, ServerTransport.Listener, ClientTransport.Listener {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long REST_NANOS = 100_000;

    final ServerCertificate certificate = ServerCertificate.development();
    final QuicServerTransport server;
    final QuicClientTransport client;
    final List<String> endings = new ArrayList<>();
    final List<PeerAddress> addresses = new ArrayList<>();
    final List<Channel> channels = new ArrayList<>(); // of what the server received
    final List<Channel> echoes = new ArrayList<>();
    String clientEnding = "";
    private boolean isClientConnected;

    QuicRig(String query) {
        server = new QuicServerTransport(
                URI.create("quic://127.0.0.1:0" + query),
                QuicSettings.builder().certificate(certificate).build());
        server.start();
        client = new QuicClientTransport(server.address(), QuicSettings.defaults());
        client.connect();
        await("the honest client", () -> isClientConnected && addresses.size() == 1);
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
                throw new AssertionError("Waited ten seconds in vain for: " + what + "; endings: " + endings
                        + ", refused: " + server.lastRefusal() + ", client: " + clientEnding);
            }
            round();
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    /** The honest client gets an answer, as if nothing had happened. */
    void assertHonestClientIsServed() {
        int before = Collections.frequency(echoes, Channel.RELIABLE);
        client.send(Channel.RELIABLE, new byte[] {42}, 0, 1);
        await("the honest client's echo", () -> Collections.frequency(echoes, Channel.RELIABLE) == before + 1);
    }

    @Override
    public void connected(int connectionId, PeerAddress address) {
        addresses.add(address);
    }

    @Override
    public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        channels.add(channel);
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
        echoes.add(channel);
    }

    @Override
    public void disconnected(DisconnectReason reason, String detail) {
        clientEnding = reason + ": " + detail;
    }

    @Override
    public void close() {
        client.abort();
        server.stop();
    }
}
