package dev.tain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The writer grows, is used again, and tells the programmer what does not fit. */
class NetworkWriterTest {
    @Test
    void aWriterGrowsAndKeepsItsArrayWhenReset() {
        NetworkWriter writer = new NetworkWriter(16);
        for (int i = 0; i < 10_000; i++) {
            writer.writeLong(i);
        }
        byte[] grown = writer.buffer();
        assertThat(writer.position()).isEqualTo(80_000);

        writer.reset();
        writer.writeInt(5);
        assertThat(writer.buffer()).isSameAs(grown);
        assertThat(writer.toByteArray()).containsExactly(5, 0, 0, 0);
    }

    @Test
    void whatWasWrittenCanBeTakenBack() {
        NetworkWriter writer = new NetworkWriter();
        writer.writeInt(1);
        writer.writeInt(2);
        writer.truncate(4);
        assertThat(writer.position()).isEqualTo(4);
        assertThatThrownBy(() -> writer.truncate(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only 0 to 4");
    }

    @Test
    void aStringTooLongIsRefusedAndNothingOfItStays() {
        NetworkWriter writer = new NetworkWriter();
        writer.writeByte(1);
        assertThatThrownBy(() -> writer.writeString("x".repeat(65_535)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535 UTF-8 bytes")
                .hasMessageContaining("65534")
                .hasMessageContaining("byte[]");
        assertThat(writer.position()).isEqualTo(1);
        writer.writeString("x".repeat(65_534));
        assertThatThrownBy(() -> writer.writeString("ab\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("index 2");
        assertThat(writer.position()).isEqualTo(1 + 2 + 65_534);
        assertThatThrownBy(() -> writer.writeString("four", 3)).hasMessageContaining("@MaxSize allows 3");
    }
}
