/** Bytes: the writer and reader every message passes through, and the value types games exchange. */
module dev.tain.wire {
    requires static transitive org.jspecify;

    exports dev.tain.wire;
    exports dev.tain.value;
}
