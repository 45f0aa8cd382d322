package dev.tain.internal.session;

import dev.tain.connection.TokenSource;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.Arrays;

/** What a client shows to take its connection up again. 128 bits that nobody can guess, good for one return. */
public final class SessionToken {
    public static final int BYTES = 16;

    private final byte[] bytes;

    private SessionToken(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SessionToken draw(TokenSource source) {
        byte[] drawn = source.randomBytes(BYTES);
        if (drawn.length != BYTES) {
            throw new IllegalStateException("The token source gave " + drawn.length + " bytes and was asked for "
                    + BYTES + "; it must give as many as it is asked for.");
        }
        return new SessionToken(Arrays.copyOf(drawn, BYTES));
    }

    public static SessionToken read(NetworkReader reader) {
        byte[] read = new byte[BYTES];
        reader.readRaw(read, 0, BYTES);
        return new SessionToken(read);
    }

    public void write(NetworkWriter writer) {
        writer.writeRaw(bytes, 0, BYTES);
    }

    /** Whether it is the same, found out in a time that tells nothing about how much of it is. */
    public boolean matches(SessionToken other) {
        int difference = 0;
        for (int i = 0; i < BYTES; i++) {
            difference |= bytes[i] ^ other.bytes[i];
        }
        return difference == 0;
    }

    /** A number from 0 to 1 that is another for every client, to spread what all clients do. */
    public double spread(int number) {
        return (bytes[Math.floorMod(number, BYTES)] & 0xFF) / 255.0;
    }
}
