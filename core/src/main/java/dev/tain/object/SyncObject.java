package dev.tain.object;

import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/**
 * A collection that is kept in step: a final field of a {@code NetworkBehaviour}. The side that decides changes it like
 * any collection; the changes since the last update travel as operations, and whoever comes later gets the content.
 *
 * <p>On the side that does not decide, changing it throws {@code UnsupportedOperationException} and changes nothing.
 * Before its behaviour is attached to a spawned object it is an ordinary collection.
 *
 * <p>Listeners hear of a change on the deciding side at once, on the others when the whole update is in. Content that
 * comes with a spawn calls no listener: look through the collection in {@code onStartClient}. A client that lagged gets
 * the content anew, and hears of the differences only.
 */
public abstract sealed class SyncObject permits SyncList, SyncMap, SyncSet {
    /** What a collection asks of the object it belongs to; set by the library. */
    public interface Owner {
        /** Null if this side may change it now; else a sentence that says why not. */
        @Nullable
        String whyReadOnly();

        /** Whether changes are to be kept for somebody. */
        boolean isRecording();

        /** The first change since the last update was made. */
        void changed();
    }

    SyncObject() {}

    /** How elements travel, before anything else. */
    abstract void bind(Codec<?> element, @Nullable Codec<?> value);

    /** Whom it belongs to; null while its object is not spawned. */
    abstract void owner(@Nullable Owner owner);

    /** Whether there are changes since {@link #clearChanges}. */
    abstract boolean hasChanges();

    abstract void clearChanges();

    abstract void writeAll(NetworkWriter writer);

    abstract void writeChanges(NetworkWriter writer);

    /**
     * Takes the content from the reader.
     *
     * @param initial whether it comes with a spawn and calls nobody; else the differences are kept for
     *     {@link #callListeners}
     */
    abstract void readAll(NetworkReader reader, boolean initial);

    /** Applies operations, and keeps them for {@link #callListeners}. */
    abstract void readChanges(NetworkReader reader);

    /** Tells the listeners what was read. */
    abstract void callListeners();
}
