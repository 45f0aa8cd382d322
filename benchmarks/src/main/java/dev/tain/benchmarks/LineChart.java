package dev.tain.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over a common axis as SVG: one panel of a picture. */
public final class LineChart {
    private static final List<String> COLOURS = List.of("#2f7ed8", "#3a9d6b", "#e0902f", "#c8443c", "#7a5bb5");
    private static final int LEFT = 70;
    private static final int BOTTOM = 46;
    private static final int TOP = 40;
    private static final int RIGHT = 120;

    private final String title;
    private final String xUnit;
    private final double xMax;
    private final double yMax;

    /** @param yMax what lies above is cut off, as no value matters there */
    public LineChart(String title, String xUnit, double xMax, double yMax) {
        this.title = title;
        this.xUnit = xUnit;
        this.xMax = xMax;
        this.yMax = yMax;
    }

    /** Draws the lines, each a list of x and y, into a rectangle at the given place. */
    public String draw(int atX, int atY, int width, int height, Map<String, List<double[]>> lines) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<g transform=\"translate(%d %d)\"><text x=\"16\" y=\"24\" font-size=\"16\" font-weight=\"bold\" "
                        + "fill=\"#1b2733\">%s</text>%n",
                atX,
                atY,
                title));
        int innerWidth = width - LEFT - RIGHT;
        int innerHeight = height - TOP - BOTTOM;
        for (int i = 0; i <= 4; i++) {
            double y = TOP + innerHeight * (1 - i / 4.0);
            double x = LEFT + innerWidth * i / 4.0;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dfe5ea\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#51606d\">%,.0f</text>"
                            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#51606d\">%,.0f</text>%n",
                    LEFT,
                    y,
                    LEFT + innerWidth,
                    y,
                    LEFT - 8,
                    y + 4,
                    yMax * i / 4,
                    x,
                    TOP + innerHeight + 18,
                    xMax * i / 4));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#51606d\">%s</text>%n",
                LEFT + innerWidth / 2,
                TOP + innerHeight + 38,
                xUnit));
        int line = 0;
        for (Map.Entry<String, List<double[]>> entry : lines.entrySet()) {
            String colour = COLOURS.get(line % COLOURS.size());
            StringBuilder points = new StringBuilder();
            for (double[] point : entry.getValue()) {
                points.append(String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        LEFT + innerWidth * point[0] / xMax,
                        TOP + innerHeight * (1 - Math.min(1, point[1] / yMax))));
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>"
                            + "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                    points.toString().strip(),
                    colour,
                    LEFT + innerWidth + 10,
                    TOP + 14 + 20 * line,
                    colour,
                    entry.getKey()));
            line++;
        }
        return svg.append("</g>\n").toString();
    }
}
