package dev.tain.motion;

import dev.tain.connection.NetworkConnection;
import dev.tain.object.Pose;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of an object that its owner's client moves. Nothing of it is believed as it is:
 *
 * <pre>
 *   numbers   places in a world, or refused
 *   time      in order, or too late; a move takes the time the client says, but no more than went by here, with a second's
 *             credit for packets that arrive in a bunch
 *   counter   that of the last teleport, correction or change of owner, or it is from before
 * </pre>
 *
 * Counters that the server gives are even; the owner, who teleports on its own, takes the odd one that follows.
 */
final class OwnersMotion {
    private static final double CREDIT_SECONDS = 1;

    /** Clocks of clients may run a little faster. */
    private static final double CREDIT_RATE = 1.05;

    /** Whether a move is possible. */
    interface Judge {
        boolean accept(Pose from, Pose to, double seconds);
    }

    private final Grid grid;
    private final Judge judge;
    private final Playback playback = new Playback();
    private final Baselines baselines = new Baselines();
    private final long[] place = new long[Grid.PARTS];
    private final Pose accepted = new Pose();
    private final Pose to = new Pose();
    private @Nullable NetworkConnection owner;
    private boolean anyAccepted;
    private double acceptedAt;
    private double credit = CREDIT_SECONDS;
    private double creditedAt;
    private long refused;

    OwnersMotion(Grid grid, Judge judge) {
        this.grid = grid;
        this.judge = judge;
    }

    @Nullable
    NetworkConnection owner() {
        return owner;
    }

    Playback playback() {
        return playback;
    }

    /** Where the owner was believed to be last. */
    Pose accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    /** Another owner begins, or the same at another place. */
    void begin(@Nullable NetworkConnection owner, Pose at) {
        this.owner = owner;
        playback.clear();
        baselines.clear();
        anyAccepted = false;
        accepted.set(at);
    }

    /** It is somewhere else now; the owner stays. */
    void teleported(Pose at) {
        playback.clear();
        accepted.set(at);
    }

    void refuse() {
        refused++;
    }

    /** The next counter the server gives. */
    static byte serversNext(byte counter) {
        return (byte) ((counter | 1) + 1);
    }

    /** The next counter an owner takes. */
    static byte ownersNext(byte counter) {
        return (byte) ((counter + 1) | 1);
    }

    /** Whether an owner may take this counter. */
    static boolean isOwnersNext(byte taken, byte counter) {
        int ahead = (byte) (taken - counter);
        return (taken & 1) == 1 && ahead > 0 && ahead <= 2;
    }

    /**
     * Reads where the owner says it is.
     *
     * @return false if it says nothing that can be understood now
     */
    boolean read(Motion motion) {
        long[] base = motion.differences ? baselines.find(motion.baseline) : null;
        if (motion.differences && base == null) {
            return false; // its baseline is late
        }
        if (base != null) {
            motion.addTo(base, place);
        } else if (motion.parts == grid.parts()) {
            System.arraycopy(motion.numbers, 0, place, 0, Grid.PARTS);
        } else {
            refuse();
            return false;
        }
        boolean possible = (motion.parts & ~grid.parts()) == 0 && grid.isPossible(place);
        if (!possible) {
            refuse();
        }
        return possible;
    }

    /** Differences refer to what was read from now on. */
    void keepBaseline(byte number) {
        baselines.put(number, place);
    }

    /** Whether what was read comes after what was accepted. */
    boolean isNews(double time) {
        return !anyAccepted || time > acceptedAt;
    }

    /** Judges a move to what was read. */
    boolean move(Motion motion, double time, double now, double interval) {
        double seconds = secondsFor(motion, time, now, interval);
        if (!isAccepted(time, seconds)) {
            return false;
        }
        double restedAt = motion.ageMillis == 0 ? Double.NaN : time - motion.ageMillis * 1e-3;
        playback.insert(time, restedAt, interval, accepted);
        return true;
    }

    /** Judges a teleport to what was read. */
    boolean teleport(double time) {
        return isAccepted(time, 0);
    }

    private boolean isAccepted(double time, double seconds) {
        to.set(accepted);
        grid.show(place, to);
        if (!judge.accept(accepted, to, seconds)) {
            refuse();
            return false;
        }
        grid.show(place, accepted); // not what the game may have made of its copy
        anyAccepted = true;
        acceptedAt = time;
        return true;
    }

    private double secondsFor(Motion motion, double time, double now, double interval) {
        credit = Math.min(credit + (now - creditedAt) * CREDIT_RATE, CREDIT_SECONDS);
        creditedAt = now;
        double claimed = anyAccepted ? time - acceptedAt : interval;
        if (motion.ageMillis > 0) {
            claimed = Math.min(claimed, motion.ageMillis * 1e-3);
        }
        double seconds = Math.min(claimed, credit);
        credit -= seconds;
        return seconds;
    }
}
