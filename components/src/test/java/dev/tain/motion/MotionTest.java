package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A motion is as small as what changed. */
class MotionTest {
    private static String bytes(Motion motion) {
        NetworkWriter writer = new NetworkWriter();
        motion.serialize(writer);
        return HexFormat.of().formatHex(writer.toByteArray());
    }

    private static Motion read(String hex) {
        return Motion.deserialize(new NetworkReader(HexFormat.of().parseHex(hex)));
    }

    @Test
    void aWholeOneHasAllThatTravels() {
        Motion motion = new Motion();
        motion.whole(15, (byte) 3, 33, new long[] {1, -1, 64, 0xA83E2F07, 0, 0, 0});

        // parts, counter, age, three numbers, the rotation
        assertThat(bytes(motion)).isEqualTo("0f" + "03" + "21" + "02" + "01" + "80" + "072f3ea8");
        Motion back = read(bytes(motion));
        assertThat(back.differences).isFalse();
        assertThat(back.numbers).containsExactly(1, -1, 64, 0xA83E2F07, 0, 0, 0);
    }

    @Test
    void differencesAreOfTheSizeOfTheChange() {
        long[] base = {1, 2, 3, 77, 0, 0, 0};

        assertThat(sizeOfNumbers(base, new long[] {1, 2, 3, 77, 0, 0, 0})).isZero();
        assertThat(sizeOfNumbers(base, new long[] {1, 5, 7, 77, 0, 0, 0})).isEqualTo(2);
        assertThat(sizeOfNumbers(base, new long[] {1, 5, 7000, 77, 0, 0, 0})).isEqualTo(4);
        assertThat(sizeOfNumbers(base, new long[] {1, 2, 3, 78, 0, 0, 0})).isEqualTo(4);
    }

    private static int sizeOfNumbers(long[] base, long[] now) {
        Motion motion = new Motion();
        motion.differences((byte) 9, base, (byte) 0, 0, now);
        long[] back = new long[Grid.PARTS];
        Motion read = read(bytes(motion));
        read.addTo(base, back);
        assertThat(back).isEqualTo(now);
        assertThat(read.baseline).isEqualTo((byte) 9);
        return bytes(motion).length() / 2 - 4;
    }

    @Test
    void whatCannotBeIsMalformed() {
        assertThatThrownBy(() -> read("0f00ffffffff0f")).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> read("0100f40600"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("1014 ms ago");
        assertThatThrownBy(() -> read("0f0000")).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(MalformedMessageException.class);
    }
}
