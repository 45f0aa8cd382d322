package dev.tain.internal.session;

import dev.tain.connection.Report;
import dev.tain.connection.ReportSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps reports few: the first of its kind goes out whole, those that follow are counted, and the counts go out every
 * ten seconds. However hostile the peers, that is a bounded number of lines.
 */
public final class Reporter {
    private static final long SUMMARY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int KINDS_MAX = 64;

    private static final class Tally {
        final Report.Kind kind;
        final String text;
        long uncounted;

        Tally(Report.Kind kind, String text) {
            this.kind = kind;
            this.text = text;
        }
    }

    private final ReportSink sink;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private long nextSummary;
    private boolean counting;

    public Reporter(ReportSink sink) {
        this.sink = sink;
    }

    /**
     * Reports one event.
     *
     * @param key what makes two events the same; few values
     * @param text of the first
     */
    public void report(Report.Kind kind, String key, String text, @Nullable Throwable cause) {
        String full = kind + ":" + key;
        Tally tally = tallies.get(full);
        if (tally != null || tallies.size() >= KINDS_MAX) {
            if (tally == null) {
                tally = tallies.computeIfAbsent("", k -> new Tally(kind, "Reports of other kinds"));
            }
            tally.uncounted++;
            counting = true;
            return;
        }
        tallies.put(full, new Tally(kind, text));
        emit(new Report(kind, text, cause, 1));
    }

    /** Sends out counts when it is time for them. */
    public void tick(long nowNanos) {
        if (!counting) {
            nextSummary = nowNanos + SUMMARY_NANOS;
        } else if (nowNanos - nextSummary >= 0) {
            nextSummary = nowNanos + SUMMARY_NANOS;
            summarise();
        }
    }

    /** Sends out counts now. */
    public void summarise() {
        counting = false;
        for (Tally tally : tallies.values()) {
            if (tally.uncounted > 0) {
                emit(new Report(tally.kind, "Again " + tally.uncounted + "×: " + tally.text, null, tally.uncounted));
                tally.uncounted = 0;
            }
        }
    }

    // Some of a text may be a peer's own; it must not be able to write lines into a log.
    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return clean.toString();
    }

    // A sink that throws must not take the tick with it, and there is nobody left to tell.
    @SuppressWarnings("EmptyCatch")
    private void emit(Report report) {
        try {
            sink.report(new Report(report.kind(), printable(report.text()), report.cause(), report.count()));
        } catch (RuntimeException ignored) {
            // Documented: a sink must not throw.
        }
    }
}
