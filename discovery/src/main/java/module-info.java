/** Finding servers on the local network. Has sockets and threads of its own. */
module dev.tain.discovery {
    requires transitive dev.tain.core;
    requires static transitive org.jspecify;

    exports dev.tain.discovery;

    uses dev.tain.codegen.MessageIndex;
}
