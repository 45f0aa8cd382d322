package dev.tain.object;

import dev.tain.wire.Codec;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/** Stands for the spawned object that a collection under test belongs to, and carries its updates. */
final class Spawned implements SyncObject.Owner {
    static final String NOT_OURS = "The server decides over this behaviour.";

    static final Codec<Integer> INTEGERS = new Codec<>() {
        @Override
        public void write(NetworkWriter writer, Integer value) {
            writer.writeVarInt(value);
        }

        @Override
        public Integer read(NetworkReader reader) {
            return reader.readVarInt();
        }
    };

    static final Codec<String> STRINGS = new Codec<>() {
        @Override
        public void write(NetworkWriter writer, String value) {
            writer.writeString(value);
        }

        @Override
        public String read(NetworkReader reader) {
            return reader.readString();
        }
    };

    /** As {@link #INTEGERS}, but a number below 0 refers to something that is not here. */
    static final Codec<Integer> KNOWN_INTEGERS = new Codec<>() {
        @Override
        public void write(NetworkWriter writer, Integer value) {
            writer.writeVarInt(value);
        }

        @Override
        @SuppressWarnings("NullAway") // as generated code reads references
        public Integer read(NetworkReader reader) {
            int value = reader.readVarInt();
            return value < 0 ? null : value;
        }
    };

    private final boolean decides;
    boolean recording;
    boolean passesOn;
    int timesChanged;

    private Spawned(boolean decides) {
        this.decides = decides;
        this.recording = decides;
    }

    /** Gives the collection an owner that decides, records, and counts. */
    static Spawned onServer(SyncObject collection) {
        return own(collection, new Spawned(true));
    }

    /** Gives the collection an owner whose server decides. */
    static Spawned onClient(SyncObject collection) {
        return own(collection, new Spawned(false));
    }

    private static Spawned own(SyncObject collection, Spawned owner) {
        Backstage.bind(collection, INTEGERS, STRINGS);
        Backstage.owner(collection, owner);
        return owner;
    }

    static byte[] content(SyncObject collection) {
        NetworkWriter writer = new NetworkWriter();
        Backstage.writeAll(collection, writer);
        return writer.toByteArray();
    }

    /** The changes, which are forgotten then. */
    static byte[] changes(SyncObject collection) {
        NetworkWriter writer = new NetworkWriter();
        Backstage.writeChanges(collection, writer);
        Backstage.clearChanges(collection);
        return writer.toByteArray();
    }

    static void spawn(SyncObject from, SyncObject to) {
        NetworkReader reader = new NetworkReader(content(from));
        Backstage.readAll(to, reader, true);
        Backstage.callListeners(to);
        requireEnd(reader);
    }

    static void catchUp(SyncObject from, SyncObject to) {
        NetworkReader reader = new NetworkReader(content(from));
        Backstage.readAll(to, reader, false);
        Backstage.callListeners(to);
        requireEnd(reader);
    }

    static void update(SyncObject from, SyncObject to) {
        apply(changes(from), to);
    }

    static void apply(byte[] changes, SyncObject to) {
        NetworkReader reader = new NetworkReader(changes);
        Backstage.readChanges(to, reader);
        Backstage.callListeners(to);
        requireEnd(reader);
    }

    private static void requireEnd(NetworkReader reader) {
        if (reader.remaining() > 0) {
            throw new MalformedMessageException(reader.remaining() + " bytes are left over.");
        }
    }

    @Override
    public @Nullable String whyReadOnly() {
        return decides ? null : NOT_OURS;
    }

    @Override
    public boolean isRecording() {
        return recording;
    }

    @Override
    public boolean passesOn() {
        return passesOn;
    }

    @Override
    public void changed() {
        timesChanged++;
    }
}
