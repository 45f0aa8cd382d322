package dev.tain.prediction;

/**
 * The numbers of one owner's inputs that wait on the server; one is taken in each of its steps. A client that sends more,
 * by a fast clock or in a flood, only fills its own queue; what is too much is left out.
 *
 * <pre>
 *   arrived:   5 6 7 5 6 7 8 …      each packet repeats what is not confirmed
 *   waiting:   [6 7 8]              sorted, each once
 *   taken:     …4 5                 one a step; the lead is 8 − 5
 * </pre>
 */
final class InputQueue {
    /** So many numbers lie in the window; a power of two. */
    static final int SLOTS = 64;

    private long waiting;
    private boolean any;
    private int taken;
    private int newest;
    private long late;
    private long skipped;

    /** Takes in a number; false if it comes too late. */
    boolean offer(int number) {
        if (!any) {
            any = true;
            taken = number - 1;
            newest = number - 1;
        }
        if (number - taken <= 0) {
            late++;
            return false;
        }
        if (number - taken > SLOTS) {
            skipTo(number - SLOTS);
        }
        waiting |= bit(number);
        if (number - newest > 0) {
            newest = number;
        }
        return true;
    }

    private static long bit(int number) {
        return 1L << (number & SLOTS - 1);
    }

    private void skipTo(int number) {
        if (number - taken >= SLOTS) {
            skipped += Long.bitCount(waiting);
            waiting = 0;
            taken = number;
            newest = number - newest > 0 ? number : newest;
            return;
        }
        while (taken != number) {
            take(++taken);
        }
    }

    private void take(int number) {
        if ((waiting & bit(number)) != 0) {
            waiting &= ~bit(number);
            skipped++;
        }
    }

    /** Leaves out the oldest, if more than that lie ahead, until only so few do. */
    void limit(int max, int few) {
        if (newest - taken > max) {
            skipTo(newest - few);
        }
    }

    /** Takes the oldest that waits; false if none does. */
    boolean take() {
        while (newest - taken > 0) {
            taken++;
            if ((waiting & bit(taken)) != 0) {
                waiting &= ~bit(taken);
                return true;
            }
        }
        return false;
    }

    /** Whether any input ever came. */
    boolean isStarted() {
        return any;
    }

    /** The number that was taken last. */
    int taken() {
        return taken;
    }

    /** How many steps the newest input is ahead of what is taken. */
    int lead() {
        return newest - taken;
    }

    long late() {
        return late;
    }

    long skipped() {
        return skipped;
    }
}
