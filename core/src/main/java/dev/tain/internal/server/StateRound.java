package dev.tain.internal.server;

import dev.tain.codegen.BehaviourScan;
import dev.tain.codegen.BehaviourSchema;
import dev.tain.internal.object.Part;
import dev.tain.internal.object.StateWriter;
import dev.tain.internal.server.ObserverView.Pending;
import dev.tain.internal.session.Endpoint;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds what changed in objects and sends it, once in a tick that sends. The order of a round:
 *
 * <pre>
 *   compare, and what was stirred ─► dirty objects ─► each written once (for observers; for its owner where that differs)
 *        ─► to all in step at once ─► masks for those out of step ─► what these have yet to get, if they can take it
 * </pre>
 *
 * The cost follows what changed: an object that did not is one comparison, or nothing if it is marked. Those who were
 * shown an object since the last round know it as it was then; what changed afterwards they get in the next round.
 */
final class StateRound {
    private static final int ID_BYTES = 2;

    private final Endpoint endpoint;
    private final List<ObserverView> ready;
    private final StateWriter stateWriter;
    private final Map<BehaviourSchema<?>, ScanGroup> groups = new HashMap<>();
    private final List<ScanGroup> groupList = new ArrayList<>();
    private final List<ObserverView> outOfStep = new ArrayList<>();
    private final List<ObserverView> inStep = new ArrayList<>();
    private final NetworkWriter entry = new NetworkWriter(256);
    private final NetworkWriter ownEntry = new NetworkWriter(256);
    private final NetworkWriter small = new NetworkWriter(256);
    private final NetworkReader reader = new NetworkReader();
    private final EntryBatch everybody = new EntryBatch();

    /** What one client that lagged is sent; one at a time, so that none keeps the memory of its worst moment. */
    private final EntryBatch late = new EntryBatch();

    private List<Part> stirred = new ArrayList<>();
    private List<Part> stirring = new ArrayList<>();
    private final List<ServerObject> dirty = new ArrayList<>();
    private int round;

    /** @param ready the clients that are ready, as the server keeps them */
    StateRound(Endpoint endpoint, List<ObserverView> ready, StateWriter stateWriter) {
        this.endpoint = endpoint;
        this.ready = ready;
        this.stateWriter = stateWriter;
    }

    // ---------------------------------------------------------------- what takes part

    void add(ServerObject object) {
        object.spawnRound = round + 1;
        for (Part part : object.parts) {
            ScanGroup group = groups.get(part.schema);
            if (group == null) {
                group = new ScanGroup(part.schema);
                groups.put(part.schema, group);
                groupList.add(group);
            }
            part.group = group;
            group.add(part);
        }
    }

    void remove(ServerObject object) {
        for (Part part : object.parts) {
            if (part.group != null) {
                group(part).remove(part);
            }
        }
    }

    private static ScanGroup group(Part part) {
        return (ScanGroup) Objects.requireNonNull(part.group);
    }

    /** The game says that a marked behaviour changed. */
    void mark(Part part) {
        if (part.group == null) {
            return; // it is being spawned: all of it is captured when its callbacks are over
        }
        if (!part.queued
                && (ServerObject.of(part).spawnRound > round || !group(part).mark(part))) {
            stir(part);
        }
    }

    /** Something of it is to be sent that no comparison finds. */
    void stir(Part part) {
        if (!part.queued) {
            part.queued = true;
            stirred.add(part);
        }
    }

    /**
     * Takes the fields' values of this moment as sent, for somebody who is shown the object. The others get them with the
     * next update, and so do those who were shown it earlier in this round.
     */
    void capture(ServerObject object) {
        for (Part part : object.parts) {
            long mask = part.schema.fieldCount() == 0 ? 0 : part.state.changed(part.behaviour);
            if (mask != 0) {
                part.state.capture(part.behaviour, mask);
                part.unsent |= mask;
                stir(part);
                for (int i = 0; i < ready.size(); i++) {
                    ObserverView view = ready.get(i);
                    if (view.hasFresh()
                            && view.isFresh(object)
                            && view.observes(object)
                            && part.isFor(view == object.owner)) {
                        view.pending(object).add(part, mask, 0, false);
                    }
                }
            }
        }
    }

    /** Forgets everything. */
    void clear() {
        for (ScanGroup group : groupList) {
            group.clearMarked();
        }
        groups.clear();
        groupList.clear();
        stirred.clear();
        dirty.clear();
    }

    // ---------------------------------------------------------------- a round

    void run() {
        round++;
        if (ready.isEmpty()) {
            endRound(); // what changes now is in what the next client is shown
            return;
        }
        sortViews();
        everybody.begin(packetBytes());
        find();
        for (int i = 0; i < dirty.size(); i++) {
            ServerObject object = dirty.get(i);
            object.dirty = false;
            if (object.identity.isSpawned()) {
                try {
                    send(object);
                } catch (Throwable e) {
                    failed(object, e);
                }
            }
        }
        dirty.clear();
        deliver();
        for (int i = 0; i < outOfStep.size(); i++) {
            catchUp(outOfStep.get(i));
        }
        endRound();
    }

    private void endRound() {
        for (int i = 0; i < groupList.size(); i++) {
            groupList.get(i).endRound();
        }
    }

    /** What fits a packet of every client. */
    private int packetBytes() {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < ready.size(); i++) {
            least = Math.min(least, ready.get(i).connection.packetBytes());
        }
        return least;
    }

    private void sortViews() {
        inStep.clear();
        outOfStep.clear();
        for (int i = 0; i < ready.size(); i++) {
            ObserverView view = ready.get(i);
            (view.lookWhetherInStep() ? inStep : outOfStep).add(view);
        }
    }

    private void find() {
        long now = endpoint.now();
        for (int g = 0; g < groupList.size(); g++) {
            ScanGroup group = groupList.get(g);
            group.look(now);
            if (group.isDue()) {
                update(group, group.plain(), false);
                update(group, group.marked(), true);
                group.clearMarked();
                scan(group);
            }
        }
        List<Part> looking = stirred;
        stirred = stirring;
        stirring = looking;
        for (int i = 0; i < looking.size(); i++) {
            look(looking.get(i));
        }
        looking.clear();
    }

    /** Compares and writes a row of plain ones; those out of step get it later. */
    private void update(ScanGroup group, BehaviourScan row, boolean marked) {
        row.next = 0;
        row.found = 0;
        while (row.next < row.count) {
            try {
                group.schema().update(row, everybody.writer(), everybody.positionMax());
                checkLast(row);
            } catch (Throwable e) {
                failed(row, part(group, row.next, marked), e);
                row.next++;
            }
            everybody.endEntry();
        }
        if (row.found > 0 && !outOfStep.isEmpty()) {
            for (int i = 0; i < row.found; i++) {
                Part part = part(group, row.changed[i], marked);
                part.found = row.masks[row.changed[i]];
                remember(part);
                part.found = 0;
            }
        }
    }

    // Only the last can be large: writing stops after it.
    private void checkLast(BehaviourScan row) {
        int bytes = everybody.writer().position() - row.entryStart;
        if (row.found > 0 && bytes > entryBytesMax()) {
            row.next = row.changed[row.found - 1];
            throw tooLarge(row.behaviours[row.next], bytes);
        }
    }

    private static Part part(ScanGroup group, int at, boolean marked) {
        return marked ? group.markedPart(at) : group.plainPart(at);
    }

    // What it was about to write is tried again in the next round, until the game has set it right.
    private void failed(BehaviourScan row, Part part, Throwable e) {
        endpoint.callbackFailed(
                "Writing the state of " + part.behaviour.getClass().getName(), e);
        if (row.found > 0 && row.changed[row.found - 1] == row.next) {
            row.found--;
            everybody.writer().truncate(row.entryStart);
            part.unsent |= row.masks[row.next];
            stir(part);
        }
    }

    private void remember(Part part) {
        ServerObject object = ServerObject.of(part);
        for (int i = 0; i < outOfStep.size(); i++) {
            ObserverView view = outOfStep.get(i);
            if (view.observes(object)) {
                remember(view, object);
            }
        }
    }

    /** An object's audience is another. */
    void sort(ServerObject object) {
        for (Part part : object.parts) {
            if (part.group != null) {
                group(part).sort(part, this);
            }
        }
    }

    private void scan(ScanGroup group) {
        int n;
        try {
            n = group.scan();
        } catch (Throwable e) {
            endpoint.callbackFailed("Comparing behaviours", e); // an accessor of the game: find out whose
            scanOneByOne(group);
            return;
        }
        for (int i = 0; i < n; i++) {
            dirtied(group.changed(i));
        }
    }

    private void scanOneByOne(ScanGroup group) {
        for (int i = 0; i < group.otherCount(); i++) {
            Part part = group.other(i);
            part.found |= compared(part);
            if (part.found != 0) {
                dirtied(part);
            }
        }
    }

    private long compared(Part part) {
        try {
            return part.state.changed(part.behaviour);
        } catch (Throwable e) {
            endpoint.callbackFailed("Comparing the fields of " + part.behaviour, e);
            return 0;
        }
    }

    private void look(Part part) {
        part.queued = false;
        ServerObject object = ServerObject.of(part);
        if (!object.identity.isSpawned()) {
            return;
        }
        if (object.spawnRound == round || !group(part).isDue()) {
            stir(part); // later
            return;
        }
        if (part.marked && part.schema.fieldCount() > 0) {
            part.found |= compared(part);
        }
        if (part.isDirty()) {
            dirtied(part);
        }
    }

    private void dirtied(Part part) {
        ServerObject object = ServerObject.of(part);
        if (object.spawnRound == round) {
            part.found = 0; // found again in the next round
        } else if (!object.dirty) {
            object.dirty = true;
            dirty.add(object);
        }
    }

    // It is tried again in the next round, until the game has set it right.
    private void failed(ServerObject object, Throwable e) {
        endpoint.callbackFailed("Writing the state of " + object.identity.prefab(), e);
        for (Part part : object.parts) {
            part.unsent |= part.found;
            part.found = 0;
            if (part.isDirty()) {
                stir(part);
            }
        }
    }

    // ---------------------------------------------------------------- one object

    private void send(ServerObject object) {
        ObserverView owner = object.owner;
        boolean ownVariant = false;
        for (Part part : object.parts) {
            if (part.found != 0) {
                part.state.capture(part.behaviour, part.found);
            }
            ownVariant |= (part.ownerOnly || part.clientDecides)
                    && part.isDirty()
                    && group(part).isDue();
        }
        ownVariant &= owner != null && owner.ready;
        boolean any = write(object, false, entry);
        boolean anyOwn = ownVariant ? write(object, true, ownEntry) : any;
        if (object.open && !ownVariant) {
            if (any) {
                everybody.add(entry);
            }
        } else {
            List<ObserverView> views = object.open ? inStep : object.observers;
            for (int i = 0; i < views.size(); i++) {
                ObserverView view = views.get(i);
                boolean own = ownVariant && view == owner;
                if (view.isInStep() && (own ? anyOwn : any)) {
                    batch(view).add(own ? ownEntry : entry);
                }
            }
        }
        for (int i = 0; i < outOfStep.size(); i++) {
            ObserverView view = outOfStep.get(i);
            if (view.observes(object)) {
                remember(view, object);
            }
        }
        clean(object);
    }

    private void remember(ObserverView view, ServerObject object) {
        boolean fresh = view.isFresh(object);
        boolean own = view == object.owner;
        for (Part part : object.parts) {
            if (group(part).isDue() && part.isFor(own) && !(own && part.clientDecides) && part.isDirty()) {
                view.pending(object)
                        .add(
                                part,
                                fresh ? part.found : part.found | part.unsent,
                                part.changedCollections | part.replacedCollections,
                                part.customChanged);
            }
        }
    }

    /** Writes what changed as an entry. Returns whether there is any. */
    private boolean write(ServerObject object, boolean own, NetworkWriter into) {
        Part[] parts = object.parts;
        long which = 0;
        for (Part part : parts) {
            if (part.isDirty()
                    && part.isFor(own)
                    && !(own && part.clientDecides)
                    && group(part).isDue()) {
                which |= 1L << part.index;
            }
        }
        if (which == 0) {
            return false;
        }
        int start = beginEntry(object, which, into);
        for (long left = which; left != 0; left &= left - 1) {
            Part part = parts[Long.numberOfTrailingZeros(left)];
            stateWriter.writeUpdate(
                    into,
                    part,
                    part.found | part.unsent,
                    part.changedCollections & ~part.replacedCollections,
                    part.replacedCollections,
                    part.customChanged);
        }
        into.endSized(start);
        checkSize(into, object);
        return true;
    }

    private void checkSize(NetworkWriter written, ServerObject object) {
        if (written.position() > entryBytesMax()) {
            throw tooLarge(object, written.position());
        }
    }

    // A client takes more for an attack.
    private int entryBytesMax() {
        return endpoint.settings().maxMessageBytes() - ID_BYTES;
    }

    private IllegalArgumentException tooLarge(Object what, int bytes) {
        return new IllegalArgumentException("An update of " + what + " is " + bytes
                + " bytes; a message carries at most "
                + entryBytesMax() + ". It is sent when it is smaller: change less at once, or raise maxMessageBytes on"
                + " both ends.");
    }

    private static int beginEntry(ServerObject object, long which, NetworkWriter into) {
        into.reset();
        into.writeVarUInt(object.identity.netId());
        int start = into.beginSized();
        if (object.parts.length > 1) {
            into.writeVarULong(which);
        }
        return start;
    }

    private void clean(ServerObject object) {
        for (Part part : object.parts) {
            if (group(part).isDue()) {
                part.clean();
            }
        }
    }

    // ---------------------------------------------------------------- to the clients

    private void deliver() {
        boolean any = everybody.finish(endpoint.seconds());
        for (int i = 0; i < inStep.size(); i++) {
            ObserverView view = inStep.get(i);
            if (any) {
                everybody.sendTo(view.connection, small, reader);
            }
            sendBatch(view);
        }
    }

    private static EntryBatch batch(ObserverView view) {
        if (!view.batch.isBegun()) {
            view.batch.begin(view.connection.packetBytes());
        }
        return view.batch;
    }

    private void sendBatch(ObserverView view) {
        if (view.batch.isBegun() && view.batch.finish(endpoint.seconds())) {
            view.batch.sendTo(view.connection, small, reader);
        }
    }

    /** Sends what a client has yet to get, if it can take it; of what it was shown in this round, in the next. */
    private void catchUp(ObserverView view) {
        if (!view.isCongested()) {
            List<Pending> pending = view.pending();
            late.begin(view.connection.packetBytes());
            for (int i = 0; i < pending.size(); i++) {
                Pending one = pending.get(i);
                if (!view.isFresh(one.object) && one.object.identity.isSpawned()) {
                    writePending(one);
                }
            }
            view.dropEmpty();
            if (late.finish(endpoint.seconds())) {
                late.sendTo(view.connection, small, reader);
            }
        }
        view.endRound();
    }

    private void writePending(Pending pending) {
        ServerObject object = pending.object;
        long which = 0;
        for (Part part : object.parts) {
            if (pending.has(part.index) && (pending.fields[part.index] | contents(pending, part)) != 0
                    || (pending.ownData & 1L << part.index) != 0) {
                which |= 1L << part.index;
            }
        }
        if (which == 0) {
            return;
        }
        try {
            int start = beginEntry(object, which, entry);
            for (long left = which; left != 0; left &= left - 1) {
                Part part = object.parts[Long.numberOfTrailingZeros(left)];
                int i = part.index;
                long contents = contents(pending, part);
                stateWriter.writeUpdate(entry, part, pending.fields[i], 0, contents, (pending.ownData & 1L << i) != 0);
            }
            entry.endSized(start);
            checkSize(entry, object);
            late.add(entry);
            for (Part part : object.parts) {
                pending.fields[part.index] = 0;
                pending.collections[part.index] &= ~contents(pending, part);
            }
            pending.ownData = 0;
        } catch (Throwable e) {
            endpoint.callbackFailed("Writing the state of " + object.identity.prefab(), e);
        }
    }

    // A collection with operations yet to be sent waits for these to go, or they would come on top of the content.
    private static long contents(Pending pending, Part part) {
        return pending.collections[part.index] & ~(part.changedCollections | part.replacedCollections);
    }
}
