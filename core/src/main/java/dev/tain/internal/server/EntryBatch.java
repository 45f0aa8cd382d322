package dev.tain.internal.server;

import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.SharedPackets;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * Updates of objects, gathered into few messages, for one client or for many:
 *
 * <pre>
 *   [varuint size][u16 STATE]([varuint netId][count][update])* …
 * </pre>
 */
final class EntryBatch {
    private final SharedPackets packets = new SharedPackets();
    private boolean begun;

    /** Where the next entry is written; what is there is ended by {@link #endEntry}. */
    NetworkWriter writer() {
        return packets.message();
    }

    /** How far the writer may grow before a message is best ended. */
    int positionMax() {
        return packets.messageBytes();
    }

    /** An entry, or many, are written. */
    void endEntry() {
        if (packets.message().position() >= packets.messageBytes()) {
            packets.endMessage(BuiltIn.STATE);
        }
    }

    void add(NetworkWriter entry) {
        if (packets.message().position() + entry.position() > packets.messageBytes()) {
            packets.endMessage(BuiltIn.STATE);
        }
        packets.message().writeRaw(entry.buffer(), 0, entry.position());
    }

    /** Starts over, for clients whose packets grow to this size. */
    void begin(int packetBytes) {
        packets.reset(packetBytes);
        begun = true;
    }

    boolean isBegun() {
        return begun;
    }

    /** No more is added. Returns whether there is anything. */
    boolean finish(double seconds) {
        begun = false;
        packets.endMessage(BuiltIn.STATE);
        packets.finish(seconds);
        return !packets.isEmpty();
    }

    void sendTo(Connection connection, NetworkWriter small, NetworkReader reader) {
        connection.sendShared(packets, small, reader);
    }
}
