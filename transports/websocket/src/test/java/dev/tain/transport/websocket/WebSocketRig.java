package dev.tain.transport.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An echoing server with an honest client, and raw sockets to misbehave with. Waits by polling, ten seconds at most. */
final class WebSocketRig implements AutoCloseable, ServerTransport.Listener, ClientTransport.Listener {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long REST_NANOS = 100_000;

    final WebSocketServerTransport server;
    final WebSocketClientTransport client;
    final List<String> endings = new ArrayList<>();
    final List<PeerAddress> addresses = new ArrayList<>();
    int echoed;
    long receivedBytes;
    String clientEnding = "";
    private boolean isClientConnected;
    private final List<Socket> sockets = new ArrayList<>();

    WebSocketRig(String address, WebSocketSettings settings) {
        server = new WebSocketServerTransport(URI.create(address), settings);
        server.start();
        client = new WebSocketClientTransport(server.address(), WebSocketSettings.defaults());
        client.connect();
        await("the honest client", () -> isClientConnected && addresses.size() == 1);
    }

    static WebSocketRig at(String address) {
        return new WebSocketRig(address, WebSocketSettings.defaults());
    }

    /** A socket that speaks whatever it likes. */
    Socket socket() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.address().getPort()));
        return socket;
    }

    /** A socket that has written this. */
    Socket socket(String text) throws IOException {
        Socket socket = socket();
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return socket;
    }

    static String upgrade(String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** A raw socket that is a WebSocket now, and may misbehave in frames. */
    Socket webSocket(String path) throws IOException {
        int before = addresses.size();
        Socket socket = socket(upgrade(path));
        await("the upgrade", () -> addresses.size() == before + 1);
        String head = head(socket.getInputStream());
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new AssertionError("The server answered: " + head);
        }
        return socket;
    }

    /** What a server says up to the empty line. */
    static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                break;
            }
            head.write(read);
        }
        return head.toString(US_ASCII);
    }

    /** All that a server answers until it closes. */
    String answerTo(String request) throws IOException {
        return new String(socket(request).getInputStream().readAllBytes(), US_ASCII);
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
        int before = echoed;
        client.send(Channel.RELIABLE, new byte[] {42}, 0, 1);
        await("the honest client's echo", () -> echoed == before + 1);
    }

    @Override
    public void connected(int connectionId, PeerAddress address) {
        addresses.add(address);
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
        clientEnding = reason + ": " + detail;
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        client.abort();
        server.stop();
    }
}
