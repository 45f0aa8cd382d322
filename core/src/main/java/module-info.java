/** Connections, messages and the two ends of a conversation. No threads, sockets, clocks or reflection. */
module dev.tain.core {
    requires transitive dev.tain.transport;
    requires transitive dev.tain.wire;
    requires static transitive org.jspecify;

    exports dev.tain;
    exports dev.tain.annotation;
    exports dev.tain.codegen;
    exports dev.tain.connection;
    exports dev.tain.interest;
    exports dev.tain.object;
    exports dev.tain.time;

    uses dev.tain.codegen.MessageIndex;
    uses dev.tain.connection.ReportSink;
    uses dev.tain.connection.TokenSource;
    uses dev.tain.transport.TransportProvider;
}
