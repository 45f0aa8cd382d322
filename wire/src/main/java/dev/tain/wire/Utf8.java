package dev.tain.wire;

/** Whether bytes are UTF-8 as Unicode defines it (table 3-7): shortest form, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /** Index of the first byte that is not part of a well-formed sequence, or -1. */
    static int indexOfMalformed(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            int first = b[i];
            int length;
            int secondMin = 0x80;
            int secondMax = 0xBF;
            if (first >= 0) {
                i++;
                continue;
            } else if (first >= (byte) 0xC2 && first <= (byte) 0xDF) {
                length = 2;
            } else if (first >= (byte) 0xE0 && first <= (byte) 0xEF) {
                length = 3;
                secondMin = first == (byte) 0xE0 ? 0xA0 : 0x80;
                secondMax = first == (byte) 0xED ? 0x9F : 0xBF;
            } else if (first >= (byte) 0xF0 && first <= (byte) 0xF4) {
                length = 4;
                secondMin = first == (byte) 0xF0 ? 0x90 : 0x80;
                secondMax = first == (byte) 0xF4 ? 0x8F : 0xBF;
            } else {
                return i;
            }
            if (to - i < length) {
                return i;
            }
            int second = b[i + 1] & 0xFF;
            if (second < secondMin || second > secondMax) {
                return i;
            }
            for (int k = 2; k < length; k++) {
                if ((b[i + k] & 0xC0) != 0x80) {
                    return i;
                }
            }
            i += length;
        }
        return -1;
    }
}
