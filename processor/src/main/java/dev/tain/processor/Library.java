package dev.tain.processor;

import com.palantir.javapoet.ClassName;

/** The library's types, by name: the processor is loaded apart from them. */
final class Library {
    static final ClassName NETWORK_MESSAGE = ClassName.get("dev.tain.connection", "NetworkMessage");
    static final ClassName NETWORK_REQUEST = ClassName.get("dev.tain.connection", "NetworkRequest");
    static final ClassName WRITER = ClassName.get("dev.tain.wire", "NetworkWriter");
    static final ClassName READER = ClassName.get("dev.tain.wire", "NetworkReader");
    static final ClassName CODEC = ClassName.get("dev.tain.wire", "Codec");
    static final ClassName MESSAGE_CODEC = ClassName.get("dev.tain.codegen", "MessageCodec");
    static final ClassName MESSAGE_INDEX = ClassName.get("dev.tain.codegen", "MessageIndex");
    static final ClassName WIRE_NAME = ClassName.get("dev.tain.annotation", "WireName");
    static final ClassName MAX_SIZE = ClassName.get("dev.tain.annotation", "MaxSize");
    static final ClassName CODEC_FOR = ClassName.get("dev.tain.annotation", "CodecFor");
    static final ClassName USE_CODEC = ClassName.get("dev.tain.annotation", "UseCodec");
    static final ClassName USE_CODEC_ALL = USE_CODEC.nestedClass("All");

    /** The contract this processor writes for; the library compares it with its own. */
    static final int CONTRACT_VERSION = 1;

    /** Ids below this are the library's own messages. */
    static final int RESERVED_IDS = 32;

    /** The package of the value types, whose fields all travel at a fixed size. */
    static final String VALUE_PACKAGE = "dev.tain.value";

    private Library() {}
}
