package dev.tain.prediction;

/**
 * Says when a client's next step is due. It runs as the local clock does, a little faster while the server's queue runs
 * dry, a little slower while too much waits there, so that inputs arrive just in time.
 *
 * <p>Source: the upstream throttle of Overwatch ("Overwatch Gameplay Architecture and Netcode", GDC 2017).
 */
final class InputClock {
    /** The most the clock is bent. */
    private static final double BEND_MAX = 0.05;

    /** How much for each step too few or too many. */
    private static final double BEND_PER_STEP = 0.02;

    /** The worst of so many reports counts. */
    private static final int WINDOW = 60;

    private final int wantedLead;
    private final int stepsMax;
    private final int[] leads = new int[WINDOW];
    private int reports;
    private double interval = 1.0 / 60;
    private double due;
    private double speed = 1;

    /** @param stepsMax after a long frame, no more than this is made good: as many as may wait on the server */
    InputClock(int wantedLead, int stepsMax) {
        this.wantedLead = wantedLead;
        this.stepsMax = stepsMax;
    }

    /** The length of a step, seconds. */
    void interval(double interval) {
        this.interval = interval;
    }

    /** The server told how far the newest input was ahead when it took one. */
    void heard(int lead) {
        leads[Math.floorMod(reports++, WINDOW)] = lead;
        int worst = Integer.MAX_VALUE;
        for (int i = 0; i < Math.min(reports, WINDOW); i++) {
            worst = Math.min(worst, leads[i]);
        }
        double bend = ((double) wantedLead - worst) * BEND_PER_STEP;
        speed = 1 + Math.min(Math.max(bend, -BEND_MAX), BEND_MAX);
    }

    /** Time went by: how many steps are due. */
    int advance(double elapsed) {
        due += elapsed * speed / interval;
        if (due > stepsMax) {
            due = stepsMax;
        }
        int steps = (int) due;
        due -= steps;
        return steps;
    }

    /** How far the next step is begun, 0 to 1: for what is shown between two. */
    double fraction() {
        return due;
    }

    double speed() {
        return speed;
    }

    /** A step is due at once: the player's first one. */
    void start() {
        reports = 0;
        speed = 1;
        due = 1;
    }
}
