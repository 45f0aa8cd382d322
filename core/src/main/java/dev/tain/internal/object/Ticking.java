package dev.tain.internal.object;

import dev.tain.internal.session.Endpoint;
import dev.tain.object.Backstage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spawned behaviours that override {@code onTick}, in the order of their spawn. */
public final class Ticking {
    private final Endpoint endpoint;
    private final List<@Nullable Part> parts = new ArrayList<>();
    private boolean gaps;

    public Ticking(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    public void add(Part[] spawned) {
        for (Part part : spawned) {
            if (part.schema.ticks()) {
                parts.add(part);
            }
        }
    }

    public void remove(Part[] gone) {
        for (Part part : gone) {
            int at = part.schema.ticks() ? parts.indexOf(part) : -1;
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
                    Backstage.tick(part.behaviour);
                } catch (Throwable e) {
                    endpoint.callbackFailed(part.behaviour.getClass().getName() + ".onTick", e);
                }
            }
        }
        if (gaps) {
            parts.removeIf(part -> part == null);
            gaps = false;
        }
    }
}
