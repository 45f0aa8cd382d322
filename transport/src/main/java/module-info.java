/** The seam between sessions and networks: what a transport is, and the ones that need no socket. */
module dev.tain.transport {
    requires transitive dev.tain.wire;
    requires static transitive org.jspecify;

    exports dev.tain.transport;
}
