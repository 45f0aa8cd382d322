package dev.tain.object;

import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a collection is to the library: the changes to send, the changes to tell, and both ways of reading. One per
 * collection; the three kinds add what an operation means to them.
 *
 * <pre>
 *   content:  [count] element*
 *   changes:  [count] operation*
 *
 *   operation     bytes                      list              map                      set
 *   ADD           0 element                  at the end        put                      must be new
 *   ADD_ALL       1 [count] element*         several ADDs in a row
 *   REMOVE        2 ...                      [varuint index]   key                      item
 *   CLEAR         3
 *   ALL           4 content                  instead of what was there
 *   INSERT        5 [varuint index] item     before that one
 *   SET           6 [varuint index] item
 * </pre>
 *
 * <p>An element of a map is its key, then its value. Counts are variable-length, plus one, as in all collections.
 *
 * @param <L> the listeners
 * @param <C> the content
 */
abstract class Replica<L, C> {
    // The log holds values, not places in the live content, since later changes move and remove those. It is never much
    // longer than the content: when it would be, the content itself is the shorter message, and the log is dropped for
    // the word that everything is to be sent anew. So a log that nobody clears takes no more memory than the content.

    /** How many operations more than elements are kept, so that small collections need not start anew all the time. */
    private static final int SLACK = 8;

    /** How many elements are held unless the game says otherwise: more hardly fit the message of a spawn. */
    private static final int SIZE_MAX = 65_536;

    private final Operations log = new Operations();
    private final Operations untold = new Operations();
    private List<L> listeners = List.of();
    private SyncObject.@Nullable Owner owner;
    private int sizeMax = SIZE_MAX;
    private boolean anew;
    private boolean reading;
    private boolean telling;

    /** The side of a collection that the library sees. */
    static Replica<?, ?> of(SyncObject collection) {
        if (collection instanceof SyncList<?> list) {
            return list.replica;
        }
        if (collection instanceof SyncMap<?, ?> map) {
            return map.replica;
        }
        return ((SyncSet<?>) collection).replica;
    }

    // ---------------------------------------------------------------- what the three kinds add

    /** How elements travel, before anything else; {@code value} for maps only. */
    abstract void bind(Codec<?> element, @Nullable Codec<?> value);

    abstract int size();

    /** A copy that stays as it is. */
    abstract C copy();

    /** Removes everything, without a word. */
    abstract void empty();

    abstract void writeContent(NetworkWriter writer);

    /** Writes the element of an ADD. */
    abstract void writeAdded(NetworkWriter writer, Operations log, int at);

    /** Writes what follows the kind of an INSERT, SET or REMOVE. */
    abstract void writeOther(NetworkWriter writer, Operations log, int at);

    /** Reads elements into what is empty now, without a word. */
    abstract void readContent(NetworkReader reader);

    abstract void readAdded(NetworkReader reader);

    abstract void readOther(NetworkReader reader, int kind);

    /** Keeps to be told by what operations {@code before} would become what is there now. */
    abstract void tellDifferences(C before);

    abstract void tell(L listener, Operations untold, int at);

    /** The codec, which must have been given. */
    static <T> Codec<T> requireBound(@Nullable Codec<T> codec) {
        if (codec == null) {
            throw new IllegalStateException(
                    "The collection does not know how its elements travel. It must be a final field"
                            + " of a behaviour, whose generated code tells it.");
        }
        return codec;
    }

    // ---------------------------------------------------------------- the owner

    /** Whom it belongs to; null while its object is not spawned. The content stays; unsent changes are forgotten. */
    final void owner(SyncObject.@Nullable Owner owner) {
        this.owner = owner;
        clearChanges();
    }

    /**
     * To be called before anything is changed here.
     *
     * @throws UnsupportedOperationException if the other side decides
     */
    final void requireWritable() {
        String whyNot = owner == null ? null : owner.whyReadOnly();
        if (whyNot != null) {
            throw new UnsupportedOperationException(whyNot);
        }
    }

    // ---------------------------------------------------------------- size

    final void sizeMax(int sizeMax) {
        if (sizeMax < size()) {
            throw new IllegalArgumentException(
                    "At most " + sizeMax + " elements: it has " + size() + " already. Set the bound first.");
        }
        this.sizeMax = sizeMax;
    }

    /** How many elements fit in yet. */
    final int room() {
        return sizeMax - size();
    }

    /**
     * To be called before elements are added here.
     *
     * @throws IllegalStateException if so many do not fit
     */
    final void requireRoom(int more) {
        if (more > room()) {
            throw new IllegalStateException("The collection has " + size() + " elements and holds at most " + sizeMax
                    + "; " + more + " more do not fit. Remove some, or raise the bound with atMost where it is made.");
        }
    }

    /** To be called before an element that was read is added. */
    final void requireRoom(NetworkReader reader) {
        if (room() <= 0) {
            throw reader.malformed("a collection grows beyond the " + sizeMax + " elements it holds at most");
        }
    }

    /** The count of elements that become the content. */
    final int readContentCount(NetworkReader reader) {
        return reader.checkSize(reader.readCount(0), sizeMax);
    }

    // ---------------------------------------------------------------- changes to send

    /** Whether there are changes since {@link #clearChanges}. */
    final boolean hasChanges() {
        return anew || log.count() > 0;
    }

    final void clearChanges() {
        log.clear();
        anew = false;
    }

    /** Keeps an operation that was done, for those who know what was there before. */
    final void record(int kind, int index, @Nullable Object key, @Nullable Object now) {
        if (owner == null) {
            return;
        }
        boolean first = !hasChanges();
        if (!isKept(owner)) {
            if (!first) {
                sendAnew(); // the log does not lead to the content any more
            }
            return;
        }
        if (kind == Operations.CLEAR) {
            clearChanges(); // what was before it does not matter any more
        }
        if (!anew) {
            if (log.count() > size() + SLACK) {
                sendAnew();
            } else {
                log.add(kind, index, key, null, now, null);
            }
        }
        if (first) {
            owner.changed();
        }
    }

    private boolean isKept(SyncObject.Owner owner) {
        return reading ? owner.passesOn() : owner.isRecording();
    }

    private void recordAnew() {
        if (owner != null && (isKept(owner) || hasChanges())) {
            boolean first = !hasChanges();
            sendAnew();
            if (first) {
                owner.changed();
            }
        }
    }

    private void sendAnew() {
        log.clear();
        anew = true;
    }

    final void writeAll(NetworkWriter writer) {
        writeContent(writer);
    }

    final void writeChanges(NetworkWriter writer) {
        if (anew) {
            writer.writeCount(1);
            writer.writeByte(Operations.ALL);
            writeContent(writer);
            return;
        }
        writer.writeCount(log.runs());
        for (int at = 0; at < log.count(); ) {
            int end = log.endOfRun(at);
            if (end - at > 1) {
                writer.writeByte(Operations.ADD_ALL);
                writer.writeCount(end - at);
            } else {
                writer.writeByte(log.kind(at));
            }
            for (; at < end; at++) {
                if (log.kind(at) == Operations.ADD) {
                    writeAdded(writer, log, at);
                } else if (log.kind(at) != Operations.CLEAR) {
                    writeOther(writer, log, at);
                }
            }
        }
    }

    // ---------------------------------------------------------------- reading

    /**
     * Takes the content from the reader.
     *
     * @param initial whether it comes with a spawn and calls nobody; else the differences are kept for
     *     {@link #callListeners}
     */
    final void readAll(NetworkReader reader, boolean initial) {
        reading = true;
        try {
            if (initial) {
                readInitially(reader);
            } else {
                readAnew(reader);
            }
        } finally {
            reading = false;
        }
    }

    private void readInitially(NetworkReader reader) {
        untold.clear();
        if (hasChanges()) {
            sendAnew(); // a server takes back what it refused to an owner's client
        }
        empty();
        readContent(reader);
    }

    /** Applies operations, and keeps them for {@link #callListeners}. */
    final void readChanges(NetworkReader reader) {
        reading = true;
        try {
            int count = reader.readCount(1);
            for (int i = 0; i < count; i++) {
                readOperation(reader, reader.readUnsignedByte());
            }
        } finally {
            reading = false;
        }
    }

    private void readOperation(NetworkReader reader, int kind) {
        switch (kind) {
            case Operations.ADD -> readAdded(reader);
            case Operations.ADD_ALL -> {
                int added = reader.readCount(0);
                for (int i = 0; i < added; i++) {
                    readAdded(reader);
                }
            }
            case Operations.CLEAR -> clear();
            case Operations.ALL -> readAnew(reader);
            default -> readOther(reader, kind);
        }
    }

    // A server outlives the connection that sent it something malformed. What was read until then is in the
    // content, and so must be in the log, and be told.
    private void readAnew(NetworkReader reader) {
        C before = hasListeners() ? copy() : null;
        empty();
        recordAnew();
        try {
            readContent(reader);
        } finally {
            if (before != null) {
                tellDifferences(before);
            }
        }
    }

    // ---------------------------------------------------------------- changes made here and read

    /** Removes everything, records it and keeps it to be told. */
    final void clear() {
        if (size() > 0) {
            C before = hasListeners() ? copy() : null;
            empty();
            record(Operations.CLEAR, 0, null, null);
            changed(Operations.CLEAR, 0, null, before, null);
        }
    }

    // ---------------------------------------------------------------- listeners

    final boolean hasListeners() {
        return !listeners.isEmpty();
    }

    final void listen(L listener) {
        Objects.requireNonNull(listener, "listener");
        List<L> longer = new ArrayList<>(listeners);
        longer.add(listener);
        listeners = longer;
    }

    final void unlisten(L listener) {
        List<L> shorter = new ArrayList<>(listeners);
        if (shorter.remove(listener)) {
            listeners = shorter;
        }
    }

    /** Keeps a change that was made, to be told to those who listen now. */
    final void changed(int kind, int index, @Nullable Object key, @Nullable Object before, @Nullable Object now) {
        if (hasListeners()) {
            untold.add(kind, index, key, before, now, listeners);
        }
    }

    /** Tells the listeners what was read or changed. */
    @SuppressWarnings("unchecked") // the audience is such a list
    final void callListeners() {
        if (telling || untold.count() == 0) {
            return; // if it is being told, what is new comes at the end of it
        }
        telling = true;
        try {
            for (int at = 0; at < untold.count(); at++) {
                List<L> audience = (List<L>) Objects.requireNonNull(untold.audience(at));
                for (int i = 0; i < audience.size(); i++) {
                    L listener = audience.get(i);
                    if (audience == listeners || listeners.contains(listener)) {
                        tell(listener, untold, at);
                    }
                }
            }
        } finally {
            untold.clear();
            telling = false;
        }
    }
}
