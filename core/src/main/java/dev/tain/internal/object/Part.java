package dev.tain.internal.object;

import dev.tain.annotation.SyncDirection;
import dev.tain.annotation.SyncMode;
import dev.tain.codegen.BehaviourSchema;
import dev.tain.codegen.BehaviourState;
import dev.tain.codegen.NetworkedBehaviour;
import dev.tain.object.Backstage;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.SyncObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One behaviour of an object with what its side knows of it. The {@link #state} is, on the side that decides, what was
 * last sent; on the other, what last arrived.
 *
 * <pre>
 *   fields of the behaviour ──changed()──► found ─┐
 *   captured early for a newcomer ───────► unsent ┴─► one update, then both are 0
 * </pre>
 */
public final class Part {
    /** An object consists of at most so many behaviours: one bit each. */
    public static final int PARTS_MAX = 64;

    /** Told when a collection of a part changed for the first time since its last update. */
    public interface Listener {
        void collectionChanged(Part part);

        /** Null if this side may change the part's collections now; else why not. */
        @Nullable
        String whyReadOnly(Part part);
    }

    private static final SyncObject[] NONE = new SyncObject[0];

    public final NetworkBehaviour behaviour;
    public final NetworkedBehaviour networked;
    public final BehaviourSchema<?> schema;
    public final BehaviourState state;
    public final SyncObject[] collections;
    public final int index;
    public final boolean ownerOnly;
    public final boolean clientDecides;
    public final boolean marked;

    /** Whether a field refers to another object. */
    public final boolean refers;

    /** Fields that were captured and not sent. */
    public long unsent;

    /** Fields that this round found to be different from what was sent. */
    public long found;

    /** Collections that changed. */
    public long changedCollections;

    /** Collections of which operations are not enough: a client sent them, or they were replaced. */
    public long replacedCollections;

    /** Whether the behaviour's own data is to be sent. */
    public boolean customChanged;

    /** Whether it waits to be looked at. */
    public boolean queued;

    /** Whether it waits, as it said that it changed, for the loop over its class; perhaps besides. */
    public boolean announced;

    /** Whether it was spawned in this round. */
    public boolean fresh;

    /** Its place in whatever list scans it; -1 if none does. */
    public int slot = -1;

    /** Whether it is compared and written together with others of its class. */
    public boolean plain;

    /** What its server or client keeps of the object, and of the behaviour's class. */
    public @Nullable Object object;

    public @Nullable Object group;

    private @Nullable BehaviourState before;
    private @Nullable BehaviourState incoming;

    private Part(NetworkBehaviour behaviour, NetworkedBehaviour networked, Listener listener) {
        this.behaviour = behaviour;
        this.networked = networked;
        this.schema = networked.networkSchema();
        this.state = schema.newState();
        this.index = behaviour.index();
        this.ownerOnly = schema.sync().mode() == SyncMode.OWNER;
        this.clientDecides = schema.sync().direction() == SyncDirection.CLIENT_TO_SERVER;
        this.marked = schema.sync().marked();
        long[] references = new long[1];
        state.references((bit, reference) -> references[0] |= bit);
        this.refers = references[0] != 0;
        List<SyncObject> found = new ArrayList<>(0);
        schema.collections(behaviour, (collection, element, value) -> {
            SyncObject sync = (SyncObject) collection;
            Backstage.bind(sync, element, value);
            found.add(sync);
        });
        this.collections = found.isEmpty() ? NONE : found.toArray(NONE);
        this.owners = new CollectionOwner[collections.length];
        for (int i = 0; i < collections.length; i++) {
            owners[i] = new CollectionOwner(1L << i, listener);
        }
    }

    private final CollectionOwner[] owners;

    private final class CollectionOwner implements SyncObject.Owner {
        private final long bit;
        private final Listener listener;

        CollectionOwner(long bit, Listener listener) {
            this.bit = bit;
            this.listener = listener;
        }

        @Override
        public @Nullable String whyReadOnly() {
            return listener.whyReadOnly(Part.this);
        }

        @Override
        public boolean isRecording() {
            return true;
        }

        @Override
        public void changed() {
            changedCollections |= bit;
            listener.collectionChanged(Part.this);
        }
    }

    /** A part for a behaviour that is attached; the assembly saw to it that it is a generated one. */
    public static Part of(NetworkBehaviour behaviour, Listener listener) {
        NetworkedBehaviour networked = Backstage.networked(behaviour);
        if (networked == null) {
            throw new AssertionError(behaviour);
        }
        return new Part(behaviour, networked, listener);
    }

    /** From now on its collections belong to a spawned object, or no longer do. */
    public void connect(boolean spawned) {
        for (int i = 0; i < collections.length; i++) {
            Backstage.owner(collections[i], spawned ? owners[i] : null);
        }
        unsent = 0;
        found = 0;
        changedCollections = 0;
        replacedCollections = 0;
        customChanged = false;
        queued = false;
        announced = false;
    }

    /** Whether somebody who observes the object is sent this part's state. */
    public boolean isFor(boolean owner) {
        return owner || !ownerOnly;
    }

    public long allCollections() {
        return collections.length == 0 ? 0 : -1L >>> 64 - collections.length;
    }

    /** Whether there is anything to send. */
    public boolean isDirty() {
        return (unsent | found | changedCollections | replacedCollections) != 0 || customChanged;
    }

    /** Everything is sent. */
    public void clean() {
        unsent = 0;
        found = 0;
        if ((changedCollections | replacedCollections) != 0) {
            changedCollections = 0;
            replacedCollections = 0;
            for (SyncObject collection : collections) {
                Backstage.clearChanges(collection);
            }
        }
        customChanged = false;
    }

    /** Takes the fields' values as sent, all of them. */
    public void captureAll() {
        state.capture(behaviour, schema.allFields());
        clean();
    }

    /** Values the fields had before an update. */
    public BehaviourState before() {
        if (before == null) {
            before = schema.newState();
        }
        return before;
    }

    /** Values a client sent, before they are believed. */
    public BehaviourState incoming() {
        if (incoming == null) {
            incoming = schema.newState();
        }
        return incoming;
    }
}
