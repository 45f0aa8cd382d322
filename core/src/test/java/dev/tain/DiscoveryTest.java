package dev.tain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a programmer may write as an address. */
class DiscoveryTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, kcp://localhost:7777",
        "example.org:7000, kcp://example.org:7000",
        "::1, kcp://[::1]:7777",
        "[::1], kcp://[::1]:7777",
        "[::1]:7000, kcp://[::1]:7000",
        "tcp://0.0.0.0:0, tcp://0.0.0.0:0",
        "TCP://Example.org, tcp://Example.org",
        "game_server, kcp://game_server:7777",
        "ws://game.example/play?room=1, ws://game.example/play?room=1"
    })
    void addressesAreReadWithTheirDefaults(String given, String meant) {
        assertThat(Discovery.parse(given)).isEqualTo(URI.create(meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tcp://", "tcp://:7777", "two words", "tcp://a b"})
    void whatIsNoAddressIsRefusedInWords(String given) {
        assertThatThrownBy(() -> Discovery.parse(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + given + "' is no address");
    }

    @Test
    void hostsAndPortsGoTogether() {
        assertThat(Discovery.of("::1", 7000)).isEqualTo(URI.create("kcp://[::1]:7000"));
        assertThat(Discovery.of("localhost", 1)).isEqualTo(URI.create("kcp://localhost:1"));
        assertThatThrownBy(() -> Discovery.of("localhost", 70000)).hasMessageContaining("70000");
    }

    @Test
    void aSchemeNobodyAnswersToNamesWhatToAdd() {
        assertThatThrownBy(() -> NetworkServer.listen("quic://localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No transport answers to 'quic'")
                .hasMessageContaining("tain-transport-quic")
                .hasMessageContaining("implementation(");
        assertThatThrownBy(() -> NetworkServer.listen("wss://localhost"))
                .hasMessageContaining("tain-transport-websocket");
    }
}
