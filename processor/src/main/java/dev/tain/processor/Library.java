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

    static final ClassName MUTABLE_CODEC = ClassName.get("dev.tain.wire", "MutableCodec");

    static final ClassName NETWORK_BEHAVIOUR = ClassName.get("dev.tain.object", "NetworkBehaviour");
    static final ClassName NETWORK_IDENTITY = ClassName.get("dev.tain.object", "NetworkIdentity");
    static final ClassName REFERENCES = ClassName.get("dev.tain.object", "References");
    static final ClassName SYNC_OBJECT = ClassName.get("dev.tain.object", "SyncObject");
    static final ClassName NETWORK_CONNECTION = ClassName.get("dev.tain.connection", "NetworkConnection");

    static final ClassName BEHAVIOUR_SCAN = ClassName.get("dev.tain.codegen", "BehaviourScan");
    static final ClassName BEHAVIOUR_SYNC = ClassName.get("dev.tain.codegen", "BehaviourSync");
    static final ClassName BEHAVIOUR_STATE = ClassName.get("dev.tain.codegen", "BehaviourState");
    static final ClassName EMPTY_STATE = ClassName.get("dev.tain.codegen", "EmptyState");
    static final ClassName BEHAVIOUR_SCHEMA = ClassName.get("dev.tain.codegen", "BehaviourSchema");
    static final ClassName NETWORKED_BEHAVIOUR = ClassName.get("dev.tain.codegen", "NetworkedBehaviour");
    static final ClassName REMOTE_FUNCTION = ClassName.get("dev.tain.codegen", "RemoteFunction");
    static final ClassName OBJECT_LOOKUP = ClassName.get("dev.tain.codegen", "ObjectLookup");
    static final ClassName INCOMING_CALL = ClassName.get("dev.tain.codegen", "IncomingCall");
    static final ClassName OUTGOING_CALL = ClassName.get("dev.tain.codegen", "OutgoingCall");

    static final ClassName SYNC_VAR = ClassName.get("dev.tain.annotation", "SyncVar");
    static final ClassName SYNC_SETTINGS = ClassName.get("dev.tain.annotation", "SyncSettings");
    static final ClassName SYNC_MODE = ClassName.get("dev.tain.annotation", "SyncMode");
    static final ClassName SYNC_DIRECTION = ClassName.get("dev.tain.annotation", "SyncDirection");
    static final ClassName COMMAND = ClassName.get("dev.tain.annotation", "Command");
    static final ClassName CLIENT_RPC = ClassName.get("dev.tain.annotation", "ClientRpc");
    static final ClassName TARGET_RPC = ClassName.get("dev.tain.annotation", "TargetRpc");
    static final ClassName SERVER = ClassName.get("dev.tain.annotation", "Server");
    static final ClassName CLIENT = ClassName.get("dev.tain.annotation", "Client");
    static final ClassName CHANNEL = ClassName.get("dev.tain.transport", "Channel");

    /** The contract this processor writes for; the library compares it with its own. */
    static final int CONTRACT_VERSION = 2;

    /** Ids below this are the library's own messages. */
    static final int RESERVED_IDS = 32;

    /** The package of the value types, whose fields all travel at a fixed size. */
    static final String VALUE_PACKAGE = "dev.tain.value";

    private Library() {}
}
