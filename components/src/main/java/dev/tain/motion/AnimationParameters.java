package dev.tain.motion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of what an animation is steered by, the same on all sides: {@code AnimationParameters.builder().number("speed")
 * .trigger("jump").build()}. At most 64. Immutable.
 */
public final class AnimationParameters {
    static final int MAX = 64;

    /** What a parameter holds. */
    enum Kind {
        FLAG,
        INTEGER,
        NUMBER,
        TRIGGER
    }

    private final List<String> names;
    private final List<Kind> kinds;
    private final Map<String, Integer> indices = new HashMap<>();

    private AnimationParameters(Builder builder) {
        names = List.copyOf(builder.names);
        kinds = List.copyOf(builder.kinds);
        for (int i = 0; i < names.size(); i++) {
            indices.put(names.get(i), i);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    int count() {
        return names.size();
    }

    String name(int index) {
        return names.get(index);
    }

    Kind kind(int index) {
        return kinds.get(index);
    }

    /** The place of a name that must be of a kind. */
    int index(String name, Kind kind) {
        Integer index = indices.get(name);
        if (index == null) {
            throw new IllegalArgumentException("There is no parameter '" + name + "'; there are " + names + ".");
        }
        if (kinds.get(index) != kind) {
            throw new IllegalArgumentException(
                    "'" + name + "' is a " + kinds.get(index) + " and is used as a " + kind + ".");
        }
        return index;
    }

    /** Collects names. */
    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<Kind> kinds = new ArrayList<>();

        private Builder() {}

        /** A yes or no; no at first. */
        public Builder flag(String name) {
            return add(name, Kind.FLAG);
        }

        /** A whole number; 0 at first. */
        public Builder integer(String name) {
            return add(name, Kind.INTEGER);
        }

        /** A number; 0 at first. Changes of less than 0.001 do not travel. */
        public Builder number(String name) {
            return add(name, Kind.NUMBER);
        }

        /** Something that happens once. */
        public Builder trigger(String name) {
            return add(name, Kind.TRIGGER);
        }

        private Builder add(String name, Kind kind) {
            if (names.contains(name)) {
                throw new IllegalArgumentException("There are two parameters '" + name + "'.");
            }
            names.add(name);
            kinds.add(kind);
            return this;
        }

        /**
         * The parameters.
         *
         * @throws IllegalArgumentException if there are more than 64
         */
        public AnimationParameters build() {
            if (names.size() > MAX) {
                throw new IllegalArgumentException("There are " + names.size() + " parameters and triggers; an animator"
                        + " carries at most " + MAX + ". Use a second NetworkAnimator.");
            }
            return new AnimationParameters(this);
        }
    }
}
