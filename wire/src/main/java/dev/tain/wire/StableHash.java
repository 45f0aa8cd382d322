package dev.tain.wire;

/**
 * The hash that turns a message's wire name into its id: 32-bit FNV-1a over the low byte of each UTF-16 unit, folded
 * to 16 bits by xor. It is the same on every JVM and the same as Mirror's.
 *
 * <p>Source: Fowler, Noll, Vo, <i>FNV Non-Cryptographic Hash Algorithm</i> (IETF draft-eastlake-fnv).
 */
public final class StableHash {
    private static final int OFFSET_BASIS = 0x811C9DC5;
    private static final int PRIME = 0x01000193;

    private StableHash() {}

    /** 32-bit FNV-1a of {@code text}. */
    public static int hash32(String text) {
        int hash = OFFSET_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash ^= text.charAt(i) & 0xFF;
            hash *= PRIME;
        }
        return hash;
    }

    /** {@link #hash32} folded to 16 bits: 0 to 65535. */
    public static int hash16(String text) {
        int hash = hash32(text);
        return (hash >>> 16 ^ hash) & 0xFFFF;
    }
}
