package dev.tain.examples.motion;

import dev.tain.examples.motion.Recording.Place;
import java.util.List;
import java.util.Locale;

/** The race from above, and the errors over time, as SVG. */
final class Picture {
    private static final int WIDTH = 920;
    private static final int TRACK_HEIGHT = 400;
    private static final int GRAPH_HEIGHT = 190;
    private static final int LEFT = 60;
    private static final String TRUE = "#9aa7b2";
    private static final String INTERPOLATED = "#2f7ed8";
    private static final String PREDICTED = "#e0702f";

    private final Options options;
    private final Recording recording;
    private final StringBuilder svg = new StringBuilder();

    Picture(Options options, Recording recording) {
        this.options = options;
        this.recording = recording;
    }

    String svg() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"sans-serif\" font-size=\"13\"><rect width=\"100%%\" height=\"100%%\""
                        + " fill=\"#ffffff\"/>",
                WIDTH, TRACK_HEIGHT + 2 * GRAPH_HEIGHT);
        text(
                16,
                24,
                16,
                "#1b2733",
                String.format(
                        Locale.ROOT,
                        "A predicted car through a link of %d ± %d ms that loses %.0f %% each way",
                        options.roundTripMillis(),
                        options.jitterMillis(),
                        100 * options.loss()));
        legend(16, 46, TRUE, "where it is, on the server");
        legend(230, 46, PREDICTED, "on its driver's screen");
        legend(420, 46, INTERPOLATED, "on a spectator's screen");
        path(recording.trueOnes, TRUE, 5);
        path(recording.interpolated, INTERPOLATED, 2);
        path(recording.shownToDriver, PREDICTED, 1.2);
        graph(
                TRACK_HEIGHT,
                "Driver: metres from where the server has it after that step",
                recording.predictionErrors(),
                PREDICTED);
        graph(
                TRACK_HEIGHT + GRAPH_HEIGHT,
                "Spectator: metres from where it was at the time that is shown",
                recording.interpolationErrors(),
                INTERPOLATED);
        add("</svg>");
        return svg.toString();
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void text(int x, int y, int size, String colour, String words) {
        add("<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\">%s</text>", x, y, size, colour, words);
    }

    private void legend(int x, int y, String colour, String words) {
        add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%2$d\" stroke=\"%s\" stroke-width=\"4\"/>", x, y, x + 24, colour);
        text(x + 32, y + 4, 13, "#51606d", words);
    }

    private void path(List<Place> places, String colour, double width) {
        StringBuilder points = new StringBuilder();
        for (Place place : places) {
            points.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", WIDTH / 2 + place.x() * 6.6, TRACK_HEIGHT / 2 + 24 + place.z() * 5.2));
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" stroke-linejoin=\"round\"/>",
                points.toString().trim(), colour, width);
    }

    private void graph(int top, String title, List<double[]> errors, String colour) {
        double most = Math.max(0.1, Math.ceil(Recording.quantile(errors, 1) * 10) / 10);
        double from = errors.isEmpty() ? 0 : errors.get(0)[0];
        int height = GRAPH_HEIGHT - 70;
        int base = top + 40 + height;
        int width = WIDTH - LEFT - 30;
        text(16, top + 22, 14, "#1b2733", title);
        for (int i = 0; i <= 2; i++) {
            int y = base - height * i / 2;
            add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%2$d\" stroke=\"#dfe5ea\"/>", LEFT, y, LEFT + width);
            add(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#51606d\">%.2f</text>",
                    LEFT - 8, y + 4, most * i / 2);
        }
        StringBuilder points = new StringBuilder();
        for (double[] error : errors) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    LEFT + width * (error[0] - from) / options.seconds(),
                    base - height * error[1] / most));
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\"/>",
                points.toString().trim(), colour);
        text(LEFT, base + 18, 12, "#51606d", "0 s");
        text(LEFT + width - 30, base + 18, 12, "#51606d", options.seconds() + " s");
    }
}
