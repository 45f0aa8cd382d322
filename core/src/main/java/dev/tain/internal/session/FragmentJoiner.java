package dev.tain.internal.session;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message larger than a packet together again. Pieces arrive in order and one message at a time, since they
 * travel on the reliable channel. Memory grows with the bytes that arrived, not with the size that was claimed.
 */
final class FragmentJoiner {
    private @Nullable NetworkWriter joined;
    private int expected;

    /** Takes the first piece of a message of {@code total} bytes; returns the message if that was all of it. */
    @Nullable
    NetworkWriter start(NetworkReader body, int total) {
        if (joined != null) {
            throw body.malformed("a fragmented message begins before the last one ended");
        }
        joined = new NetworkWriter(body.remaining());
        expected = total;
        return append(body);
    }

    /** Takes the next piece; returns the message if it is complete. */
    @Nullable
    NetworkWriter append(NetworkReader body) {
        NetworkWriter target = joined;
        int piece = body.remaining();
        if (target == null || piece == 0 || piece > expected - target.position()) {
            throw body.malformed("a fragment of " + piece + " bytes does not belong to the message under way");
        }
        target.writeRaw(body.buffer(), body.bufferPosition(), piece);
        body.skip(piece);
        if (target.position() < expected) {
            return null;
        }
        joined = null;
        return target;
    }
}
