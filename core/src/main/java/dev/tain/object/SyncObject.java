package dev.tain.object;

import org.jspecify.annotations.Nullable;

/**
 * A collection that is kept in step: a final field of a {@code NetworkBehaviour}. The side that decides changes it like
 * any collection; the changes since the last update travel as operations, and whoever comes later gets the content.
 *
 * <p>On the side that does not decide, changing it throws {@code UnsupportedOperationException} and changes nothing.
 * Before its behaviour is attached to a spawned object it is an ordinary collection; when its object leaves the network
 * it is one again, with the content it had.
 *
 * <p>Elements are immutable values and not null: a change inside an element is not seen. What refers to an object that is
 * not here (yet, or any more) is null in a {@code SyncList} and among a {@code SyncMap}'s values; in a {@code SyncSet},
 * and among a map's keys, it is left out.
 *
 * <p>Listeners hear of a change on the deciding side at once, on the others when the whole update is in. Content that
 * comes with a spawn calls no listener: look through the collection in {@code onStartClient}. A client that lagged gets
 * the content anew, and hears of the differences only. Each listener hears all changes since it was added, in order; a
 * change that a listener makes itself is told when the present one has been told to all. If a listener throws, the
 * change is made all the same, but what was still to be told of it is not.
 *
 * <p>Not thread-safe. A collection without changes and without listeners takes no memory beyond its content.
 */
public sealed interface SyncObject permits SyncList, SyncMap, SyncSet {
    /** What a collection asks of the object it belongs to; set by the library. */
    interface Owner {
        /** Null if this side may change it now; else a sentence that says why not. */
        @Nullable
        String whyReadOnly();

        /** Whether changes that are made here are to be kept for somebody. */
        boolean isRecording();

        /** Whether changes that are read are kept too, for others: a server may pass on what an owner's client decided. */
        default boolean passesOn() {
            return false;
        }

        /** The first change since the last update was made. */
        void changed();
    }
}
