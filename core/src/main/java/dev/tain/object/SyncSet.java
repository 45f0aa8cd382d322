package dev.tain.object;

import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Set} that is kept in step; see {@link SyncObject}. It keeps the order in which items were added, on all sides,
 * or the order of {@link #sorted()}.
 *
 * <pre>{@code
 * final SyncSet<Perk> perks = new SyncSet<>();
 *
 * perks.add(Perk.NIGHT_VISION);                                      // where it is decided
 * perks.onChange(change -> redraw());                                // where it is seen
 * perks.listen(new SyncSet.Listener<>() {
 *     @Override public void added(Perk perk) { … }
 * });
 * }</pre>
 *
 * <p>On the wire, with counts of variable length:
 *
 * <pre>
 *   content:  [count] item*
 *   changes:  [count] operation*
 *
 *   0 ADD      item                   must not be there yet
 *   1 ADD_ALL  [count] item*
 *   2 REMOVE   item
 *   3 CLEAR
 *   4 ALL      [count] item*          instead of what was there
 * </pre>
 */
public final class SyncSet<T> extends AbstractSet<T> implements SyncObject {
    /** Hears of changes; override what is of interest. */
    public interface Listener<T> {
        /** {@code item} was not there before. */
        default void added(T item) {}

        /** {@code item} is not there any more. */
        default void removed(T item) {}

        /** The set became empty; {@code before} is a copy of what was in it. */
        default void cleared(Set<T> before) {}
    }

    /** One of the three things that can happen to a set. */
    public sealed interface Change<T> {
        /** See {@link Listener#added}. */
        record Added<T>(T item) implements Change<T> {}

        /** See {@link Listener#removed}. */
        record Removed<T>(T item) implements Change<T> {}

        /** See {@link Listener#cleared}. */
        record Cleared<T>(Set<T> before) implements Change<T> {}
    }

    private final Supplier<Set<T>> newContent;
    private final Set<T> content;
    final Replica<Listener<T>, Set<T>> replica = new SetReplica();

    /** An empty set in the order of adding. */
    public SyncSet() {
        this(LinkedHashSet::new);
    }

    /** A set in the order of adding that begins with these. */
    public SyncSet(Collection<? extends T> items) {
        this();
        addAll(items);
    }

    private SyncSet(Supplier<Set<T>> newContent) {
        this.newContent = newContent;
        content = newContent.get();
    }

    /** An empty set in the natural order of its items. */
    public static <T extends Comparable<? super T>> SyncSet<T> sorted() {
        return new SyncSet<>((Supplier<Set<T>>) TreeSet::new);
    }

    /** An empty set in the order that {@code comparator} gives its items, the same on all sides. */
    public static <T> SyncSet<T> sorted(Comparator<? super T> comparator) {
        Objects.requireNonNull(comparator, "comparator");
        return new SyncSet<>((Supplier<Set<T>>) () -> new TreeSet<>(comparator));
    }

    /**
     * Bounds the size, 65 536 if this is not called: adding more throws {@code IllegalStateException}, and an update that
     * brings more is malformed. To be set where the set is made, so that it is the same on all sides; what a client decides
     * over should have a tight one, for it takes the server's memory.
     *
     * @return this
     */
    public SyncSet<T> atMost(int sizeMax) {
        replica.sizeMax(sizeMax);
        return this;
    }

    // ---------------------------------------------------------------- listeners

    /** Adds a listener, and gives it back. */
    public Listener<T> listen(Listener<T> listener) {
        replica.listen(listener);
        return listener;
    }

    /** Adds a listener that hears of all changes alike, and gives it back, for {@link #unlisten}. */
    public Listener<T> onChange(Consumer<? super Change<T>> listener) {
        Objects.requireNonNull(listener, "listener");
        return listen(new Listener<>() {
            @Override
            public void added(T item) {
                listener.accept(new Change.Added<>(item));
            }

            @Override
            public void removed(T item) {
                listener.accept(new Change.Removed<>(item));
            }

            @Override
            public void cleared(Set<T> before) {
                listener.accept(new Change.Cleared<>(before));
            }
        });
    }

    /** Removes a listener, if it is there. It hears nothing more. */
    public void unlisten(Listener<T> listener) {
        replica.unlisten(listener);
    }

    // ---------------------------------------------------------------- looking

    @Override
    public int size() {
        return content.size();
    }

    @Override
    public boolean contains(@Nullable Object item) {
        return content.contains(item);
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        content.forEach(action);
    }

    @Override
    public Iterator<T> iterator() {
        return new Cursor();
    }

    // ---------------------------------------------------------------- changing

    @Override
    public boolean add(T item) {
        requireItem(item);
        replica.requireWritable();
        if (!content.contains(item)) {
            replica.requireRoom(1);
        }
        boolean added = addTo(item);
        replica.callListeners();
        return added;
    }

    @Override
    public boolean addAll(Collection<? extends T> items) {
        items.forEach(SyncSet::requireItem);
        replica.requireWritable();
        if (items.size() > replica.room()) {
            Set<T> more = newContent.get();
            more.addAll(items);
            more.removeIf(content::contains);
            replica.requireRoom(more.size());
        }
        boolean added = false;
        for (T item : items) {
            added |= addTo(item);
        }
        replica.callListeners();
        return added;
    }

    @Override
    public boolean remove(@Nullable Object item) {
        replica.requireWritable();
        boolean removed = content.contains(item) && removeFrom(item(item));
        replica.callListeners();
        return removed;
    }

    @Override
    public void clear() {
        replica.requireWritable();
        replica.clear();
        replica.callListeners();
    }

    @Override
    public boolean removeAll(Collection<?> items) {
        return removeIf(items::contains);
    }

    @Override
    public boolean retainAll(Collection<?> items) {
        return removeIf(item -> !items.contains(item));
    }

    @Override
    public boolean removeIf(Predicate<? super T> filter) {
        Objects.requireNonNull(filter, "filter");
        replica.requireWritable();
        Set<T> gone = newContent.get();
        for (T item : content) {
            if (filter.test(item)) {
                gone.add(item);
            }
        }
        if (gone.size() == content.size()) {
            replica.clear();
        } else {
            gone.forEach(this::removeFrom);
        }
        replica.callListeners();
        return !gone.isEmpty();
    }

    private static void requireItem(Object item) {
        Objects.requireNonNull(item, "A SyncSet holds no null.");
    }

    // ---------------------------------------------------------------- one change, here or read

    private boolean addTo(T item) {
        boolean added = content.add(item);
        if (added) {
            replica.record(Operations.ADD, 0, item, null);
            replica.changed(Operations.ADD, 0, item, null, null);
        }
        return added;
    }

    private boolean removeFrom(T item) {
        boolean removed = content.remove(item);
        if (removed) {
            noteRemoved(item);
        }
        return removed;
    }

    private void noteRemoved(T item) {
        replica.record(Operations.REMOVE, 0, item, null);
        replica.changed(Operations.REMOVE, 0, item, null, null);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // it was found among the items, or taken out of a log of them
    private T item(@Nullable Object item) {
        return (T) item;
    }

    /** Goes through the items, and removes through the set. */
    private final class Cursor implements Iterator<T> {
        private final Iterator<T> iterator = content.iterator();
        private @Nullable T last;

        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public T next() {
            T next = iterator.next();
            last = next;
            return next;
        }

        @Override
        public void remove() {
            replica.requireWritable();
            T item = last;
            if (item == null) {
                throw new IllegalStateException("remove() comes after next(), once.");
            }
            last = null;
            iterator.remove();
            noteRemoved(item);
            replica.callListeners();
        }
    }

    /** What an operation means to a set. */
    private final class SetReplica extends Replica<Listener<T>, Set<T>> {
        private @Nullable Codec<T> codec;

        @Override
        @SuppressWarnings("unchecked") // generated code gives the codec of the field's type
        void bind(Codec<?> element, @Nullable Codec<?> value) {
            codec = (Codec<T>) element;
        }

        private Codec<T> codec() {
            return requireBound(codec);
        }

        @Override
        int size() {
            return content.size();
        }

        @Override
        Set<T> copy() {
            Set<T> copy = newContent.get();
            copy.addAll(content);
            return Collections.unmodifiableSet(copy);
        }

        @Override
        void empty() {
            content.clear();
        }

        @Override
        void writeContent(NetworkWriter writer) {
            Codec<T> codec = codec();
            writer.writeCount(content.size());
            for (T item : content) {
                codec.write(writer, item);
            }
        }

        @Override
        void writeAdded(NetworkWriter writer, Operations log, int at) {
            codec().write(writer, item(log.key(at)));
        }

        @Override
        void writeOther(NetworkWriter writer, Operations log, int at) {
            writeAdded(writer, log, at);
        }

        @Override
        void readContent(NetworkReader reader) {
            int count = readContentCount(reader);
            for (int i = 0; i < count; i++) {
                T item = codec().read(reader);
                if (item != null && !content.add(item)) { // null refers to an object that is not here
                    throw reader.malformed("a set with the same item twice");
                }
            }
        }

        @Override
        void readAdded(NetworkReader reader) {
            T item = codec().read(reader);
            if (item != null) {
                requireRoom(reader);
                if (!addTo(item)) {
                    throw reader.malformed("an item is added to a set that has it");
                }
            }
        }

        @Override
        void readOther(NetworkReader reader, int kind) {
            if (kind != Operations.REMOVE) {
                throw reader.malformed("a set has no operation " + kind);
            }
            T item = codec().read(reader);
            if (item != null) { // if it is not there, it was left out when its object was not here
                removeFrom(item);
            }
        }

        @Override
        void tellDifferences(Set<T> before) {
            for (T item : before) {
                if (!content.contains(item)) {
                    changed(Operations.REMOVE, 0, item, null, null);
                }
            }
            for (T item : content) {
                if (!before.contains(item)) {
                    changed(Operations.ADD, 0, item, null, null);
                }
            }
        }

        @Override
        @SuppressWarnings("unchecked") // only clear() writes such a row
        void tell(Listener<T> listener, Operations untold, int at) {
            switch (untold.kind(at)) {
                case Operations.ADD -> listener.added(item(untold.key(at)));
                case Operations.REMOVE -> listener.removed(item(untold.key(at)));
                default -> listener.cleared((Set<T>) Objects.requireNonNull(untold.before(at)));
            }
        }
    }
}
