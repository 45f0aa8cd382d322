package dev.tain.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.transport.Channel;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.TransportProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses, settings, origins, proxies, and what a client hears that is refused. */
class WebSocketTransportTest {
    @Test
    void theProviderIsFoundForItsSchemes() {
        TransportProvider provider =
                ServiceLoader.load(TransportProvider.class).findFirst().orElseThrow();

        assertThat(provider.schemes()).containsExactlyInAnyOrder("ws", "wss");
        assertThat(provider.createServer(URI.create("WS://[::]:7777/game?maxPacketBytes=65536"))
                        .maxPacketBytes(Channel.RELIABLE))
                .isEqualTo(65536);
        assertThat(provider.createClient(URI.create("wss://example.org")).isEncrypted())
                .isTrue();
    }

    @Test
    void thePortIsThatOfTheWeb() {
        assertThat(address("ws://localhost")).isEqualTo("ws://localhost:80");
        assertThat(address("wss://localhost/game?certificate=development"))
                .startsWith("wss://localhost:443/game?fingerprint=");
    }

    @Test
    void whatIsTheServersAloneIsNotToldToClients() {
        assertThat(address("ws://h:1/game?origins=https://a.example&proxies=127.0.0.1&maxPacketBytes=4096&files=."))
                .isEqualTo("ws://h:1/game?maxPacketBytes=4096");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://h:1, its scheme is not ws",
        "ws:h, it has no host",
        "ws://h:1?origins=example.org, is no origin",
        "ws://h:1?origins=https://example.org/page, is no origin",
        "ws://h:1?proxies=proxy.example, is no numeric address",
        "ws://h:1?proxies=10.0.0.0/33, is no numeric address",
        "ws://h:1?forwardedHeader=Via, is none of the headers",
        "ws://h:1?files=/no/such/folder, cannot be read",
        "ws://h:1?files=pom.xml, is no folder",
        "ws://h:1?certificate=development, has no setting",
        "wss://h:1, needs a certificate",
    })
    void addressesThatMakeNoSenseAreRefused(String address, String why) {
        assertThatThrownBy(() -> new WebSocketServerTransport(URI.create(address), WebSocketSettings.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aServerWithoutAPathTakesAnyPath() throws IOException {
        try (WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0")) {
            rig.webSocket("/whatever?and=more");

            rig.assertHonestClientIsServed();
        }
    }

    @Test
    void aClientOfTheWrongPathIsToldSo() {
        try (WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0/game")) {
            assertThat(ending(rig, "/gmae"))
                    .isEqualTo("PROTOCOL_MISMATCH: 127.0.0.1:"
                            + rig.server.address().getPort()
                            + "/gmae has no WebSocket for us: it answered \"404 Not Found\". Is the path right?");
        }
    }

    // ---------------------------------------------------------------- origins

    @Test
    void pagesOfTheServersOwnHostMayConnect() throws IOException {
        try (WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0")) {
            rig.socket(WebSocketRig.upgrade("/", "Origin: http://127.0.0.1:8080"));

            rig.await("the connection", () -> rig.addresses.size() == 2);
        }
    }

    @Test
    void pagesThatAreNamedMayConnectAndOthersMayNot() throws IOException {
        try (WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0?origins=https://a.example,https://b.example")) {
            rig.socket(WebSocketRig.upgrade("/", "Origin: https://B.example"));
            rig.await("the connection", () -> rig.addresses.size() == 2);

            for (String other :
                    new String[] {"http://b.example", "https://b.example.evil", "https://b.example:1", "null"}) {
                assertThat(rig.answerTo(WebSocketRig.upgrade("/", "Origin: " + other)))
                        .startsWith("HTTP/1.1 403");
            }
        }
    }

    @Test
    void allPagesMayConnectIfTheServerSaysSo() throws IOException {
        try (WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0?origins=*")) {
            rig.socket(WebSocketRig.upgrade("/", "Origin: null"));

            rig.await("the connection", () -> rig.addresses.size() == 2);
        }
    }

    // ---------------------------------------------------------------- proxies

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For: 203.0.113.7                         | 203.0.113.7 | 0",
                "X-Forwarded-For: 203.0.113.7:4711                    | 203.0.113.7 | 4711",
                "X-Forwarded-For: 9.9.9.9, 203.0.113.7, 10.1.2.3      | 203.0.113.7 | 0",
                "X-Forwarded-For: 2001:db8::1                         | 2001:db8:0:0:0:0:0:1 | 0",
                "X-Forwarded-For: [2001:db8::1]:99                    | 2001:db8:0:0:0:0:0:1 | 99",
                "X-Forwarded-For: unknown, 10.1.2.3                   | 10.1.2.3 | 0",
                "X-Forwarded-For: 203.0.113.7, 10.256.1.1             | 127.0.0.1 | -1",
                "Forwarded: for=203.0.113.7                           | 127.0.0.1 | -1",
            })
    void aProxyIsBelievedAboutWhoIsBehindIt(String header, String host, int port) throws IOException {
        try (WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0?proxies=127.0.0.1,10.0.0.0/8")) {
            assertThat(peer(rig, header).host()).isEqualTo(host);
            if (port >= 0) {
                assertThat(rig.addresses.get(1).port()).isEqualTo(port);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Forwarded: for=9.9.9.9, For=\"[2001:db8::1]:4711\";proto=https  | 2001:db8:0:0:0:0:0:1",
                "Forwarded: proto=https;for=203.0.113.7                          | 203.0.113.7",
                "X-Forwarded-For: 203.0.113.7                                    | 127.0.0.1",
            })
    void theStandardHeaderIsReadIfTheServerSaysSo(String header, String host) throws IOException {
        try (WebSocketRig rig = WebSocketRig.at("ws://127.0.0.1:0?proxies=127.0.0.1&forwardedHeader=forwarded")) {
            assertThat(peer(rig, header).host()).isEqualTo(host);
        }
    }

    private static PeerAddress peer(WebSocketRig rig, String header) throws IOException {
        rig.socket(WebSocketRig.upgrade("/", header));
        rig.await("the connection", () -> rig.addresses.size() == 2);
        return rig.addresses.get(1);
    }

    private static String ending(WebSocketRig rig, String path) {
        WebSocketClientTransport client = new WebSocketClientTransport(
                URI.create("ws://127.0.0.1:" + rig.server.address().getPort() + path), WebSocketSettings.defaults());
        client.connect();
        rig.await("the client's end", () -> {
            client.poll(0, rig);
            return !rig.clientEnding.isEmpty();
        });
        return rig.clientEnding;
    }

    private static String address(String configured) {
        return new WebSocketServerTransport(URI.create(configured), WebSocketSettings.defaults())
                .address()
                .toString();
    }
}
