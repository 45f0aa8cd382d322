/** What many games put on top of core: a manager with scenes and players, host mode, authenticators, rooms. */
module dev.tain.components {
    requires transitive dev.tain.core;
    requires static transitive org.jspecify;

    exports dev.tain.authentication;
    exports dev.tain.manager;
    exports dev.tain.motion;
    exports dev.tain.prediction;
    exports dev.tain.rewind;
    exports dev.tain.room;

    provides dev.tain.codegen.MessageIndex with
            dev.tain.components.ComponentsIndex;
}
