package dev.tain.internal.server;

import dev.tain.internal.session.Connection;
import dev.tain.transport.Channel;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import dev.tain.wire.VarInt;
import java.util.List;

/**
 * Small messages to everybody, gathered before they are given to the connections: so many messages cost each
 * connection one copy, where one by one they would walk through all connections' memory again for every message.
 *
 * <p>What a connection is sent keeps its order, so whatever else is queued to any of them, or changes who everybody is,
 * first has these delivered.
 */
final class Broadcasts {
    /** Larger ones gain nothing from waiting for each other. */
    static final int MESSAGE_BYTES_MAX = 1024;

    private static final int GATHERED_BYTES_MAX = 32 << 10;

    private final Channel[] channels = Channel.values();
    private final NetworkWriter[] gathered = new NetworkWriter[channels.length];
    private final int[] counts = new int[channels.length];
    private final NetworkReader reader = new NetworkReader();
    private final List<Connection> open;
    private boolean waiting;

    /** @param open the connections, as the server keeps them */
    Broadcasts(List<Connection> open) {
        this.open = open;
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = new NetworkWriter(256);
        }
    }

    /** Takes a message of at most {@link #MESSAGE_BYTES_MAX} bytes. */
    void add(Channel channel, NetworkWriter encoded) {
        int length = encoded.position();
        NetworkWriter target = gathered[channel.ordinal()];
        if (target.position() + length + VarInt.MAX_BYTES_32 > GATHERED_BYTES_MAX) {
            deliver();
        }
        target.writeVarUInt(length);
        target.writeRaw(encoded.buffer(), 0, length);
        counts[channel.ordinal()]++;
        waiting = true;
    }

    /** Gives what waits to every authenticated connection. */
    void deliver() {
        if (!waiting) {
            return;
        }
        waiting = false; // first: a connection that this ends says goodbye, which comes back here
        for (int i = 0; i < open.size(); i++) {
            Connection connection = open.get(i);
            for (int c = 0; c < channels.length && connection.isLive() && connection.isAuthenticated(); c++) {
                if (counts[c] > 0) {
                    connection.sendBatch(channels[c], gathered[c], counts[c], reader);
                }
            }
        }
        for (int c = 0; c < channels.length; c++) {
            gathered[c].reset();
            counts[c] = 0;
        }
    }

    /** Forgets what waits, since nobody is left. */
    void clear() {
        for (int c = 0; c < channels.length; c++) {
            gathered[c].reset();
            counts[c] = 0;
        }
        waiting = false;
    }
}
