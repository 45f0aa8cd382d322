package dev.tain.run;

import dev.tain.connection.Report;
import dev.tain.connection.ReportSink;

/**
 * Writes reports to the {@code System.Logger} named {@code dev.tain}: what is likely this program's mistake as a
 * warning, the rest as information. Found by itself when this module is present.
 */
public final class SystemLoggerSink implements ReportSink {
    private final System.Logger logger = System.getLogger("dev.tain");

    @Override
    public void report(Report report) {
        System.Logger.Level level =
                report.kind().isProgrammersMistake() ? System.Logger.Level.WARNING : System.Logger.Level.INFO;
        logger.log(level, report.text(), report.cause());
    }
}
