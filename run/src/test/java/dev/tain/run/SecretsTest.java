package dev.tain.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets();

    /** Test case 2 of RFC 4231. */
    @Test
    void theKeyedHashIsHmacSha256() {
        byte[] mac = secrets.mac(
                "Jefe".getBytes(StandardCharsets.US_ASCII),
                "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII));

        assertThat(HexFormat.of().formatHex(mac))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void aSecretDependsOnPasswordAndSalt() {
        byte[] secret = secrets.ofPassword("hunter2".toCharArray(), "game:ann");

        assertThat(secret).hasSize(32).isEqualTo(secrets.ofPassword("hunter2".toCharArray(), "game:ann"));
        assertThat(secret).isNotEqualTo(secrets.ofPassword("hunter2".toCharArray(), "game:bob"));
        assertThat(secret).isNotEqualTo(secrets.ofPassword("hunter3".toCharArray(), "game:ann"));
    }

    @Test
    void chanceIsNeverTheSameTwice() {
        assertThat(secrets.randomBytes(16)).hasSize(16).isNotEqualTo(secrets.randomBytes(16));
        assertThat(secrets.randomBelow(10)).isBetween(0, 9);
    }
}
