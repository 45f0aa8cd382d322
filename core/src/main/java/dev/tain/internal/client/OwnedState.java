package dev.tain.internal.client;

import dev.tain.internal.object.Part;
import dev.tain.internal.object.StateWriter;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Endpoint;
import dev.tain.internal.session.SendClock;
import dev.tain.transport.Channel;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** State that this client decides about, in objects it owns: what changed is sent to the server. */
final class OwnedState {
    private static final int MESSAGE_BYTES = 1000;

    private final Endpoint endpoint;
    private final StateWriter stateWriter = new StateWriter();
    private final List<ClientObject> objects = new ArrayList<>();
    private final Map<Part, SendClock> clocks = new HashMap<>();
    private final NetworkWriter message = new NetworkWriter(256);

    OwnedState(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** It is owned now; the values it came with are the server's. */
    void add(ClientObject object) {
        boolean decides = false;
        for (Part part : object.parts) {
            if (part.clientDecides) {
                decides = true;
                part.captureAll();
                int interval = part.schema.sync().intervalMillis();
                if (interval > 0) {
                    clocks.put(part, new SendClock(interval * 1_000_000L));
                }
            }
        }
        if (decides && !objects.contains(object)) {
            objects.add(object);
        }
    }

    void remove(ClientObject object) {
        if (objects.remove(object)) {
            for (Part part : object.parts) {
                clocks.remove(part);
            }
        }
    }

    void markChanged(Part part) {
        part.queued = true;
        part.customChanged |= part.schema.serializesItself();
    }

    /** Sends what changed, the entries of many objects in one message. */
    void send(Connection connection) {
        message.reset();
        for (int i = 0; i < objects.size(); i++) {
            ClientObject object = objects.get(i);
            int before = message.position();
            try {
                write(object);
                if (message.position() >= MESSAGE_BYTES) {
                    send(connection, object.identity.prefab());
                }
            } catch (Throwable e) {
                message.truncate(Math.min(before, message.position()));
                endpoint.callbackFailed("Sending the state of " + object.identity.prefab(), e);
            }
        }
        if (message.position() > 0) {
            send(connection, "objects");
        }
    }

    private void send(Connection connection, String what) {
        try {
            connection.sendEncoded(Channel.RELIABLE, message, "the state of " + what);
        } finally {
            message.reset();
        }
    }

    private void write(ClientObject object) {
        long which = 0;
        for (Part part : object.parts) {
            if (part.clientDecides && isDue(part)) {
                if (!part.marked || part.queued) {
                    part.queued = false;
                    part.found |= part.state.changed(part.behaviour);
                    part.state.capture(part.behaviour, part.found);
                }
                which |= part.isDirty() ? 1L << part.index : 0;
            }
        }
        if (which == 0) {
            return;
        }
        if (message.position() == 0) {
            message.writeShort(BuiltIn.STATE);
        }
        message.writeVarUInt(object.identity.netId());
        int start = message.beginSized();
        message.writeByte(object.epoch);
        if (object.parts.length > 1) {
            message.writeVarULong(which);
        }
        for (Part part : object.parts) {
            if ((which & 1L << part.index) != 0) {
                // Content, not operations: the server may meanwhile have put back what it found impossible.
                stateWriter.writeUpdate(message, part, part.found, 0, part.changedCollections, part.customChanged);
            }
        }
        message.endSized(start);
        if (message.position() > endpoint.settings().maxMessageBytes()) {
            throw new IllegalArgumentException("the state of " + object.identity.prefab() + " is " + message.position()
                    + " bytes; RELIABLE carries at most " + endpoint.settings().maxMessageBytes()
                    + ". It is sent when it is smaller: change less at once, or raise maxMessageBytes on both ends.");
        }
        for (Part part : object.parts) {
            if ((which & 1L << part.index) != 0) {
                part.clean(); // only now: what is too large to be sent waits
            }
        }
    }

    private boolean isDue(Part part) {
        SendClock clock = clocks.get(part);
        return clock == null || clock.due(endpoint.now());
    }

    void clear() {
        objects.clear();
        clocks.clear();
    }
}
