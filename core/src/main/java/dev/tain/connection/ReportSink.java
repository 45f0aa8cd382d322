package dev.tain.connection;

/**
 * Where reports go. A program that brings {@code tain-run} gets one that writes to {@code System.Logger}; another is
 * given to the builder. Called on the ticking thread; must not throw.
 */
@FunctionalInterface
public interface ReportSink {
    void report(Report report);
}
