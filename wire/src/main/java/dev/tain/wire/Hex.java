package dev.tain.wire;

/** Bytes as text, for {@code toString}: the first 64 in hexadecimal. */
final class Hex {
    private static final int SHOWN_MAX = 64;

    private Hex() {}

    static String of(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(length, SHOWN_MAX); i++) {
            int value = bytes[offset + i] & 0xFF;
            text.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
        }
        return length > SHOWN_MAX ? text.append('…').toString() : text.toString();
    }
}
