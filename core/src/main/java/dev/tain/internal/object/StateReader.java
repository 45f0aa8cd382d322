package dev.tain.internal.object;

import dev.tain.codegen.BehaviourState;
import dev.tain.codegen.ObjectLookup;
import dev.tain.internal.session.Endpoint;
import dev.tain.object.Backstage;
import dev.tain.object.SyncObject;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;

/**
 * Reads what a {@link StateWriter} wrote into the behaviours. Fields are set as they come; hooks and listeners are called
 * by {@link #callHooks}, when the object's whole update is in.
 */
public final class StateReader {
    private final Endpoint endpoint;
    private final ObjectLookup lookup;
    private final NetworkReader own = new NetworkReader();
    private long fields;
    private long collections;
    private boolean ownData;

    public StateReader(Endpoint endpoint, ObjectLookup lookup) {
        this.endpoint = endpoint;
        this.lookup = lookup;
        this.own.context(lookup);
    }

    /**
     * Reads everything of a part.
     *
     * @param first whether listeners of its collections hear nothing of it; else they hear the differences
     * @return the mask of the fields that were set
     */
    public long readFull(NetworkReader reader, Part part, boolean first) {
        long fields = part.schema.allFields();
        part.before().capture(part.behaviour, fields);
        part.state.read(reader, fields);
        fields = set(part, part.state, fields, first);
        for (SyncObject collection : part.collections) {
            Backstage.readAll(collection, reader, first);
        }
        if (part.schema.serializesItself()) {
            readOwn(reader, part, true);
        }
        return fields;
    }

    /**
     * Reads an update of a part.
     *
     * @param into where the fields are read to, before they are set
     * @return the mask of the fields that were set
     */
    public long readUpdate(NetworkReader reader, Part part, BehaviourState into) {
        readMasks(reader, part);
        return readNamed(reader, part, into);
    }

    /** Reads what an update is about: the first half of {@link #readUpdate}. */
    public void readMasks(NetworkReader reader, Part part) {
        fields = part.schema.fieldCount() > 0 ? mask(reader, part.schema.allFields()) : 0;
        collections = part.collections.length > 0 ? mask(reader, part.allCollections()) : 0;
        ownData = part.schema.serializesItself() && reader.readBoolean();
    }

    /** The collections that the masks named. */
    public long collections() {
        return collections;
    }

    /** Whether the masks named the behaviour's own data. */
    public boolean hasOwnData() {
        return ownData;
    }

    /** Reads what the masks named: the second half of {@link #readUpdate}. */
    public long readNamed(NetworkReader reader, Part part, BehaviourState into) {
        if (fields != 0) {
            part.before().capture(part.behaviour, fields);
            into.read(reader, fields);
            fields = set(part, into, fields, false);
        }
        for (long left = collections; left != 0; left &= left - 1) {
            SyncObject collection = part.collections[Long.numberOfTrailingZeros(left)];
            if (reader.readBoolean()) {
                Backstage.readAll(collection, reader, false);
            } else {
                Backstage.readChanges(collection, reader);
            }
        }
        part.replacedCollections |= collections;
        if (ownData) {
            readOwn(reader, part, false);
        }
        return fields;
    }

    /** Puts fields into the behaviour, unless it keeps its own; returns those that were put. */
    private long set(Part part, BehaviourState from, long fields, boolean first) {
        if (!first && from == part.state && !takes(part)) {
            return 0;
        }
        from.apply(part.behaviour, fields, lookup);
        return fields;
    }

    private boolean takes(Part part) {
        try {
            return Backstage.takesState(part.behaviour);
        } catch (Throwable e) {
            endpoint.callbackFailed(part.behaviour.getClass().getName() + ".takesState", e);
            return true;
        }
    }

    private static long mask(NetworkReader reader, long allowed) {
        long mask = reader.readVarULong();
        if ((mask & ~allowed) != 0) {
            throw reader.malformed("a mask has bits for what is not there: " + Long.toHexString(mask));
        }
        return mask;
    }

    private void readOwn(NetworkReader reader, Part part, boolean initial) {
        int size = reader.readCount(1);
        own.wrap(reader.buffer(), reader.bufferPosition(), size);
        reader.skip(size);
        try {
            Backstage.deserialize(part.behaviour, own, initial);
        } catch (MalformedMessageException e) {
            throw e;
        } catch (Throwable e) {
            endpoint.callbackFailed(part.behaviour.getClass().getName() + ".onDeserialize", e);
            return;
        }
        if (own.remaining() > 0) {
            throw reader.malformed(part.behaviour.getClass().getName() + ".onDeserialize left " + own.remaining()
                    + " bytes of " + size);
        }
    }

    /** Calls the hooks of fields that changed, then the listeners of collections. */
    public void callHooks(Part part, long fields) {
        callHooks(part, part.state, fields);
    }

    /** As {@link #callHooks(Part, long)}, when the fields were read into another state. */
    public void callHooks(Part part, BehaviourState from, long fields) {
        for (long left = fields; left != 0; left &= left - 1) { // one by one: what one throws is not the others' fault
            try {
                from.callHooks(part.behaviour, part.before(), Long.lowestOneBit(left), lookup);
            } catch (Throwable e) {
                endpoint.callbackFailed("A hook of " + part.behaviour.getClass().getName(), e);
            }
        }
        for (SyncObject collection : part.collections) {
            try {
                Backstage.callListeners(collection);
            } catch (Throwable e) {
                endpoint.callbackFailed(
                        "A collection's listener in "
                                + part.behaviour.getClass().getName(),
                        e);
            }
        }
    }
}
