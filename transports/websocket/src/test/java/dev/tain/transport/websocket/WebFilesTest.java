package dev.tain.transport.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a game from the game's own port, and nothing else of the machine. */
class WebFilesTest {
    private static final byte[] LARGE = new byte[3_000_000];

    @TempDir
    Path outside;

    private WebSocketRig rig;

    @BeforeEach
    void serve() throws IOException {
        new Random(3).nextBytes(LARGE);
        Path folder = Files.createDirectories(outside.resolve("web"));
        Files.write(folder.resolve("index.html"), "<title>Game</title>".getBytes(US_ASCII));
        Files.write(folder.resolve("game.wasm"), LARGE);
        Files.write(folder.resolve("a b.js"), "1".getBytes(US_ASCII));
        Files.write(folder.resolve(".env"), "secret".getBytes(US_ASCII));
        Files.createDirectories(folder.resolve("levels"));
        Files.write(folder.resolve("levels/index.html"), "levels".getBytes(US_ASCII));
        Files.createDirectories(folder.resolve("empty"));
        Files.write(outside.resolve("secret.txt"), "secret".getBytes(US_ASCII));
        Files.createSymbolicLink(folder.resolve("link.txt"), outside.resolve("secret.txt"));
        rig = new WebSocketRig(
                "ws://127.0.0.1:0/game",
                WebSocketSettings.builder().files(folder).build());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8, 19",
        "/index.html, text/html; charset=utf-8, 19",
        "/index.html?v=2, text/html; charset=utf-8, 19",
        "/levels/, text/html; charset=utf-8, 6",
        "/levels, text/html; charset=utf-8, 6",
        "/a%20b.js, text/javascript; charset=utf-8, 1",
        "/game.wasm, application/wasm, 3000000"
    })
    void filesAreServedByTheirType(String path, String type, int size) throws Exception {
        HttpResponse<byte[]> response = get(path, "GET");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains(type);
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(response.body()).hasSize(size);
        assertThat(rig.server.refusedCount()).isZero();
        rig.assertHonestClientIsServed();
    }

    @Test
    void aLargeFileArrivesWhole() throws Exception {
        assertThat(Arrays.equals(get("/game.wasm", "GET").body(), LARGE)).isTrue();
    }

    /** While a file is under way, the time of a handshake passes: another socket that says nothing tells when. */
    @Test
    void aSlowReaderGetsItsFile() throws Exception {
        try (WebSocketRig hasty = new WebSocketRig(
                "ws://127.0.0.1:0/game?handshakeTimeoutMillis=100",
                WebSocketSettings.builder().files(outside.resolve("web")).build())) {
            InputStream slow =
                    hasty.socket("GET /game.wasm HTTP/1.1\r\nHost: x\r\n\r\n").getInputStream();
            String head = WebSocketRig.head(slow);
            hasty.socket();
            hasty.await("the time", () -> hasty.server.refusedCount() == 1);

            assertThat(head).contains("content-length: 3000000");
            assertThat(Arrays.equals(slow.readAllBytes(), LARGE)).isTrue();
        }
    }

    /** As when a new version of the page is copied over the old one. */
    @Test
    void aFileThatShrinksWhileItIsSentEndsThatSocketOnly() throws Exception {
        Path file = outside.resolve("web/huge.bin");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(100_000_000); // more than sockets hold
        }
        InputStream slow =
                rig.socket("GET /huge.bin HTTP/1.1\r\nHost: x\r\n\r\n").getInputStream();
        WebSocketRig.head(slow);
        Files.write(file, new byte[1]);

        assertThat(slow.readAllBytes()).hasSizeLessThan(100_000_000);
        rig.assertHonestClientIsServed();
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        HttpResponse<byte[]> response = get("/game.wasm", "HEAD");

        assertThat(response.headers().firstValue("content-length")).contains("3000000");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/levels/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/%2e%2e%2fsecret.txt",
                "/..%5csecret.txt",
                "/..\\secret.txt",
                "//secret.txt/../../secret.txt",
                "/link.txt",
                "/.env",
                "/%2eenv",
                "/./.env",
                "/secret.txt%00.html",
                "/%zz",
                "/empty",
                "/nothing.html",
                "http://127.0.0.1/../secret.txt",
                "//etc/passwd",
                "/%2fetc%2fpasswd",
                "*"
            })
    void whatIsNotInTheFolderIsNotThere(String path) throws IOException {
        String answer = rig.answerTo("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404").doesNotContain("secret\n").doesNotContain("root:");
        rig.assertHonestClientIsServed();
    }

    @Test
    void filesAreNotWritten() throws Exception {
        assertThat(get("/index.html", "DELETE").statusCode()).isEqualTo(405);
    }

    @Test
    void theWebSocketIsBesideThem() throws IOException {
        rig.webSocket("/game");

        assertThat(rig.answerTo(WebSocketRig.upgrade("/"))).startsWith("HTTP/1.1 404");
    }

    private HttpResponse<byte[]> get(String path, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + rig.server.address().getPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
