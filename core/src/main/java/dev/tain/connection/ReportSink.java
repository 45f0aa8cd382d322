package dev.tain.connection;

public interface ReportSink {}
