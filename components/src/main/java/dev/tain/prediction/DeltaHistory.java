package dev.tain.prediction;

/**
 * What a predicted body did, as steps added up, for physics that cannot be simulated again: when the server says where the
 * body was, its steps since then are added to that instead. Cruder than replaying, since collisions are not found anew, and
 * Mirror's way of doing it, number for number.
 *
 * <pre>
 *   predicted   0 ──+1── 1 ──+1── 2 ──+1── 3          the server: at 1.5 it was at 1.6
 *   corrected            1 ─────1.6─+½─ 2.1 ──+1── 3.1
 * </pre>
 *
 * Nothing is allocated while it runs. Times grow from step to step.
 */
public final class DeltaHistory {
    /** Time, position, its step, velocity, its step. */
    private static final int TIME = 0;

    private static final int POSITION = 1;
    private static final int POSITION_STEP = 4;
    private static final int VELOCITY = 7;
    private static final int VELOCITY_STEP = 10;
    private static final int SIZE = 13;

    private final double[][] entries;
    private int count;

    /**
     * @param limit how many steps are remembered; 32 in Mirror
     * @throws IllegalArgumentException if fewer than 2 are to be
     */
    public DeltaHistory(int limit) {
        if (limit < 2) {
            throw new IllegalArgumentException("A history of " + limit + " steps; it takes 2 at least.");
        }
        this.entries = new double[limit][SIZE];
    }

    /** Remembers where the body is now, and how fast. */
    public void add(double time, double x, double y, double z, double speedX, double speedY, double speedZ) {
        double[] entry = insert(count == entries.length ? count - 1 : count);
        set(entry, time, x, y, z, speedX, speedY, speedZ);
        int at = count - 1;
        for (int i = 0; i < 3; i++) {
            double[] before = at == 0 ? entry : entries[at - 1];
            entry[POSITION_STEP + i] = entry[POSITION + i] - before[POSITION + i];
            entry[VELOCITY_STEP + i] = entry[VELOCITY + i] - before[VELOCITY + i];
        }
    }

    private static void set(
            double[] entry, double time, double x, double y, double z, double speedX, double speedY, double speedZ) {
        entry[TIME] = time;
        entry[POSITION] = x;
        entry[POSITION + 1] = y;
        entry[POSITION + 2] = z;
        entry[VELOCITY] = speedX;
        entry[VELOCITY + 1] = speedY;
        entry[VELOCITY + 2] = speedZ;
    }

    // Makes room at an index as it is once the oldest has gone, if it must.
    private double[] insert(int index) {
        double[] free;
        if (count == entries.length) {
            free = entries[0];
            System.arraycopy(entries, 1, entries, 0, index);
        } else {
            free = entries[count];
            System.arraycopy(entries, index, entries, index + 1, count - index);
            count++;
        }
        entries[index] = free;
        return free;
    }

    /**
     * The server says where the body was: what it did since is added to that. Afterwards the newest entry is where it should
     * be now.
     *
     * @return false if the time is not between two that are remembered, and nothing is corrected
     */
    public boolean correct(double time, double x, double y, double z, double speedX, double speedY, double speedZ) {
        int after = 1;
        while (after < count && entries[after][TIME] < time) {
            after++;
        }
        if (count < 2 || time < entries[0][TIME] || after == count) {
            return false;
        }
        double[] next = entries[after];
        double[] before = entries[after - 1];
        double left = (next[TIME] - time) / (next[TIME] - before[TIME]);
        for (int i = 0; i < 3; i++) {
            next[POSITION_STEP + i] *= left;
            next[VELOCITY_STEP + i] *= left;
        }
        boolean full = count == entries.length;
        int at = full ? after - 1 : after;
        double[] entry = insert(at);
        set(entry, time, x, y, z, speedX, speedY, speedZ);
        for (int i = 0; i < 3; i++) {
            entry[POSITION_STEP + i] = 0;
            entry[VELOCITY_STEP + i] = 0;
        }
        addUp(at + 1);
        return true;
    }

    private void addUp(int from) {
        for (int i = from; i < count; i++) {
            for (int j = 0; j < 3; j++) {
                entries[i][POSITION + j] = entries[i - 1][POSITION + j] + entries[i][POSITION_STEP + j];
                entries[i][VELOCITY + j] = entries[i - 1][VELOCITY + j] + entries[i][VELOCITY_STEP + j];
            }
        }
    }

    public int size() {
        return count;
    }

    public double time(int i) {
        return entries[i][TIME];
    }

    /**
     * A position, oldest first.
     *
     * @param axis 0 to 2
     */
    public double position(int i, int axis) {
        return entries[i][POSITION + axis];
    }

    /** By how much the position changed to there from the one before. */
    public double positionStep(int i, int axis) {
        return entries[i][POSITION_STEP + axis];
    }

    public double velocity(int i, int axis) {
        return entries[i][VELOCITY + axis];
    }

    /** Forgets everything. */
    public void clear() {
        count = 0;
    }
}
