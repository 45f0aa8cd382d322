package dev.tain.examples.motion;

import dev.tain.prediction.PredictionStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bots drive predicted cars around a track through a bad network. Prints how well they are predicted and shown, and draws
 * it: {@code --plot motion.svg}.
 */
public final class Motion {
    private Motion() {}

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        run(options, System.console() != null);
    }

    static Recording run(Options options, boolean terminal) throws IOException {
        try (Session session = new Session(options)) {
            session.start();
            Recording recording = session.record(second -> progress(terminal, second, options.seconds()));
            progress(terminal, -1, 0);
            summary(options, session, recording);
            String plot = options.plot();
            if (plot != null) {
                Files.writeString(Path.of(plot), new Picture(options, recording).svg());
                System.out.println("The picture is in " + Path.of(plot).toAbsolutePath() + ".");
            }
            return recording;
        }
    }

    private static void progress(boolean terminal, int second, int of) {
        if (terminal) {
            System.err.print(second < 0 ? "\r\033[K" : "\r" + second + " of " + of + " s");
        }
    }

    private static void summary(Options options, Session session, Recording recording) {
        PredictionStatistics driver = session.ofDriver();
        PredictionStatistics server = session.ofServer();
        List<double[]> predicted = recording.predictionErrors();
        List<double[]> interpolated = recording.interpolationErrors();
        say(
                "%d cars, %d s, link of %d ± %d ms, %.0f %% lost each way, seed %d",
                options.cars(),
                options.seconds(),
                options.roundTripMillis(),
                options.jitterMillis(),
                100 * options.loss(),
                options.seed());
        say(
                "round trip measured: %.0f ms; the spectator shows what was %.0f ms before the newest that arrived",
                1000 * session.roundTrip(), 1000 * session.bufferTime());
        say(
                "first car on its driver's screen: %d steps, %d states of the server's as predicted, %d not, %d steps"
                        + " replayed",
                driver.steps(), driver.confirmed(), driver.mispredicted(), driver.replayed());
        say(
                "on the server: %d steps without the input that was due, %d inputs left out",
                server.starved(), server.skipped());
        say(
                "error of what is predicted:    median %.3f m, 99 %% within %.3f m, largest %.2f m (oil on the road)",
                Recording.quantile(predicted, 0.5),
                Recording.quantile(predicted, 0.99),
                Recording.quantile(predicted, 1));
        say(
                "error of what is interpolated: median %.3f m, 99 %% within %.3f m, largest %.2f m",
                Recording.quantile(interpolated, 0.5),
                Recording.quantile(interpolated, 0.99),
                Recording.quantile(interpolated, 1));
        say(
                "largest step of a frame: %.2f m predicted, %.2f m interpolated",
                Recording.largestStep(recording.shownToDriver), Recording.largestStep(recording.interpolated));
    }

    private static void say(String text, @Nullable Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
