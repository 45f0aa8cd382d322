package dev.tain.internal.object;

import dev.tain.object.NetworkIdentity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which object an engine's node is attached to. Nodes are compared by {@code equals}: many are ids. */
public final class Nodes {
    private final Map<Object, NetworkIdentity> objects = new HashMap<>();

    /** An object has another node. */
    public void changed(NetworkIdentity object, @Nullable Object before, @Nullable Object now) {
        if (before != null && objects.get(before) == object) { // else it is another's by now
            objects.remove(before);
        }
        if (now != null) {
            objects.put(now, object);
        }
    }

    public @Nullable NetworkIdentity objectOf(Object node) {
        return objects.get(node);
    }
}
