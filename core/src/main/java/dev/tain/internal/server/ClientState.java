package dev.tain.internal.server;

import dev.tain.codegen.BehaviourState;
import dev.tain.connection.CallRefusal;
import dev.tain.internal.object.Part;
import dev.tain.internal.object.StateReader;
import dev.tain.internal.session.Endpoint;
import dev.tain.object.Backstage;
import dev.tain.object.SyncObject;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/**
 * State that owners' clients send, {@code ([varuint netId][count][u8 epoch][update])*}, for behaviours whose direction is {@code CLIENT_TO_SERVER}: taken over if the game
 * finds it possible, and then found by the next comparison like any other change, which is how the others get it.
 */
final class ClientState {
    private final ServerObjects objects;
    private final Endpoint endpoint;
    private final Commands commands;
    private final StateRound round;
    private final StateReader stateReader;
    private final NetworkReader entry = new NetworkReader();
    private final NetworkWriter collectionsBefore = new NetworkWriter(64);
    private final NetworkReader restoring = new NetworkReader();

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
        while (body.remaining() > 0) {
            ServerObject object = objects.object(body.readVarUInt());
            int size = body.readCount(1);
            entry.wrap(body.buffer(), body.bufferPosition(), size);
            body.skip(size);
            CallRefusal refusal = refusal(view, object);
            if (refusal != null) {
                commands.refused(view, refusal);
            } else if (object != null) {
                take(view, object);
            }
        }
    }

    private @Nullable CallRefusal refusal(ObserverView view, @Nullable ServerObject object) {
        if (!view.ready) {
            return CallRefusal.NOT_READY;
        }
        if (object == null) {
            return CallRefusal.UNKNOWN_OBJECT;
        }
        if (object.owner != view) {
            return CallRefusal.NO_AUTHORITY;
        }
        return view.mayCommand(endpoint.settings().commandLimit(), endpoint.now()) ? null : CallRefusal.RATE_LIMITED;
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
            take(view, object, parts[Long.numberOfTrailingZeros(left)]);
        }
        if (entry.remaining() > 0) {
            throw entry.malformed("the state of " + object + " ends " + entry.remaining() + " bytes before its size");
        }
    }

    private void take(ObserverView view, ServerObject object, Part part) {
        long replacedBefore = part.replacedCollections;
        collectionsBefore.reset();
        for (SyncObject collection : part.collections) {
            Backstage.writeAll(collection, collectionsBefore);
        }
        BehaviourState incoming = part.incoming();
        part.before().capture(part.behaviour, part.schema.allFields());
        long fields;
        try {
            fields = stateReader.readUpdate(entry, part, incoming);
        } catch (RuntimeException e) {
            restore(part, part.schema.allFields(), replacedBefore); // or half of it would stand that nobody accepted
            throw e;
        }
        long collections = part.replacedCollections & ~replacedBefore;
        if (accepts(part)) {
            if (part.marked || collections != 0) {
                round.stir(part);
            }
            stateReader.callHooks(part, incoming, fields);
            return;
        }
        commands.refused(view, CallRefusal.STATE_REFUSED);
        restore(part, fields, replacedBefore);
        part.state.capture(part.behaviour, fields);
        view.pending(object).add(part, fields, collections, false);
    }

    private void restore(Part part, long fields, long replacedBefore) {
        part.before().apply(part.behaviour, fields, objects);
        if (part.collections.length > 0) {
            restoring.wrap(collectionsBefore.buffer(), 0, collectionsBefore.position());
            for (SyncObject collection : part.collections) {
                Backstage.readAll(collection, restoring, true);
            }
        }
        part.replacedCollections = replacedBefore;
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
