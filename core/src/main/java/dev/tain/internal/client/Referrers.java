package dev.tain.internal.client;

import dev.tain.codegen.ObjectLookup;
import dev.tain.internal.collect.IntMap;
import dev.tain.internal.object.Part;
import dev.tain.internal.object.StateReader;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.References;
import java.util.ArrayList;
import java.util.List;

/**
 * Which behaviours' fields refer to which object, so that a field is set when its object arrives after it, and is null
 * while the object is not here.
 */
final class Referrers {
    private final ObjectLookup lookup;
    private final StateReader stateReader;
    private final IntMap<List<Part>> byTarget = new IntMap<>();
    private long bits;
    private int wanted;

    Referrers(ObjectLookup lookup, StateReader stateReader) {
        this.lookup = lookup;
        this.stateReader = stateReader;
    }

    /** Notes what a part's state refers to. Returns the fields whose object is not here. */
    long note(Part part) {
        if (!part.refers) {
            return 0;
        }
        bits = 0;
        part.state.references((bit, reference) -> {
            if (reference != 0) {
                int target = References.netId(reference);
                List<Part> parts = byTarget.get(target);
                if (parts == null) {
                    parts = new ArrayList<>(1);
                    byTarget.put(target, parts);
                }
                if (!parts.contains(part)) {
                    parts.add(part);
                }
                if (lookup.find(Integer.toUnsignedLong(target), NetworkIdentity.class) == null) {
                    bits |= bit;
                }
            }
        });
        return bits;
    }

    /** An object is here: fields that waited for it are set, and their hooks called. */
    void arrived(int netId) {
        update(netId, true);
    }

    /** An object is here no longer: fields that refer to it are null until it comes back. */
    void left(int netId) {
        update(netId, false);
    }

    private void update(int netId, boolean arrived) {
        List<Part> parts = byTarget.get(netId);
        if (parts == null) {
            return;
        }
        parts.removeIf(part -> !part.behaviour.identity().isSpawned() || referring(part, netId) == 0);
        if (parts.isEmpty()) {
            byTarget.remove(netId);
            return;
        }
        for (Part part : List.copyOf(parts)) {
            long fields = referring(part, netId);
            part.before().capture(part.behaviour, fields);
            part.state.apply(part.behaviour, fields, lookup);
            if (arrived) {
                stateReader.callHooks(part, fields);
            }
        }
    }

    private long referring(Part part, int netId) {
        bits = 0;
        wanted = netId;
        part.state.references((bit, reference) -> {
            if (References.netId(reference) == wanted) {
                bits |= bit;
            }
        });
        return bits;
    }

    void clear() {
        byTarget.clear();
    }
}
