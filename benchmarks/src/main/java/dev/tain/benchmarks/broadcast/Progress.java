package dev.tain.benchmarks.broadcast;

/** How far each client has acknowledged, and so how many rounds may still go out. */
final class Progress {
    private final int[] acknowledged = new int[Contender.CLIENTS];
    private int sent;

    void acknowledge(int client) {
        acknowledged[client] += Contender.ACK_EVERY;
    }

    /** Whether a whole group fits the window; if so, it counts as sent. */
    boolean trySendGroup() {
        int slowest = Integer.MAX_VALUE;
        for (int done : acknowledged) {
            slowest = Math.min(slowest, done);
        }
        if (sent - slowest + Contender.GROUP > Contender.WINDOW) {
            return false;
        }
        sent += Contender.GROUP;
        return true;
    }
}
