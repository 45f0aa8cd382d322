package dev.tain.prediction;

/**
 * How prediction behaves; {@link #defaults()} suits a game of 20 to 60 steps per second.
 *
 * @param tolerance what a number of the server's state may differ from the predicted one and count as the same
 * @param historySteps how many steps a client remembers: more than a round trip has
 * @param replaySteps how many steps are replayed in one frame at the most; more, and the server's state is taken as it is
 * @param redundantInputs how many inputs a packet carries at the most: those the server has not confirmed
 * @param bufferedInputs how many inputs should wait on the server, in the worst moment of the last seconds; the client bends
 *     its clock for it
 * @param bufferedInputsMax how many may wait; older ones are left out, so that a burst does not stay behind as delay
 * @param heldSteps for how many steps the server goes on with the last input when none has come; then there is none
 * @param smoothing the part of a visible error that is left after a 60th of a second, for small ones
 * @param snapDistance an error larger than this, in units of length, is not smoothed away but shown at once
 */
public record PredictionSettings(
        double tolerance,
        int historySteps,
        int replaySteps,
        int redundantInputs,
        int bufferedInputs,
        int bufferedInputsMax,
        int heldSteps,
        double smoothing,
        double snapDistance) {
    /** The most inputs that travel in one packet. */
    static final int REDUNDANT_MAX = 32;

    private static final PredictionSettings DEFAULTS = new PredictionSettings(1e-4, 128, 64, 16, 1, 12, 8, 0.9, 5);

    public PredictionSettings {
        require(tolerance >= 0, "tolerance", tolerance, "0 or more");
        require(historySteps >= 8 && historySteps <= 1024, "historySteps", historySteps, "8 to 1024");
        require(replaySteps >= 1 && replaySteps < historySteps, "replaySteps", replaySteps, "less than historySteps");
        require(
                redundantInputs >= 1 && redundantInputs <= REDUNDANT_MAX,
                "redundantInputs",
                redundantInputs,
                "1 to " + REDUNDANT_MAX);
        require(bufferedInputs >= 0, "bufferedInputs", bufferedInputs, "0 or more");
        require(
                bufferedInputsMax > bufferedInputs && bufferedInputsMax < 64,
                "bufferedInputsMax",
                bufferedInputsMax,
                "more than bufferedInputs and less than 64");
        require(heldSteps >= 0, "heldSteps", heldSteps, "0 or more");
        require(smoothing >= 0 && smoothing < 1, "smoothing", smoothing, "0 to less than 1");
        require(snapDistance > 0, "snapDistance", snapDistance, "more than 0");
    }

    public static PredictionSettings defaults() {
        return DEFAULTS;
    }

    /** The same with another tolerance. */
    public PredictionSettings withTolerance(double tolerance) {
        return new PredictionSettings(
                tolerance,
                historySteps,
                replaySteps,
                redundantInputs,
                bufferedInputs,
                bufferedInputsMax,
                heldSteps,
                smoothing,
                snapDistance);
    }

    private static void require(boolean holds, String what, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is " + value + "; it takes " + allowed + ".");
        }
    }
}
