package dev.tain.internal.server;

import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.transport.Channel;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * Updates of objects, gathered into few messages:
 *
 * <pre>
 *   [varuint size][u16 STATE]([varuint netId][count][update])* …
 * </pre>
 */
final class EntryBatch {
    /** A message is closed when it has grown to this: it fits every transport's packet together with others. */
    private static final int MESSAGE_BYTES = 1000;

    private final NetworkWriter open = new NetworkWriter(64);
    private final NetworkWriter closed = new NetworkWriter(64);
    private int messages;

    void add(NetworkWriter entry) {
        if (open.position() > 0 && open.position() + entry.position() > MESSAGE_BYTES) {
            close();
        }
        open.writeRaw(entry.buffer(), 0, entry.position());
    }

    private void close() {
        closed.writeVarUInt(2 + open.position());
        closed.writeShort(BuiltIn.STATE);
        closed.writeRaw(open.buffer(), 0, open.position());
        open.reset();
        messages++;
    }

    boolean isEmpty() {
        return messages == 0 && open.position() == 0;
    }

    /** No more is added before {@link #reset}. */
    void finish() {
        if (open.position() > 0) {
            close();
        }
    }

    /** @param reader any, to find the borders with */
    void sendTo(Connection connection, NetworkReader reader) {
        connection.sendBatch(Channel.RELIABLE, closed, messages, reader);
    }

    void reset() {
        open.reset();
        closed.reset();
        messages = 0;
    }
}
