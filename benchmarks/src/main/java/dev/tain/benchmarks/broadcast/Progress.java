package dev.tain.benchmarks.broadcast;

/**
 * How far each client has acknowledged, and so how many rounds may still go out. Once the window is full, half of it
 * must be free before more goes: otherwise a contender falls, by chance, into a rhythm of one group per acknowledgement
 * or into a better one, and the turns measure that.
 */
final class Progress {
    private final int[] acknowledged = new int[Contender.CLIENTS];
    private int sent;
    private boolean full;

    void acknowledge(int client) {
        acknowledged[client] += Contender.ACK_EVERY;
    }

    /** Whether a whole group may go; if so, it counts as sent. */
    boolean trySendGroup() {
        int slowest = Integer.MAX_VALUE;
        for (int done : acknowledged) {
            slowest = Math.min(slowest, done);
        }
        int free = Contender.WINDOW - (sent - slowest);
        if (free < (full ? Contender.WINDOW / 2 : Contender.GROUP)) {
            full = true;
            return false;
        }
        full = false;
        sent += Contender.GROUP;
        return true;
    }
}
