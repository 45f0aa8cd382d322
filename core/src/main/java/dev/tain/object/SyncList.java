package dev.tain.object;

import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/** Placeholder until written. */
public final class SyncList<T> extends SyncObject {
    @Override
    void bind(Codec<?> element, @Nullable Codec<?> value) {}

    @Override
    void owner(@Nullable Owner owner) {}

    @Override
    boolean hasChanges() {
        return false;
    }

    @Override
    void clearChanges() {}

    @Override
    void writeAll(NetworkWriter writer) {}

    @Override
    void writeChanges(NetworkWriter writer) {}

    @Override
    void readAll(NetworkReader reader, boolean initial) {}

    @Override
    void readChanges(NetworkReader reader) {}

    @Override
    void callListeners() {}
}
