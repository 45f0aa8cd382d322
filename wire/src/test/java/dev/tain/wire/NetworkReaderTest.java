package dev.tain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads do not trust. */
class NetworkReaderTest {
    private static NetworkReader over(String hex) {
        return new NetworkReader(HexFormat.of().parseHex(hex));
    }

    private static void malformed(String hex, Consumer<NetworkReader> read) {
        assertThatThrownBy(() -> read.accept(over(hex))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void everyReadChecksTheBytesThatRemain() {
        malformed("", NetworkReader::readByte);
        malformed("00", NetworkReader::readShort);
        malformed("000000", NetworkReader::readInt);
        malformed("00000000000000", NetworkReader::readLong);
        malformed("f1", NetworkReader::readVarUInt);
        malformed("f900", NetworkReader::readVarUInt);
        malformed("fa0000", NetworkReader::readVarUInt);
        malformed("fb000000", NetworkReader::readVarUInt);
        malformed("ff00000000000000", NetworkReader::readVarULong);
        malformed("0300", NetworkReader::readUuid);
        malformed("060048656c6c", NetworkReader::readString);
        malformed("040102", NetworkReader::readByteArray);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f100", "fa00000000", "faef0801", "fb00000000", "fbffffff00", "fa00000100"})
    void integersThatAreNotInTheirShortestFormAreMalformed(String hex) {
        malformed(hex, NetworkReader::readVarUInt);
        malformed(hex, NetworkReader::readVarULong);
    }

    @Test
    void aLenientPolicyTakesThem() {
        NetworkReader lenient = new NetworkReader(new ReaderPolicy(false, 1000));
        byte[] bytes = HexFormat.of().parseHex("fb0100000002");
        lenient.wrap(bytes, 0, bytes.length);
        assertThat(lenient.readVarUInt()).isEqualTo(1);
        assertThat(lenient.readBoolean()).isTrue();
    }

    @Test
    void wideIntegersDoNotFitThirtyTwoBits() {
        malformed("fc0000000001", NetworkReader::readVarUInt);
        malformed("ffffffffffffffffff", NetworkReader::readVarInt);
        malformed("fc0000000000", NetworkReader::readVarULong);
    }

    @Test
    void aBooleanIsZeroOrOne() {
        assertThat(over("01").readBoolean()).isTrue();
        malformed("02", NetworkReader::readBoolean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c080",
                "c1bf",
                "e08080",
                "eda080",
                "f0808080",
                "f4908080",
                "f5808080",
                "c2",
                "e282",
                "ff",
                "efbfbd80",
                "61c0af"
            })
    void stringsThatAreNotUtf8AreMalformed(String hex) {
        int length = hex.length() / 2 + 1;
        String encoded = HexFormat.of().toHexDigits((byte) length) + "00" + hex;
        malformed(encoded, NetworkReader::readString);
    }

    @Test
    void anyUnicodeStringSurvives() {
        Random random = new Random(42);
        NetworkWriter writer = new NetworkWriter();
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                int point;
                do {
                    point = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
                } while (point >= 0xD800 && point < 0xE000);
                text.appendCodePoint(point);
            }
            writer.reset();
            writer.writeString(text.toString());
            byte[] bytes = writer.toByteArray();
            assertThat(new NetworkReader(bytes).readString()).isEqualTo(text.toString());
            assertThat(Arrays.copyOfRange(bytes, 2, bytes.length))
                    .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        writer.reset();
        writer.writeString("\uFFFD and \uFFFD");
        assertThat(new NetworkReader(writer.toByteArray()).readString()).isEqualTo("\uFFFD and \uFFFD");
    }

    @Test
    void strictDecodingAgreesWithTheJdk() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[2 + 1 + random.nextInt(6)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (bytes.length - 1);
            bytes[1] = 0;
            boolean valid;
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 2, bytes.length - 2));
                valid = true;
            } catch (CharacterCodingException e) {
                valid = false;
            }
            boolean read;
            try {
                new NetworkReader(bytes).readString();
                read = true;
            } catch (MalformedMessageException e) {
                read = false;
            }
            assertThat(read).as(HexFormat.of().formatHex(bytes)).isEqualTo(valid);
        }
    }

    @Test
    void aCountIsCheckedAgainstTheBytesThatRemain() {
        malformed("fb01000001", reader -> reader.readCount(1)); // 16 777 216 elements in no bytes
        malformed("05000000", reader -> reader.readCount(1));
        malformed("03000000", reader -> reader.readCount(2));
        assertThat(over("0300000000").readCount(2)).isEqualTo(2);
        malformed("fbffffffff", reader -> reader.readCount(0));
        malformed("00", reader -> reader.readCount(1));
        assertThat(over("00").readNullableCount(1)).isEqualTo(-1);
        malformed("06", NetworkReader::readIntArray);
        malformed("fbffffff7f", NetworkReader::readLongArray);
    }

    @Test
    void elementsThatTakeNoBytesAreBelievedUpToAThousandOrSo() {
        NetworkWriter writer = new NetworkWriter();
        writer.writeCount(1024);
        assertThat(new NetworkReader(writer.toByteArray()).readCount(0)).isEqualTo(1024);
        writer.reset();
        writer.writeCount(1025);
        malformed(HexFormat.of().formatHex(writer.toByteArray()), reader -> reader.readCount(0));
    }

    @Test
    void arraysSurvive() {
        NetworkWriter writer = new NetworkWriter();
        writer.writeBooleanArray(new boolean[] {true, false, true});
        writer.writeShortArray(new short[] {1, -2, Short.MIN_VALUE});
        writer.writeCharArray("añ\uFFFF".toCharArray());
        writer.writeIntArray(new int[] {1, -2, Integer.MIN_VALUE});
        writer.writeLongArray(new long[] {1, -2, Long.MIN_VALUE});
        writer.writeFloatArray(new float[] {1.5f, Float.NaN, -0f});
        writer.writeDoubleArray(new double[] {1.5, Double.MIN_VALUE});
        NetworkReader reader = new NetworkReader(writer.toByteArray());

        assertThat(reader.readBooleanArray()).containsExactly(true, false, true);
        assertThat(reader.readShortArray()).containsExactly(1, -2, Short.MIN_VALUE);
        assertThat(reader.readCharArray()).containsExactly("añ\uFFFF".toCharArray());
        assertThat(reader.readIntArray()).containsExactly(1, -2, Integer.MIN_VALUE);
        assertThat(reader.readLongArray()).containsExactly(1, -2, Long.MIN_VALUE);
        assertThat(reader.readFloatArray()).containsExactly(1.5f, Float.NaN, -0f);
        assertThat(reader.readDoubleArray()).containsExactly(1.5, Double.MIN_VALUE);
        assertThat(reader.remaining()).isZero();
    }

    @Test
    void pointsAndSpansOfTimeSurviveAndImpossibleOnesAreMalformed() {
        NetworkWriter writer = new NetworkWriter();
        for (Instant instant :
                new Instant[] {Instant.EPOCH, Instant.MIN, Instant.MAX, Instant.ofEpochSecond(-1, 999)}) {
            writer.writeInstant(instant);
        }
        Duration[] durations = {
            Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE), Duration.ofDays(9)
        };
        for (Duration duration : durations) {
            writer.writeDuration(duration);
        }
        NetworkReader reader = new NetworkReader(writer.toByteArray());
        assertThat(reader.readInstant()).isEqualTo(Instant.EPOCH);
        assertThat(reader.readInstant()).isEqualTo(Instant.MIN);
        assertThat(reader.readInstant()).isEqualTo(Instant.MAX);
        assertThat(reader.readInstant()).isEqualTo(Instant.ofEpochSecond(-1, 999));
        for (Duration duration : durations) {
            assertThat(reader.readDuration()).isEqualTo(duration);
        }

        writer.reset();
        writer.writeVarLong(Long.MAX_VALUE);
        writer.writeVarUInt(0);
        malformed(HexFormat.of().formatHex(writer.toByteArray()), NetworkReader::readInstant);
        writer.reset();
        writer.writeVarLong(0);
        writer.writeVarUInt(1_000_000_000);
        malformed(HexFormat.of().formatHex(writer.toByteArray()), NetworkReader::readDuration);
    }

    @Test
    void bitsSurviveAndPaddingMustBeZero() {
        NetworkWriter writer = new NetworkWriter();
        BitWriter bits = new BitWriter(writer);
        Random random = new Random(3);
        int[] values = new int[500];
        int[] widths = new int[500];
        for (int i = 0; i < values.length; i++) {
            widths[i] = random.nextInt(33);
            values[i] = widths[i] == 32 ? random.nextInt() : random.nextInt() & (1 << widths[i]) - 1;
            bits.writeBits(values[i], widths[i]);
        }
        bits.flush();
        BitReader back = new BitReader(new NetworkReader(writer.toByteArray()));
        for (int i = 0; i < values.length; i++) {
            assertThat(back.readBits(widths[i])).isEqualTo(values[i]);
        }
        back.finish();

        BitReader padded = new BitReader(over("81"));
        assertThat(padded.readBoolean()).isTrue();
        assertThatThrownBy(padded::finish).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> bits.writeBits(4, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anExceptionSaysWhere() {
        assertThatThrownBy(() -> {
                    NetworkReader reader = over("010203");
                    reader.readByte();
                    reader.readInt();
                })
                .hasMessage("At byte 1 of 3: needs 4 more bytes, 2 remain.");
    }

    @Test
    void emptyElementsTakeNothingFromTheBudgetOfOthers() {
        NetworkWriter writer = new NetworkWriter();
        writer.writeCount(400);
        writer.writeBooleanArray(new boolean[400]);
        NetworkReader reader = new NetworkReader(writer.toByteArray());

        assertThat(reader.readCount(0)).isEqualTo(400);
        assertThat(reader.readCount(1)).isEqualTo(400);
    }

    @Test
    void nestedCountsShareTheBytesOfTheWhole() {
        NetworkWriter writer = new NetworkWriter();
        writer.writeCount(60);
        writer.writeCount(60);
        writer.writeRaw(new byte[100], 0, 100);
        NetworkReader reader = new NetworkReader(writer.toByteArray());

        assertThat(reader.readCount(1)).isEqualTo(60);
        assertThatThrownBy(() -> reader.readCount(1)).isInstanceOf(MalformedMessageException.class);
    }
}
