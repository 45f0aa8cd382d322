package dev.tain.internal.server;

import dev.tain.codegen.BehaviourState;
import dev.tain.connection.CallRefusal;
import dev.tain.internal.object.Part;
import dev.tain.internal.object.StateReader;
import dev.tain.internal.session.Endpoint;
import dev.tain.object.Backstage;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/**
 * State that owners' clients send, {@code ([varuint netId][count][u8 epoch][update])*}, for behaviours whose direction is
 * {@code CLIENT_TO_SERVER}: taken over if the game finds it possible, and then found by the next comparison like any other
 * change, which is how the others get it.
 */
final class ClientState {
    /** So many bytes cost as much as a command. */
    private static final int COMMAND_BYTES = 1024;

    private final ServerObjects objects;
    private final Endpoint endpoint;
    private final Commands commands;
    private final StateRound round;
    private final StateReader stateReader;
    private final NetworkReader entry = new NetworkReader();
    private final NetworkWriter collectionsBefore = new NetworkWriter(64);
    private final NetworkWriter ownBefore = new NetworkWriter(64);
    private final NetworkReader restoring = new NetworkReader();

    /** Whether the message under way is within the limit so far; once it is not, nothing more of it costs us work. */
    private boolean within;

    ClientState(Endpoint endpoint, ServerObjects objects, Commands commands, StateRound round) {
        this.objects = objects;
        this.endpoint = endpoint;
        this.commands = commands;
        this.round = round;
        this.stateReader = new StateReader(endpoint, objects);
        this.entry.context(objects);
        this.restoring.context(objects);
    }

    void receive(ObserverView view, NetworkReader body) {
        within = mayCost(view, body.remaining());
        while (body.remaining() > 0) {
            ServerObject object = objects.object(body.readVarUInt());
            int size = body.readCount(1);
            entry.wrap(body.buffer(), body.bufferPosition(), size);
            body.skip(size);
            CallRefusal refusal = refusal(view, object);
            if (refusal != null) {
                commands.refused(view, refusal);
            } else if (object != null && !within) {
                overLimit(view, object);
            } else if (object != null) {
                take(view, object);
            }
        }
    }

    /** A message costs what a command does, and so does every kilobyte that it brings or makes us pass on. */
    private boolean mayCost(ObserverView view, int bytes) {
        return view.mayCommand(endpoint.settings().commandLimit(), endpoint.now(), 1 + bytes / COMMAND_BYTES);
    }

    /** It is not taken over; the owner, which takes it for sent, gets back what is. */
    private void overLimit(ObserverView view, ServerObject object) {
        commands.refused(view, CallRefusal.RATE_LIMITED);
        for (Part part : object.parts) {
            if (part.clientDecides) {
                view.pending(object).add(part, part.schema.allFields(), part.allCollections(), true);
            }
        }
    }

    private static @Nullable CallRefusal refusal(ObserverView view, @Nullable ServerObject object) {
        if (!view.ready) {
            return CallRefusal.NOT_READY;
        }
        if (object == null) {
            return CallRefusal.UNKNOWN_OBJECT;
        }
        return object.owner == view ? null : CallRefusal.NO_AUTHORITY;
    }

    private void take(ObserverView view, ServerObject object) {
        Part[] parts = object.parts;
        if (!object.clientDecides) {
            commands.refused(view, CallRefusal.NOT_CLIENT_STATE);
            return;
        }
        if (entry.readByte() != (byte) object.epoch) {
            commands.refused(view, CallRefusal.NO_AUTHORITY); // from before it lost the object and got it back
            return;
        }
        long which = parts.length > 1 ? entry.readVarULong() : 1;
        if (which == 0 || parts.length < 64 && which >>> parts.length != 0) {
            commands.refused(view, CallRefusal.UNKNOWN_BEHAVIOUR);
            return;
        }
        for (long left = which; left != 0; left &= left - 1) {
            if (!parts[Long.numberOfTrailingZeros(left)].clientDecides) {
                commands.refused(view, CallRefusal.NOT_CLIENT_STATE);
                return;
            }
        }
        for (long left = which; left != 0; left &= left - 1) {
            if (!take(view, object, parts[Long.numberOfTrailingZeros(left)])) {
                return;
            }
        }
        if (entry.remaining() > 0) {
            throw entry.malformed("the state of " + object + " ends " + entry.remaining() + " bytes before its size");
        }
    }

    /** Returns whether the rest of the entry is to be read. */
    private boolean take(ObserverView view, ServerObject object, Part part) {
        long replacedBefore = part.replacedCollections;
        stateReader.readMasks(entry, part);
        long collections = stateReader.collections();
        boolean ownData = stateReader.hasOwnData();
        keepBefore(part, collections, ownData);
        if (collections != 0
                && collectionsBefore.position() > COMMAND_BYTES
                && !mayCost(view, collectionsBefore.position())) {
            within = false;
            overLimit(view, object);
            return false;
        }
        BehaviourState incoming = part.incoming();
        part.before().capture(part.behaviour, part.schema.allFields());
        long fields;
        try {
            fields = stateReader.readNamed(entry, part, incoming);
        } catch (RuntimeException e) {
            // Or half of it would stand that nobody accepted.
            restore(part, part.schema.allFields(), collections, ownData);
            part.replacedCollections = replacedBefore;
            throw e;
        }
        if (accepts(part)) {
            part.customChanged |= ownData;
            if (part.marked || collections != 0 || ownData) {
                round.stir(part);
            }
            stateReader.callHooks(part, incoming, fields);
            return true;
        }
        commands.refused(view, CallRefusal.STATE_REFUSED);
        restore(part, fields, collections, ownData);
        part.replacedCollections = replacedBefore;
        part.state.capture(part.behaviour, fields);
        view.pending(object).add(part, fields, collections, ownData);
        return true;
    }

    private void keepBefore(Part part, long collections, boolean ownData) {
        collectionsBefore.reset();
        ownBefore.reset();
        for (long left = collections; left != 0; left &= left - 1) {
            Backstage.writeAll(part.collections[Long.numberOfTrailingZeros(left)], collectionsBefore);
        }
        if (ownData) {
            Backstage.serialize(part.behaviour, ownBefore, false);
        }
    }

    private void restore(Part part, long fields, long collections, boolean ownData) {
        part.before().apply(part.behaviour, fields, objects);
        restoring.wrap(collectionsBefore.buffer(), 0, collectionsBefore.position());
        for (long left = collections; left != 0; left &= left - 1) {
            Backstage.readAll(part.collections[Long.numberOfTrailingZeros(left)], restoring, true);
        }
        if (ownData) {
            restoring.wrap(ownBefore.buffer(), 0, ownBefore.position());
            Backstage.deserialize(part.behaviour, restoring, false);
        }
    }

    private boolean accepts(Part part) {
        try {
            return Backstage.acceptClientState(part.behaviour);
        } catch (Throwable e) {
            endpoint.callbackFailed(part.behaviour.getClass().getName() + ".acceptClientState", e);
            return false;
        }
    }
}
