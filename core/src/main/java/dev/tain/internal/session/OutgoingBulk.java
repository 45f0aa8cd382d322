package dev.tain.internal.session;

import dev.tain.connection.BulkEnd;
import dev.tain.connection.BulkListener;
import dev.tain.connection.BulkOffer;
import dev.tain.connection.BulkSource;
import dev.tain.connection.BulkTransfer;
import dev.tain.connection.NetworkConnection;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A transfer that this side sends: offered, then under way as the receiver takes it. */
final class OutgoingBulk implements BulkTransfer {
    /** So many bytes were sent at that time. */
    private record Mark(long end, long at) {}

    final int number;
    final BulkSource source;
    final BulkListener listener;
    boolean accepted;
    int window;
    long sent;
    long taken;
    long movedAt;
    boolean progressed;
    boolean closed;

    private final Bulk bulk;
    private final BulkOffer offer;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();

    @Nullable
    BulkEnd ended;

    OutgoingBulk(Bulk bulk, int number, BulkOffer offer, BulkSource source, BulkListener listener, long now) {
        this.bulk = bulk;
        this.number = number;
        this.offer = offer;
        this.source = source;
        this.listener = listener;
        this.movedAt = now;
    }

    @Override
    public NetworkConnection connection() {
        return bulk.connection();
    }

    @Override
    public String name() {
        return offer.name();
    }

    @Override
    public long size() {
        return offer.size();
    }

    @Override
    public long transferredBytes() {
        return taken;
    }

    @Override
    public @Nullable BulkEnd ended() {
        return ended;
    }

    @Override
    public void cancel() {
        bulk.cancel(this);
    }

    /** How many bytes the receiver lets it send now. */
    long mayBeSent() {
        return accepted ? Math.min(offer.size() - sent, taken + window - sent) : 0;
    }

    void sent(int bytes, long now) {
        sent += bytes;
        marks.add(new Mark(sent, now));
    }

    /** The receiver took more. Returns when the last of it was sent. */
    long taken(long more, long now) {
        taken += more;
        movedAt = now;
        progressed = true;
        long at = now;
        for (Mark mark = marks.peek(); mark != null && mark.end <= taken; mark = marks.peek()) {
            at = mark.at;
            marks.remove();
        }
        return at;
    }
}
