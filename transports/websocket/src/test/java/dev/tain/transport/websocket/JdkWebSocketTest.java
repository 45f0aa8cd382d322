package dev.tain.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.netty.tls.ServerCertificate;
import dev.tain.transport.netty.tls.ServerTrust;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** A WebSocket that is not ours understands ours: the one of the JDK. */
class JdkWebSocketTest {
    @Test
    void packetsGoBothWays() {
        try (WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0/game")) {
            echo(rig, HttpClient.newHttpClient(), rig.server.address());
        }
    }

    @Test
    void packetsGoBothWaysEncrypted() throws Exception {
        ServerCertificate certificate = ServerCertificate.development();
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager[] trust = {
            ServerTrust.fingerprints(certificate.fingerprint()).manager()
        };
        context.init(null, trust, null);
        try (WebSocketRig rig = new WebSocketRig(
                "wss://127.0.0.1:0/game",
                WebSocketSettings.builder().certificate(certificate).build())) {
            URI address = URI.create("wss://127.0.0.1:" + rig.server.address().getPort() + "/game");
            echo(rig, HttpClient.newBuilder().sslContext(context).build(), address);
        }
    }

    @Test
    void aServerThatStopsSaysGoodbye() {
        WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0/game");
        Ears ears = new Ears();
        CompletableFuture<WebSocket> socket =
                HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(rig.server.address(), ears);
        rig.await("the connection", () -> socket.isDone() && rig.addresses.size() == 2);

        rig.close();

        assertThat(ears.closed.join()).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    private static void echo(WebSocketRig rig, HttpClient http, URI address) {
        byte[] packet = new byte[16_000];
        new Random(11).nextBytes(packet);
        Ears ears = new Ears();
        CompletableFuture<WebSocket> opening = http.newWebSocketBuilder().buildAsync(address, ears);
        rig.await("the connection", () -> opening.isDone() && rig.addresses.size() == 2);
        WebSocket socket = opening.join();

        CompletableFuture<?> sent = socket.sendBinary(ByteBuffer.wrap(packet, 0, 5_000), false)
                .thenCompose(s -> s.sendBinary(ByteBuffer.wrap(packet, 5_000, 11_000), true))
                .thenCompose(s -> s.sendPing(ByteBuffer.wrap(new byte[] {1, 2})));
        rig.await("the echo and the answer to the ping", () -> ears.message.isDone() && ears.pong.isDone());

        assertThat(sent).isCompleted();
        assertThat(Arrays.equals(ears.message.join(), packet)).isTrue();
        assertThat(ears.pong.join()).containsExactly(1, 2);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        rig.await("the end", () -> !rig.endings.isEmpty());
        assertThat(rig.endings).singleElement().asString().startsWith("2 CONNECTION_LOST");
    }

    private static final class Ears implements WebSocket.Listener {
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> message = new CompletableFuture<>();
        private final CompletableFuture<byte[]> pong = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean isLast) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            parts.writeBytes(part);
            if (isLast) {
                message.complete(parts.toByteArray());
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            pong.complete(bytes);
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }
    }
}
