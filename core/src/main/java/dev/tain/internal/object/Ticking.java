package dev.tain.internal.object;

import dev.tain.internal.session.Endpoint;
import dev.tain.object.Backstage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spawned behaviours that override {@code onTick}, or {@code onUpdate}, in the order of their spawn. */
public final class Ticking {
    private final Endpoint endpoint;
    private final boolean updates;
    private final List<@Nullable Part> parts = new ArrayList<>();
    private boolean gaps;

    private Ticking(Endpoint endpoint, boolean updates) {
        this.endpoint = endpoint;
        this.updates = updates;
    }

    /** Those that have something to do when packets are about to leave. */
    public static Ticking onTick(Endpoint endpoint) {
        return new Ticking(endpoint, false);
    }

    /** Those that have something to do whenever their side ticks. */
    public static Ticking onUpdate(Endpoint endpoint) {
        return new Ticking(endpoint, true);
    }

    private boolean concerns(Part part) {
        return updates ? part.schema.updates() : part.schema.ticks();
    }

    public void add(Part[] spawned) {
        for (Part part : spawned) {
            if (concerns(part)) {
                parts.add(part);
            }
        }
    }

    public void remove(Part[] gone) {
        for (Part part : gone) {
            int at = concerns(part) ? parts.indexOf(part) : -1;
            if (at >= 0) {
                parts.set(at, null); // a round may be under way
                gaps = true;
            }
        }
    }

    /** Calls each; those spawned meanwhile have their turn in the next round. */
    public void run() {
        int count = parts.size();
        for (int i = 0; i < count; i++) {
            Part part = parts.get(i);
            if (part != null) {
                try {
                    if (updates) {
                        Backstage.update(part.behaviour);
                    } else {
                        Backstage.tick(part.behaviour);
                    }
                } catch (Throwable e) {
                    endpoint.callbackFailed(
                            part.behaviour.getClass().getName() + (updates ? ".onUpdate" : ".onTick"), e);
                }
            }
        }
        if (gaps) {
            parts.removeIf(part -> part == null);
            gaps = false;
        }
    }
}
