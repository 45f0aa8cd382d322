package dev.tain.internal.session;

import dev.tain.connection.BulkEnd;
import dev.tain.connection.BulkListener;
import dev.tain.connection.BulkSink;
import dev.tain.connection.BulkTransfer;
import dev.tain.connection.IncomingBulk;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.NetworkMessage;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that the other side sends: offered, then under way. One that this side ended after it had begun is kept,
 * without its sink, until the sender has heard of it, since its bytes may come until then.
 */
final class IncomingTransfer implements IncomingBulk, BulkTransfer {
    final int number;
    private final Bulk bulk;
    private final String name;
    private final long size;
    private final @Nullable NetworkMessage header;

    @Nullable
    BulkSink sink;

    BulkListener listener = new BulkListener() {};
    long written;
    long reported;
    long movedAt;
    boolean progressed;

    @Nullable
    BulkEnd ended;

    private boolean answered;

    IncomingTransfer(Bulk bulk, int number, String name, long size, @Nullable NetworkMessage header, long now) {
        this.bulk = bulk;
        this.number = number;
        this.name = name;
        this.size = size;
        this.header = header;
        this.movedAt = now;
    }

    @Override
    public NetworkConnection connection() {
        return bulk.connection();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public <T extends NetworkMessage> @Nullable T header(Class<T> type) {
        return type.cast(header);
    }

    @Override
    public BulkTransfer accept(BulkSink into, BulkListener hears) {
        answer();
        listener = hears;
        sink = into;
        bulk.accepted(this);
        return this;
    }

    @Override
    public void refuse(@Nullable String text) {
        answer();
        bulk.refused(this, text == null ? "" : text);
    }

    private void answer() {
        bulk.connection().endpoint().guard().check();
        if (answered) {
            throw new IllegalStateException("This offer of '" + name + "' was answered before; once is all.");
        }
        answered = true;
    }

    /** Whether bytes may come. */
    boolean isAccepted() {
        return answered;
    }

    @Override
    public long transferredBytes() {
        return written;
    }

    @Override
    public @Nullable BulkEnd ended() {
        return ended;
    }

    @Override
    public void cancel() {
        bulk.cancel(this);
    }
}
