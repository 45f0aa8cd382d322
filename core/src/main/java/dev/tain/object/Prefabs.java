package dev.tain.object;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of objects of a game, by name. Immutable; one may serve a server and its clients alike. Where a client needs
 * more than the server, such as a model to render, it has prefabs of its own under the same names, with the same
 * behaviours in the same order.
 *
 * <pre>{@code
 * Prefabs prefabs = Prefabs.builder()
 *         .add("player", Player.class, Health.class)
 *         .add("flag", parts -> parts.add(new Flag_Networked(arena)))
 *         .sceneObject("arena/gate", parts -> parts.add(Gate.class))
 *         .build();
 * }</pre>
 */
public final class Prefabs {
    /** The longest name, in characters. */
    public static final int NAME_LENGTH_MAX = 200;

    private final Map<String, Prefab> prefabs;
    private final Map<String, Prefab> sceneObjects;

    private Prefabs(Builder builder) {
        this.prefabs = new LinkedHashMap<>(builder.prefabs);
        this.sceneObjects = new LinkedHashMap<>(builder.sceneObjects);
    }

    /** Of a program without objects. */
    public static Prefabs none() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The prefab of that name, or null. */
    public @Nullable Prefab prefab(String name) {
        return prefabs.get(name);
    }

    /** All names, in the order they were added. */
    public List<String> names() {
        return List.copyOf(prefabs.keySet());
    }

    /** How the scene object of that name is put together, or null. */
    public @Nullable Prefab sceneObject(String name) {
        return sceneObjects.get(name);
    }

    /** The names of all scene objects, in the order they were added. */
    public List<String> sceneObjectNames() {
        return List.copyOf(sceneObjects.keySet());
    }

    /** Collects prefabs. */
    public static final class Builder {
        private final Map<String, Prefab> prefabs = new LinkedHashMap<>();
        private final Map<String, Prefab> sceneObjects = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a kind of object with these behaviours, each made by its constructor without arguments. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder add(String name, Class<? extends NetworkBehaviour>... behaviours) {
            return add(name, of(List.of(behaviours)));
        }

        /** Adds a kind of object. */
        public Builder add(String name, Prefab prefab) {
            put(prefabs, "prefab", name, prefab);
            return this;
        }

        /**
         * Adds one object that exists on both sides from the start, such as a gate in a level. Server and clients hold
         * it, inactive, before any network; {@code spawnSceneObjects} connects it.
         */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder sceneObject(String name, Class<? extends NetworkBehaviour>... behaviours) {
            return sceneObject(name, of(List.of(behaviours)));
        }

        /** As {@link #sceneObject(String, Class[])}. */
        public Builder sceneObject(String name, Prefab prefab) {
            put(sceneObjects, "scene object", name, prefab);
            return this;
        }

        private static Prefab of(List<Class<? extends NetworkBehaviour>> behaviours) {
            return parts -> {
                for (Class<? extends NetworkBehaviour> behaviour : behaviours) {
                    parts.add(behaviour);
                }
            };
        }

        private static void put(Map<String, Prefab> into, String what, String name, Prefab prefab) {
            if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
                throw new IllegalArgumentException("The name of a " + what + " has " + name.length()
                        + " characters; it takes 1 to " + NAME_LENGTH_MAX + ".");
            }
            if (into.putIfAbsent(name, prefab) != null) {
                throw new IllegalArgumentException(
                        "There is a " + what + " '" + name + "' already; give this one another name.");
            }
        }

        public Prefabs build() {
            return new Prefabs(this);
        }
    }
}
