package dev.tain.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.value.Color;
import dev.tain.value.Color32;
import dev.tain.value.Half;
import dev.tain.value.LayerMask;
import dev.tain.value.Quaternion;
import dev.tain.value.Ray;
import dev.tain.value.Rect;
import dev.tain.value.Vector2;
import dev.tain.value.Vector3;
import dev.tain.value.Vector3Int;
import dev.tain.value.Vector4;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that a real Mirror wrote for the same values. */
class MirrorVectorsTest {
    private static String written(Consumer<NetworkWriter> write) {
        NetworkWriter writer = new NetworkWriter(16);
        write.accept(writer);
        return HexFormat.of().formatHex(writer.toByteArray());
    }

    @Test
    void primitivesAreLittleEndian() {
        assertThat(written(w -> w.writeByte(200))).isEqualTo("c8");
        assertThat(written(w -> w.writeBoolean(true))).isEqualTo("01");
        assertThat(written(w -> w.writeChar('A'))).isEqualTo("4100");
        assertThat(written(w -> w.writeShort(-2))).isEqualTo("feff");
        assertThat(written(w -> w.writeInt(-5))).isEqualTo("fbffffff");
        assertThat(written(w -> w.writeLong(0x0102030405060708L))).isEqualTo("0807060504030201");
        assertThat(written(w -> w.writeFloat(1.5f))).isEqualTo("0000c03f");
        assertThat(written(w -> w.writeDouble(3.14159))).isEqualTo("6e861bf0f9210940");
    }

    @Test
    void stringsAndBytesCarryTheirLengthPlusOne() {
        assertThat(written(w -> w.writeNullableString(null))).isEqualTo("0000");
        assertThat(written(w -> w.writeString(""))).isEqualTo("0100");
        assertThat(written(w -> w.writeString("Hello"))).isEqualTo("060048656c6c6f");
        assertThat(written(w -> w.writeString("\ud83d\ude00"))).isEqualTo("0500f09f9880");
        assertThat(written(NetworkWriter::writeNullCount)).isEqualTo("00");
        assertThat(written(w -> w.writeByteArray(new byte[0]))).isEqualTo("01");
        assertThat(written(w -> w.writeByteArray(new byte[] {1, 2, 3}))).isEqualTo("04010203");
        assertThat(written(w -> w.writeByteArray(new byte[300]))).startsWith("f13d00");
    }

    @Test
    void valueTypesAreTheirComponents() {
        assertThat(written(new Vector2(1, 2)::serialize)).isEqualTo("0000803f00000040");
        assertThat(written(new Vector3(1.5f, -2.25f, 3)::serialize)).isEqualTo("0000c03f000010c000004040");
        assertThat(written(new Vector4(1, 2, 3, 4)::serialize)).isEqualTo("0000803f000000400000404000008040");
        assertThat(written(new Vector3Int(1, -1, 2)::serialize)).isEqualTo("01000000ffffffff02000000");
        assertThat(written(Quaternion.IDENTITY::serialize)).isEqualTo("0000000000000000000000000000803f");
        assertThat(written(new Color(1, 0.5f, 0, 1)::serialize)).isEqualTo("0000803f0000003f000000000000803f");
        assertThat(written(new Color32((byte) 1, (byte) 2, (byte) 3, (byte) 4)::serialize))
                .isEqualTo("01020304");
        assertThat(written(new Rect(new Vector2(1, 2), new Vector2(3, 4))::serialize))
                .isEqualTo("0000803f000000400000404000008040");
        assertThat(written(new Ray(new Vector3(1, 2, 3), new Vector3(0, 0, 1))::serialize))
                .isEqualTo("0000803f000000400000404000000000000000000000803f");
        assertThat(written(new LayerMask(5)::serialize)).isEqualTo("0500");
        assertThat(written(Half.of(1.5f)::serialize)).isEqualTo("003e");
        UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        assertThat(written(w -> w.writeUuid(uuid))).isEqualTo("33221100554477668899aabbccddeeff");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "240, f0",
        "241, f101",
        "242, f102",
        "255, f10f",
        "256, f110",
        "2286, f8fe",
        "2287, f8ff",
        "2288, f90000",
        "2289, f90001",
        "65535, f9f70f",
        "67822, f9fffe",
        "67823, f9ffff",
        "67824, faf00801",
        "67825, faf10801",
        "16777215, faffffff",
        "16777216, fb00000001",
        "4294967295, fbffffffff",
        "4294967296, fc0000000001",
        "1099511627775, fcffffffffff",
        "1099511627776, fd000000000001",
        "281474976710655, fdffffffffffff",
        "281474976710656, fe00000000000001",
        "72057594037927935, feffffffffffffff",
        "72057594037927936, ff0000000000000001",
        "18446744073709551615, ffffffffffffffffff"
    })
    void unsignedVariableLength(String value, String hex) {
        long number = Long.parseUnsignedLong(value);
        assertThat(written(w -> w.writeVarULong(number))).isEqualTo(hex);
        assertThat(VarInt.sizeOfUnsigned(number)).isEqualTo(hex.length() / 2);
        assertThat(new NetworkReader(HexFormat.of().parseHex(hex)).readVarULong())
                .isEqualTo(number);
        if (number >>> 32 == 0) {
            assertThat(written(w -> w.writeVarUInt((int) number))).isEqualTo(hex);
            assertThat(new NetworkReader(HexFormat.of().parseHex(hex)).readVarUInt())
                    .isEqualTo((int) number);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, 01",
        "1, 02",
        "-2, 03",
        "2, 04",
        "-120, ef",
        "120, f0",
        "121, f102",
        "-1144, f8ff",
        "1144, f90000",
        "-2147483648, fbffffffff",
        "2147483647, fbfeffffff",
        "-9223372036854775808, ffffffffffffffffff",
        "9223372036854775807, fffeffffffffffffff"
    })
    void signedVariableLength(long value, String hex) {
        assertThat(written(w -> w.writeVarLong(value))).isEqualTo(hex);
        assertThat(new NetworkReader(HexFormat.of().parseHex(hex)).readVarLong())
                .isEqualTo(value);
        if (value == (int) value) {
            assertThat(written(w -> w.writeVarInt((int) value))).isEqualTo(hex);
            assertThat(new NetworkReader(HexFormat.of().parseHex(hex)).readVarInt())
                    .isEqualTo((int) value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 811c9dc5, 1cd9",
        "a, e40c292c, cd20",
        "Mirror.ReadyMessage, 2c86863a, aabc",
        "ScoreMessage, 936eec14, 7f7a"
    })
    void hashesOfNames(String name, String hash32, String hash16) {
        assertThat(Integer.toHexString(StableHash.hash32(name))).isEqualTo(hash32);
        assertThat(Integer.toHexString(StableHash.hash16(name))).isEqualTo(hash16);
    }
}
