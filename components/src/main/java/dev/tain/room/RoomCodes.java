package dev.tain.room;

import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** Short codes to read out to a friend: without I, O, 0 and 1, which look alike. */
final class RoomCodes {
    /** 32 letters: five bits each. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final IntUnaryOperator random;
    private final int length;

    RoomCodes(IntUnaryOperator random, int length) {
        this.random = random;
        this.length = length;
    }

    String next() {
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            code.append(LETTERS.charAt(random.applyAsInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** What a player typed, as a code is written. */
    static String normalised(String typed) {
        return typed.strip().replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
    }

    /** Takes as long for one wrong letter as for many. */
    static boolean same(String expected, String given) {
        int difference = expected.length() ^ given.length();
        for (int i = 0; i < given.length() && !expected.isEmpty(); i++) {
            difference |= given.charAt(i) ^ expected.charAt(i % expected.length());
        }
        return difference == 0 && !expected.isEmpty();
    }
}
