package dev.tain.codegen;

import java.util.List;

/**
 * The messages and behaviours of one compilation. The processor writes one and a {@code META-INF/services} entry for it; in a named
 * module it prints the {@code provides} line to add.
 */
public interface MessageIndex {
    /** The version of the contract this library fulfils. */
    int CONTRACT_VERSION = 2;

    /** The version of the contract the index was generated for: a number written into it, not this constant. */
    int contractVersion();

    /** A codec for each message type; only asked for when the versions agree. */
    List<MessageCodec<?>> codecs();

    /** A schema for each concrete class of behaviours; only asked for when the versions agree. */
    default List<BehaviourSchema<?>> behaviours() {
        return List.of();
    }
}
