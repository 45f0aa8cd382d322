/** What a program on the JVM needs around core: loops, and a log for what nobody listens to. */
module dev.tain.run {
    requires transitive dev.tain.core;
    requires static transitive org.jspecify;

    exports dev.tain.run;

    provides dev.tain.connection.ReportSink with
            dev.tain.run.SystemLoggerSink;
    provides dev.tain.connection.TokenSource with
            dev.tain.run.SecureTokenSource;
}
