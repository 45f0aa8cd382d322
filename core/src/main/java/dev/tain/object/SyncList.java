package dev.tain.object;

import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code List} that is kept in step; see {@link SyncObject}.
 *
 * <pre>{@code
 * final SyncList<Item> inventory = new SyncList<>();
 *
 * inventory.add(sword);                                              // where it is decided
 * inventory.onChange(change -> redraw());                            // where it is seen
 * inventory.listen(new SyncList.Listener<>() {
 *     @Override public void added(int index, Item item) { … }
 * });
 * }</pre>
 *
 * <p>Setting an equal element is no change. Sorting, {@code removeIf} and the like are done as a whole: if the comparator
 * or predicate throws, nothing has changed.
 *
 * <p>On the wire, with counts and indexes of variable length:
 *
 * <pre>
 *   content:  [count] item*
 *   changes:  [count] operation*
 *
 *   0 ADD      item                   4 ALL     [count] item*    instead of what was there
 *   1 ADD_ALL  [count] item*          5 INSERT  [varuint index] item
 *   2 REMOVE   [varuint index]        6 SET     [varuint index] item
 *   3 CLEAR
 * </pre>
 */
public final class SyncList<T> extends AbstractList<T> implements SyncObject, RandomAccess {
    /** Hears of changes; override what is of interest. */
    public interface Listener<T> {
        /** {@code item} is at {@code index} now; what was there and after it moved up. */
        default void added(int index, T item) {}

        /** {@code now} is in the place of {@code before}. */
        default void set(int index, T before, T now) {}

        /** {@code item} was at {@code index}; what was after it moved down. */
        default void removed(int index, T item) {}

        /** The list became empty; {@code before} is a copy of what was in it. */
        default void cleared(List<T> before) {}
    }

    /** One of the four things that can happen to a list. */
    public sealed interface Change<T> {
        /** See {@link Listener#added}. */
        record Added<T>(int index, T item) implements Change<T> {}

        /** See {@link Listener#set}. */
        record Set<T>(int index, T before, T now) implements Change<T> {}

        /** See {@link Listener#removed}. */
        record Removed<T>(int index, T item) implements Change<T> {}

        /** See {@link Listener#cleared}. */
        record Cleared<T>(List<T> before) implements Change<T> {}
    }

    private final ArrayList<T> content = new ArrayList<>();
    final Replica<Listener<T>, List<T>> replica = new ListReplica();

    /** An empty list. */
    public SyncList() {}

    /** A list that begins with these. */
    public SyncList(Collection<? extends T> items) {
        addAll(items);
    }

    /**
     * Bounds the size, 65 536 if this is not called: adding more throws {@code IllegalStateException}, and an update that
     * brings more is malformed. To be set where the list is made, so that it is the same on all sides; what a client decides
     * over should have a tight one, for it takes the server's memory.
     *
     * @return this
     */
    public SyncList<T> atMost(int sizeMax) {
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
            public void added(int index, T item) {
                listener.accept(new Change.Added<>(index, item));
            }

            @Override
            public void set(int index, T before, T now) {
                listener.accept(new Change.Set<>(index, before, now));
            }

            @Override
            public void removed(int index, T item) {
                listener.accept(new Change.Removed<>(index, item));
            }

            @Override
            public void cleared(List<T> before) {
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
    public T get(int index) {
        return content.get(index);
    }

    @Override
    public int size() {
        return content.size();
    }

    @Override
    public int indexOf(@Nullable Object item) {
        return content.indexOf(item);
    }

    @Override
    public int lastIndexOf(@Nullable Object item) {
        return content.lastIndexOf(item);
    }

    @Override
    public boolean contains(@Nullable Object item) {
        return content.contains(item);
    }

    @Override
    public Object[] toArray() {
        return content.toArray();
    }

    @Override
    public <E> E[] toArray(E[] array) {
        return content.toArray(array);
    }

    // ---------------------------------------------------------------- changing

    // What AbstractList's iterators and sublists change goes through set, add(int, T), addAll(int, …), remove(int) and
    // removeRange.

    @Override
    public T set(int index, T item) {
        requireItem(item);
        replica.requireWritable();
        T before = content.get(index);
        setAt(index, item);
        replica.callListeners();
        return before;
    }

    @Override
    public boolean add(T item) {
        add(size(), item);
        return true;
    }

    @Override
    public void add(int index, T item) {
        requireItem(item);
        replica.requireWritable();
        replica.requireRoom(1);
        addAt(index, item);
        replica.callListeners();
    }

    @Override
    public boolean addAll(Collection<? extends T> items) {
        return addAll(size(), items);
    }

    @Override
    public boolean addAll(int index, Collection<? extends T> items) {
        List<T> added = new ArrayList<>(items);
        added.forEach(SyncList::requireItem);
        replica.requireWritable();
        replica.requireRoom(added.size());
        boolean atEnd = index == size();
        content.addAll(index, added);
        if (added.isEmpty()) {
            return false;
        }
        modCount++;
        for (int i = 0; i < added.size(); i++) {
            noteAdded(atEnd, index + i, added.get(i));
        }
        replica.callListeners();
        return true;
    }

    @Override
    public T remove(int index) {
        replica.requireWritable();
        T item = removeAt(index);
        replica.callListeners();
        return item;
    }

    @Override
    public boolean remove(@Nullable Object item) {
        replica.requireWritable();
        int index = indexOf(item);
        if (index >= 0) {
            remove(index);
        }
        return index >= 0;
    }

    @Override
    public void clear() {
        replica.requireWritable();
        replica.clear();
        replica.callListeners();
    }

    @Override
    protected void removeRange(int from, int to) {
        replica.requireWritable();
        boolean[] gone = new boolean[size()];
        Arrays.fill(gone, from, to, true);
        removeAll(gone);
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
        int changes = modCount;
        boolean[] gone = new boolean[size()];
        for (int i = 0; i < gone.length; i++) {
            gone[i] = filter.test(content.get(i));
            requireUnchanged(changes);
        }
        return removeAll(gone);
    }

    private boolean removeAll(boolean[] gone) {
        List<T> before = new ArrayList<>(content);
        List<T> kept = new ArrayList<>();
        for (int i = 0; i < gone.length; i++) {
            if (!gone[i]) {
                kept.add(before.get(i));
            }
        }
        if (kept.size() == before.size()) {
            return false;
        }
        if (kept.isEmpty()) {
            clear();
            return true;
        }
        modCount++;
        content.clear();
        content.addAll(kept);
        // From the end, so that each index is right when it is applied.
        for (int i = gone.length - 1; i >= 0; i--) {
            if (gone[i]) {
                noteRemoved(i, before.get(i));
            }
        }
        replica.callListeners();
        return true;
    }

    @Override
    public void replaceAll(UnaryOperator<T> operator) {
        Objects.requireNonNull(operator, "operator");
        replica.requireWritable();
        int changes = modCount;
        List<T> now = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            now.add(requireItem(operator.apply(content.get(i))));
            requireUnchanged(changes);
        }
        setAll(now);
    }

    @Override
    public void sort(@Nullable Comparator<? super T> comparator) {
        replica.requireWritable();
        int changes = modCount;
        List<T> now = new ArrayList<>(content);
        now.sort(comparator);
        requireUnchanged(changes);
        setAll(now);
    }

    private void setAll(List<T> now) {
        for (int i = 0; i < now.size(); i++) {
            setAt(i, now.get(i));
        }
        replica.callListeners();
    }

    private void requireUnchanged(int changes) {
        if (modCount != changes) {
            throw new ConcurrentModificationException("The list was changed by the function that was given to it.");
        }
    }

    private static <T> T requireItem(T item) {
        return Objects.requireNonNull(item, "A SyncList holds no null.");
    }

    // ---------------------------------------------------------------- one change, here or read

    private void addAt(int index, T item) {
        boolean atEnd = index == size();
        content.add(index, item);
        modCount++;
        noteAdded(atEnd, index, item);
    }

    private void noteAdded(boolean atEnd, int index, T item) {
        replica.record(atEnd ? Operations.ADD : Operations.INSERT, index, null, item);
        replica.changed(Operations.ADD, index, null, null, item);
    }

    private void setAt(int index, T item) {
        T before = content.get(index);
        if (Objects.equals(before, item)) {
            return;
        }
        content.set(index, item);
        replica.record(Operations.SET, index, null, item);
        replica.changed(Operations.SET, index, null, before, item);
    }

    private T removeAt(int index) {
        T item = content.remove(index);
        modCount++;
        noteRemoved(index, item);
        return item;
    }

    private void noteRemoved(int index, T item) {
        replica.record(Operations.REMOVE, index, null, null);
        replica.changed(Operations.REMOVE, index, null, item, null);
    }

    /** What an operation means to a list. */
    private final class ListReplica extends Replica<Listener<T>, List<T>> {
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
        List<T> copy() {
            return Collections.unmodifiableList(new ArrayList<>(content));
        }

        @Override
        void empty() {
            modCount++;
            content.clear();
        }

        @Override
        void writeContent(NetworkWriter writer) {
            Codec<T> codec = codec();
            writer.writeCount(content.size());
            for (int i = 0; i < content.size(); i++) {
                codec.write(writer, content.get(i));
            }
        }

        @Override
        void writeAdded(NetworkWriter writer, Operations log, int at) {
            codec().write(writer, item(log.now(at)));
        }

        @Override
        void writeOther(NetworkWriter writer, Operations log, int at) {
            writer.writeVarUInt(log.index(at));
            if (log.kind(at) != Operations.REMOVE) {
                writeAdded(writer, log, at);
            }
        }

        @Override
        void readContent(NetworkReader reader) {
            Codec<T> codec = codec();
            int count = readContentCount(reader);
            for (int i = 0; i < count; i++) {
                content.add(codec.read(reader));
            }
        }

        @Override
        void readAdded(NetworkReader reader) {
            requireRoom(reader);
            addAt(content.size(), codec().read(reader));
        }

        @Override
        void readOther(NetworkReader reader, int kind) {
            switch (kind) {
                case Operations.INSERT -> {
                    requireRoom(reader);
                    int index = readIndex(reader, content.size() + 1);
                    addAt(index, codec().read(reader));
                }
                case Operations.SET -> {
                    int index = readIndex(reader, content.size());
                    setAt(index, codec().read(reader));
                }
                case Operations.REMOVE -> removeAt(readIndex(reader, content.size()));
                default -> throw reader.malformed("a list has no operation " + kind);
            }
        }

        private int readIndex(NetworkReader reader, int end) {
            int index = reader.readVarUInt();
            if (index < 0 || index >= end) {
                throw reader.malformed(
                        "index " + Integer.toUnsignedString(index) + " in a list of " + content.size() + " elements");
            }
            return index;
        }

        @Override
        void tellDifferences(List<T> before) {
            int common = Math.min(before.size(), content.size());
            for (int i = 0; i < common; i++) {
                if (!Objects.equals(before.get(i), content.get(i))) {
                    changed(Operations.SET, i, null, before.get(i), content.get(i));
                }
            }
            for (int i = before.size() - 1; i >= common; i--) {
                changed(Operations.REMOVE, i, null, before.get(i), null);
            }
            for (int i = common; i < content.size(); i++) {
                changed(Operations.ADD, i, null, null, content.get(i));
            }
        }

        @Override
        @SuppressWarnings("unchecked") // only clear() writes such a row
        void tell(Listener<T> listener, Operations untold, int at) {
            int index = untold.index(at);
            switch (untold.kind(at)) {
                case Operations.ADD -> listener.added(index, item(untold.now(at)));
                case Operations.SET -> listener.set(index, item(untold.before(at)), item(untold.now(at)));
                case Operations.REMOVE -> listener.removed(index, item(untold.before(at)));
                default -> listener.cleared((List<T>) Objects.requireNonNull(untold.before(at)));
            }
        }

        @SuppressWarnings({"unchecked", "NullAway"}) // null is what codecs read for an object that is not here
        private T item(@Nullable Object item) {
            return (T) item;
        }
    }
}
