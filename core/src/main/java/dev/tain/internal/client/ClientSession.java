package dev.tain.internal.client;

import dev.tain.connection.ReconnectPolicy;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Hello;
import dev.tain.internal.session.SessionToken;
import dev.tain.transport.Channel;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The token of a client's connection, and when it is used to come back. */
final class ClientSession {
    /** An attempt gets a quarter of the time there is, but at least this. */
    private static final long ATTEMPT_NANOS_MIN = TimeUnit.SECONDS.toNanos(1);

    private final ReconnectPolicy policy;
    private @Nullable SessionToken token;
    private long graceNanos;
    private long lostAt;
    private long tryAt;
    private int attempts;
    private boolean wanted;

    ClientSession(ReconnectPolicy policy) {
        this.policy = policy;
    }

    /** The server keeps this client's place when it is lost. */
    void begin(NetworkReader body) {
        graceNanos = TimeUnit.MILLISECONDS.toNanos(Integer.toUnsignedLong(body.readVarUInt()));
        token = SessionToken.read(body);
    }

    boolean isOpen() {
        return token != null;
    }

    void forget() {
        token = null;
        wanted = false;
    }

    // ---------------------------------------------------------------- lost

    void lost(long now) {
        lostAt = now;
        attempts = 0;
        tryAt = now + pause();
    }

    /** The game wants it tried now. */
    void want() {
        wanted = true;
    }

    boolean isDue(long now) {
        return wanted || policy.automatic() && now - tryAt >= 0;
    }

    /** Whether the server has given this client up by now. */
    boolean isOver(long now) {
        return now - lostAt >= graceNanos;
    }

    long graceMillis() {
        return TimeUnit.NANOSECONDS.toMillis(graceNanos);
    }

    /** How long one attempt may take. */
    long attemptNanos(long connectTimeoutNanos) {
        return Math.min(connectTimeoutNanos, Math.max(graceNanos / 4, ATTEMPT_NANOS_MIN));
    }

    void attempting() {
        wanted = false;
    }

    void failed(long now) {
        attempts++;
        tryAt = now + pause();
    }

    private long pause() {
        long pause = policy.firstPause().toNanos();
        for (int i = 0; i < attempts && pause < policy.longestPause().toNanos(); i++) {
            pause *= 2;
        }
        pause = Math.min(pause, policy.longestPause().toNanos());
        double spread = token == null ? 0 : token.spread(attempts);
        return (long) (pause * (1 - spread / 2));
    }

    // ---------------------------------------------------------------- back

    void writeResume(Connection through, NetworkWriter writer) {
        writer.writeShort(BuiltIn.RESUME);
        Hello.writeProtocol(writer);
        writer.writeVarUInt(through.id());
        Objects.requireNonNull(token).write(writer);
        through.sendRaw(Channel.RELIABLE, writer);
    }

    void resumed(NetworkReader body) {
        token = SessionToken.read(body);
    }
}
