package dev.tain.internal.object;

import dev.tain.object.Backstage;
import dev.tain.object.SyncObject;
import dev.tain.wire.NetworkWriter;

/**
 * Writes the state of parts.
 *
 * <pre>
 *   full:    [all fields] ([a collection's content])* ([count][own data])?
 *   update:  ([varulong field mask] if it has fields) ([varulong collection mask] if it has collections)
 *            ([bool own data] if it serializes itself)
 *            [fields] ([u8 0: operations, 1: content][…])* ([count][own data])?
 * </pre>
 */
public final class StateWriter {
    private final NetworkWriter own = new NetworkWriter(64);

    /** Everything, for somebody who knows nothing. Fields are taken from the state, collections as they are. */
    public void writeFull(NetworkWriter writer, Part part) {
        part.state.write(writer, part.schema.allFields());
        for (SyncObject collection : part.collections) {
            Backstage.writeAll(collection, writer);
        }
        if (part.schema.serializesItself()) {
            writeOwn(writer, part, true);
        }
    }

    /**
     * Some of it.
     *
     * @param operations collections whose operations are sent
     * @param contents collections whose content is sent; these go before operations
     */
    public void writeUpdate(
            NetworkWriter writer, Part part, long fields, long operations, long contents, boolean ownData) {
        if (part.schema.fieldCount() > 0) {
            writer.writeVarULong(fields);
        }
        long collections = operations | contents;
        if (part.collections.length > 0) {
            writer.writeVarULong(collections);
        }
        if (part.schema.serializesItself()) {
            writer.writeBoolean(ownData);
        }
        if (fields != 0) {
            part.state.write(writer, fields);
        }
        for (long left = collections; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            boolean all = (contents & 1L << i) != 0;
            writer.writeByte(all ? 1 : 0);
            if (all) {
                Backstage.writeAll(part.collections[i], writer);
            } else {
                Backstage.writeChanges(part.collections[i], writer);
            }
        }
        if (ownData && part.schema.serializesItself()) {
            writeOwn(writer, part, false);
        }
    }

    private void writeOwn(NetworkWriter writer, Part part, boolean initial) {
        own.reset();
        Backstage.serialize(part.behaviour, own, initial);
        writer.writeCount(own.position());
        writer.writeRaw(own.buffer(), 0, own.position());
    }
}
