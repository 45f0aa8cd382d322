package dev.tain.examples.motion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param plot where to draw the picture, or null
 */
record Options(
        int seconds,
        int cars,
        long seed,
        int roundTripMillis,
        int jitterMillis,
        double loss,
        @Nullable String plot) {
    static final String USAGE =
            "Usage: motion [--seconds 24] [--cars 4] [--seed 7] [--round-trip 100] [--jitter 30] [--loss 5]"
                    + " [--plot FILE.svg]";

    static Options parse(List<String> arguments) {
        Options options = new Options(24, 4, 7, 100, 30, 0.05, null);
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " has no value");
            }
            options = options.with(arguments.get(i), arguments.get(i + 1));
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--seconds" ->
                new Options(number(name, value, 1, 600), cars, seed, roundTripMillis, jitterMillis, loss, plot);
            case "--cars" ->
                new Options(seconds, number(name, value, 1, 32), seed, roundTripMillis, jitterMillis, loss, plot);
            case "--seed" ->
                new Options(
                        seconds,
                        cars,
                        number(name, value, 0, Integer.MAX_VALUE),
                        roundTripMillis,
                        jitterMillis,
                        loss,
                        plot);
            case "--round-trip" ->
                new Options(seconds, cars, seed, number(name, value, 2, 2000), jitterMillis, loss, plot);
            case "--jitter" ->
                new Options(seconds, cars, seed, roundTripMillis, number(name, value, 0, 1000), loss, plot);
            case "--loss" ->
                new Options(
                        seconds, cars, seed, roundTripMillis, jitterMillis, number(name, value, 0, 60) / 100.0, plot);
            case "--plot" -> new Options(seconds, cars, seed, roundTripMillis, jitterMillis, loss, value);
            default -> throw new IllegalArgumentException(name + " is not known");
        };
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(name + " is " + value + "; it takes " + least + " to " + most);
    }
}
