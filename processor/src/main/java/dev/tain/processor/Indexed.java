package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an index lists, by the qualified names of the game's types.
 *
 * @param messages the codec of each message
 * @param behaviours the schema of each concrete class of behaviours
 */
record Indexed(SortedMap<String, ClassName> messages, SortedMap<String, ClassName> behaviours) {
    Indexed() {
        this(new TreeMap<>(), new TreeMap<>());
    }

    Indexed copy() {
        return new Indexed(new TreeMap<>(messages), new TreeMap<>(behaviours));
    }

    boolean isEmpty() {
        return messages.isEmpty() && behaviours.isEmpty();
    }

    void removeAll(Indexed other) {
        messages.keySet().removeAll(other.messages.keySet());
        behaviours.keySet().removeAll(other.behaviours.keySet());
    }

    void addAll(Indexed other) {
        messages.putAll(other.messages);
        behaviours.putAll(other.behaviours);
    }

    /** The game's types. */
    SortedSet<String> types() {
        SortedSet<String> types = new TreeSet<>(messages.keySet());
        types.addAll(behaviours.keySet());
        return types;
    }

    /** The packages of what was generated for them. */
    Collection<String> packages() {
        return Stream.concat(messages.values().stream(), behaviours.values().stream())
                .map(ClassName::packageName)
                .toList();
    }
}
