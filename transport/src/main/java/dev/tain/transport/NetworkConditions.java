package dev.tain.transport;

/**
 * How bad a simulated link is, in one direction. Probabilities run from 0 to 1; two percent is 0.02.
 *
 * @param latencyMillis what every packet takes
 * @param jitterMillis a packet takes up to this much less or more, evenly spread
 * @param loss the probability that an unreliable packet never arrives
 * @param duplicate the probability that an unreliable packet arrives twice, each with a delay of its own
 * @param reorder the probability that an unreliable packet is held back
 * @param reorderMillis for how long it is then held back, on top of its delay
 */
public record NetworkConditions(
        int latencyMillis, int jitterMillis, double loss, double duplicate, double reorder, int reorderMillis) {
    /** One minute: beyond it a setting is a slip of units. */
    private static final int MILLIS_MAX = 60_000;

    public NetworkConditions {
        millis("latencyMillis", latencyMillis);
        millis("jitterMillis", jitterMillis);
        millis("reorderMillis", reorderMillis);
        probability("loss", loss);
        probability("duplicate", duplicate);
        probability("reorder", reorder);
        if (jitterMillis > latencyMillis) {
            throw new IllegalArgumentException("jitterMillis is " + jitterMillis + " and latencyMillis " + latencyMillis
                    + ": a packet would arrive before it was sent. Lower the jitter.");
        }
        if (reorder > 0 && reorderMillis == 0) {
            throw new IllegalArgumentException(
                    "reorder is " + reorder + " and reorderMillis 0: nothing would be held back. Set how long.");
        }
        if (reorder == 0 && reorderMillis > 0) {
            throw new IllegalArgumentException("reorderMillis is " + reorderMillis
                    + " and reorder 0: nothing would be held back. Set how often, or leave both out.");
        }
    }

    /** A link without faults. */
    public static NetworkConditions perfect() {
        return builder().build();
    }

    /** A wireless network at home: 10 ms ± 5, one packet in two hundred lost. */
    public static NetworkConditions wifi() {
        return builder().latencyMillis(10).jitterMillis(5).loss(0.005).build();
    }

    /** A telephone on the move: 60 ms ± 30, 2 % lost, now and then out of order. */
    public static NetworkConditions mobile() {
        return builder()
                .latencyMillis(60)
                .jitterMillis(30)
                .loss(0.02)
                .duplicate(0.005)
                .reorder(0.02, 20)
                .build();
    }

    /** Worse than most players will ever see: 150 ms ± 100, 10 % lost, 5 % out of order. */
    public static NetworkConditions bad() {
        return builder()
                .latencyMillis(150)
                .jitterMillis(100)
                .loss(0.1)
                .duplicate(0.02)
                .reorder(0.05, 50)
                .build();
    }

    public static Builder builder() {
        return new Builder();
    }

    private static void millis(String name, int value) {
        if (value < 0 || value > MILLIS_MAX) {
            throw new IllegalArgumentException(name + " is " + value + "; it must lie in 0.." + MILLIS_MAX + ".");
        }
    }

    private static void probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; it is a probability from 0 to 1. Two percent is 0.02.");
        }
    }

    /** Everything is 0 unless set. */
    public static final class Builder {
        private int latencyMillis;
        private int jitterMillis;
        private double loss;
        private double duplicate;
        private double reorder;
        private int reorderMillis;

        private Builder() {}

        public Builder latencyMillis(int millis) {
            latencyMillis = millis;
            return this;
        }

        public Builder jitterMillis(int millis) {
            jitterMillis = millis;
            return this;
        }

        public Builder loss(double probability) {
            loss = probability;
            return this;
        }

        public Builder duplicate(double probability) {
            duplicate = probability;
            return this;
        }

        public Builder reorder(double probability, int heldBackMillis) {
            reorder = probability;
            reorderMillis = heldBackMillis;
            return this;
        }

        public NetworkConditions build() {
            return new NetworkConditions(latencyMillis, jitterMillis, loss, duplicate, reorder, reorderMillis);
        }
    }
}
