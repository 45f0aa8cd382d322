package dev.tain.object;

import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Map} that is kept in step; see {@link SyncObject}. It keeps the order in which keys were first put, on all
 * sides, or the order of {@link #sorted()}.
 *
 * <pre>{@code
 * final SyncMap<String, Integer> scores = new SyncMap<>();
 *
 * scores.merge("red", 1, Integer::sum);                              // where it is decided
 * scores.onChange(change -> redraw());                               // where it is seen
 * scores.listen(new SyncMap.Listener<>() {
 *     @Override public void set(String team, Integer before, Integer now) { … }
 * });
 * }</pre>
 *
 * <p>Putting an equal value is no change; Mirror's SyncDictionary sends it.
 *
 * <p>On the wire, with counts of variable length:
 *
 * <pre>
 *   content:  [count] (key value)*
 *   changes:  [count] operation*
 *
 *   0 ADD      key value              whether or not the key is there
 *   1 ADD_ALL  [count] (key value)*
 *   2 REMOVE   key
 *   3 CLEAR
 *   4 ALL      [count] (key value)*   instead of what was there
 * </pre>
 */
public final class SyncMap<K, V> extends AbstractMap<K, V> implements SyncObject {
    /** Hears of changes; override what is of interest. */
    public interface Listener<K, V> {
        /** {@code key} was not there before. */
        default void added(K key, V value) {}

        /** {@code key} has another value now. */
        default void set(K key, V before, V now) {}

        /** {@code key} is not there any more; it had {@code value}. */
        default void removed(K key, V value) {}

        /** The map became empty; {@code before} is a copy of what was in it. */
        default void cleared(Map<K, V> before) {}
    }

    /** One of the four things that can happen to a map. */
    public sealed interface Change<K, V> {
        /** See {@link Listener#added}. */
        record Added<K, V>(K key, V value) implements Change<K, V> {}

        /** See {@link Listener#set}. */
        record Set<K, V>(K key, V before, V now) implements Change<K, V> {}

        /** See {@link Listener#removed}. */
        record Removed<K, V>(K key, V value) implements Change<K, V> {}

        /** See {@link Listener#cleared}. */
        record Cleared<K, V>(Map<K, V> before) implements Change<K, V> {}
    }

    private final Supplier<Map<K, V>> newContent;
    private final Map<K, V> content;
    private final Set<Map.Entry<K, V>> entries = new Entries();
    private final Set<K> keys = new Keys();
    final Replica<Listener<K, V>, Map<K, V>> replica = new MapReplica();

    /** An empty map in the order of putting. */
    public SyncMap() {
        this(LinkedHashMap::new);
    }

    /** A map in the order of putting that begins with these. */
    public SyncMap(Map<? extends K, ? extends V> entries) {
        this();
        putAll(entries);
    }

    private SyncMap(Supplier<Map<K, V>> newContent) {
        this.newContent = newContent;
        content = newContent.get();
    }

    /** An empty map in the natural order of its keys. */
    public static <K extends Comparable<? super K>, V> SyncMap<K, V> sorted() {
        return new SyncMap<>((Supplier<Map<K, V>>) TreeMap::new);
    }

    /** An empty map in the order that {@code comparator} gives its keys, the same on all sides. */
    public static <K, V> SyncMap<K, V> sorted(Comparator<? super K> comparator) {
        Objects.requireNonNull(comparator, "comparator");
        return new SyncMap<>((Supplier<Map<K, V>>) () -> new TreeMap<>(comparator));
    }

    /**
     * Bounds the size, 65 536 if this is not called: adding more throws {@code IllegalStateException}, and an update that
     * brings more is malformed. To be set where the map is made, so that it is the same on all sides; what a client decides
     * over should have a tight one, for it takes the server's memory.
     *
     * @return this
     */
    public SyncMap<K, V> atMost(int sizeMax) {
        replica.sizeMax(sizeMax);
        return this;
    }

    // ---------------------------------------------------------------- listeners

    /** Adds a listener, and gives it back. */
    public Listener<K, V> listen(Listener<K, V> listener) {
        replica.listen(listener);
        return listener;
    }

    /** Adds a listener that hears of all changes alike, and gives it back, for {@link #unlisten}. */
    public Listener<K, V> onChange(Consumer<? super Change<K, V>> listener) {
        Objects.requireNonNull(listener, "listener");
        return listen(new Listener<>() {
            @Override
            public void added(K key, V value) {
                listener.accept(new Change.Added<>(key, value));
            }

            @Override
            public void set(K key, V before, V now) {
                listener.accept(new Change.Set<>(key, before, now));
            }

            @Override
            public void removed(K key, V value) {
                listener.accept(new Change.Removed<>(key, value));
            }

            @Override
            public void cleared(Map<K, V> before) {
                listener.accept(new Change.Cleared<>(before));
            }
        });
    }

    /** Removes a listener, if it is there. It hears nothing more. */
    public void unlisten(Listener<K, V> listener) {
        replica.unlisten(listener);
    }

    // ---------------------------------------------------------------- looking

    @Override
    public int size() {
        return content.size();
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return content.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return content.containsKey(key);
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        content.forEach(action);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return entries;
    }

    @Override
    public Set<K> keySet() {
        return keys;
    }

    // ---------------------------------------------------------------- changing

    // merge, compute, replaceAll and their kind are made of these and of the entries' setValue by Map itself.

    @Override
    public @Nullable V put(K key, V value) {
        requireEntry(key, value);
        replica.requireWritable();
        V before = content.get(key);
        if (!content.containsKey(key)) {
            replica.requireRoom(1);
        }
        putIn(key, value);
        replica.callListeners();
        return before;
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        entries.forEach(SyncMap::requireEntry);
        replica.requireWritable();
        if (entries.size() > replica.room()) {
            Map<K, V> more = newContent.get();
            more.putAll(entries);
            more.keySet().removeIf(content::containsKey);
            replica.requireRoom(more.size());
        }
        entries.forEach(this::putIn);
        replica.callListeners();
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        replica.requireWritable();
        if (!content.containsKey(key)) {
            return null;
        }
        V value = removeFrom(key(key));
        replica.callListeners();
        return value;
    }

    @Override
    public void clear() {
        replica.requireWritable();
        replica.clear();
        replica.callListeners();
    }

    private static void requireEntry(Object key, Object value) {
        Objects.requireNonNull(key, "A SyncMap has no null key.");
        Objects.requireNonNull(value, "A SyncMap has no null value; remove the key instead.");
    }

    // ---------------------------------------------------------------- one change, here or read

    private void putIn(K key, V value) {
        boolean known = content.containsKey(key);
        if (known && Objects.equals(content.get(key), value)) {
            return;
        }
        V before = content.put(key, value);
        replica.record(Operations.ADD, 0, key, value);
        replica.changed(known ? Operations.SET : Operations.ADD, 0, key, before, value);
    }

    private @Nullable V removeFrom(K key) {
        V value = content.remove(key);
        noteRemoved(key, value);
        return value;
    }

    private void noteRemoved(K key, @Nullable V value) {
        replica.record(Operations.REMOVE, 0, key, null);
        replica.changed(Operations.REMOVE, 0, key, value, null);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // it was found among the keys, or taken out of a log of them
    private K key(@Nullable Object key) {
        return (K) key;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // null is what codecs read for an object that is not here
    private V value(@Nullable Object value) {
        return (V) value;
    }

    // ---------------------------------------------------------------- views

    /** Goes through the entries, and removes through the map. */
    private abstract class Cursor<E> implements Iterator<E> {
        private final Iterator<Map.Entry<K, V>> iterator = content.entrySet().iterator();
        private Map.@Nullable Entry<K, V> last;

        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        final Map.Entry<K, V> nextEntry() {
            last = iterator.next();
            return last;
        }

        @Override
        public void remove() {
            replica.requireWritable();
            if (last == null) {
                throw new IllegalStateException("remove() comes after next(), once.");
            }
            K key = last.getKey();
            V value = last.getValue();
            last = null;
            iterator.remove();
            noteRemoved(key, value);
            replica.callListeners();
        }
    }

    /** An entry whose value is set through the map. */
    private final class LiveEntry implements Map.Entry<K, V> {
        private final Map.Entry<K, V> entry;

        LiveEntry(Map.Entry<K, V> entry) {
            this.entry = entry;
        }

        @Override
        public K getKey() {
            return entry.getKey();
        }

        @Override
        public V getValue() {
            return entry.getValue();
        }

        @Override
        public V setValue(V value) {
            if (!containsKey(getKey())) {
                throw new IllegalStateException("The entry was removed from its map: " + this);
            }
            V before = getValue();
            put(getKey(), value);
            return before;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return entry.equals(other);
        }

        @Override
        public int hashCode() {
            return entry.hashCode();
        }

        @Override
        public String toString() {
            return entry.toString();
        }
    }

    private final class Entries extends AbstractSet<Map.Entry<K, V>> {
        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Cursor<>() {
                @Override
                public Map.Entry<K, V> next() {
                    return new LiveEntry(nextEntry());
                }
            };
        }

        @Override
        public int size() {
            return content.size();
        }

        @Override
        public boolean contains(@Nullable Object entry) {
            return content.entrySet().contains(entry);
        }

        @Override
        public boolean remove(@Nullable Object entry) {
            replica.requireWritable();
            return contains(entry) && entry instanceof Map.Entry<?, ?> found && keys.remove(found.getKey());
        }

        @Override
        public void clear() {
            SyncMap.this.clear();
        }
    }

    private final class Keys extends AbstractSet<K> {
        @Override
        public Iterator<K> iterator() {
            return new Cursor<>() {
                @Override
                public K next() {
                    return nextEntry().getKey();
                }
            };
        }

        @Override
        public int size() {
            return content.size();
        }

        @Override
        public boolean contains(@Nullable Object key) {
            return content.containsKey(key);
        }

        @Override
        public boolean remove(@Nullable Object key) {
            boolean found = contains(key);
            SyncMap.this.remove(key);
            return found;
        }

        @Override
        public void clear() {
            SyncMap.this.clear();
        }
    }

    /** What an operation means to a map. */
    private final class MapReplica extends Replica<Listener<K, V>, Map<K, V>> {
        private @Nullable Codec<K> keyCodec;
        private @Nullable Codec<V> valueCodec;

        @Override
        @SuppressWarnings("unchecked") // generated code gives the codecs of the field's type
        void bind(Codec<?> element, @Nullable Codec<?> value) {
            keyCodec = (Codec<K>) element;
            valueCodec = (Codec<V>) value;
        }

        private Codec<K> keyCodec() {
            return requireBound(keyCodec);
        }

        private Codec<V> valueCodec() {
            return requireBound(valueCodec);
        }

        @Override
        int size() {
            return content.size();
        }

        @Override
        Map<K, V> copy() {
            Map<K, V> copy = newContent.get();
            copy.putAll(content);
            return Collections.unmodifiableMap(copy);
        }

        @Override
        void empty() {
            content.clear();
        }

        @Override
        void writeContent(NetworkWriter writer) {
            Codec<K> keyCodec = keyCodec();
            Codec<V> valueCodec = valueCodec();
            writer.writeCount(content.size());
            content.forEach((key, value) -> {
                keyCodec.write(writer, key);
                valueCodec.write(writer, value);
            });
        }

        @Override
        void writeAdded(NetworkWriter writer, Operations log, int at) {
            keyCodec().write(writer, key(log.key(at)));
            valueCodec().write(writer, value(log.now(at)));
        }

        @Override
        void writeOther(NetworkWriter writer, Operations log, int at) {
            keyCodec().write(writer, key(log.key(at)));
        }

        @Override
        void readContent(NetworkReader reader) {
            int count = readContentCount(reader);
            for (int i = 0; i < count; i++) {
                K key = keyCodec().read(reader);
                V value = valueCodec().read(reader);
                if (key != null) { // else it refers to an object that is not here
                    if (content.containsKey(key)) {
                        throw reader.malformed("a map with the same key twice");
                    }
                    content.put(key, value);
                }
            }
        }

        @Override
        void readAdded(NetworkReader reader) {
            K key = keyCodec().read(reader);
            V value = valueCodec().read(reader);
            if (key != null) {
                if (!content.containsKey(key)) {
                    requireRoom(reader);
                }
                putIn(key, value);
            }
        }

        @Override
        void readOther(NetworkReader reader, int kind) {
            if (kind != Operations.REMOVE) {
                throw reader.malformed("a map has no operation " + kind);
            }
            K key = keyCodec().read(reader);
            if (key != null && content.containsKey(key)) { // else it was left out when its object was not here
                removeFrom(key);
            }
        }

        @Override
        void tellDifferences(Map<K, V> before) {
            before.forEach((key, value) -> {
                if (!content.containsKey(key)) {
                    changed(Operations.REMOVE, 0, key, value, null);
                }
            });
            content.forEach((key, value) -> {
                if (!before.containsKey(key)) {
                    changed(Operations.ADD, 0, key, null, value);
                } else if (!Objects.equals(before.get(key), value)) {
                    changed(Operations.SET, 0, key, before.get(key), value);
                }
            });
        }

        @Override
        @SuppressWarnings("unchecked") // only clear() writes such a row
        void tell(Listener<K, V> listener, Operations untold, int at) {
            if (untold.kind(at) == Operations.CLEAR) {
                listener.cleared((Map<K, V>) Objects.requireNonNull(untold.before(at)));
                return;
            }
            K key = key(untold.key(at));
            switch (untold.kind(at)) {
                case Operations.ADD -> listener.added(key, value(untold.now(at)));
                case Operations.SET -> listener.set(key, value(untold.before(at)), value(untold.now(at)));
                default -> listener.removed(key, value(untold.before(at)));
            }
        }
    }
}
