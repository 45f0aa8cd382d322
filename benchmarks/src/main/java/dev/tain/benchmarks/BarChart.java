package dev.tain.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A bar chart as an SVG file: one bar per name, the longest for the largest value. */
public final class BarChart {
    private static final int WIDTH = 720;
    private static final int BAR = 28;
    private static final int GAP = 12;
    private static final int LEFT = 170;
    private static final int TOP = 56;

    private BarChart() {}

    /** Writes the chart; the bar of {@code highlighted} stands out. */
    public static void write(Path file, String title, String unit, Map<String, Double> values, String highlighted)
            throws IOException {
        double largest = values.values().stream().mapToDouble(v -> v).max().orElse(1);
        StringBuilder svg = new StringBuilder();
        int height = TOP + values.size() * (BAR + GAP) + 16;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"14\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"
                        + "<text x=\"16\" y=\"30\" font-size=\"17\" font-weight=\"bold\" fill=\"#1b2733\">%s</text>%n",
                WIDTH,
                height,
                WIDTH,
                height,
                title));
        int y = TOP;
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            double width = Math.max(2, entry.getValue() / largest * (WIDTH - LEFT - 150));
            String colour = entry.getKey().equals(highlighted) ? "#2f7ed8" : "#a9b6c2";
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#1b2733\">%s</text>%n"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\" fill=\"%s\"/>%n"
                            + "<text x=\"%.1f\" y=\"%d\" fill=\"#1b2733\">%,.0f %s</text>%n",
                    LEFT - 10,
                    y + 19,
                    entry.getKey(),
                    LEFT,
                    y,
                    width,
                    BAR,
                    colour,
                    LEFT + width + 8,
                    y + 19,
                    entry.getValue(),
                    unit));
            y += BAR + GAP;
        }
        svg.append("</svg>\n");
        Files.writeString(file, svg);
    }
}
