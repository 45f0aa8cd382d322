package dev.tain.internal.session;

import dev.tain.transport.Channel;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Packets out: one {@link Outbox} a channel, made when first used, and what became of them. */
final class Outboxes {
    private PacketLink link;
    private final @Nullable Outbox[] outboxes = new @Nullable Outbox[Channel.values().length];
    private int pending;
    private int linkQueued;
    private long lastSent;
    private long packets;
    private long bytes;
    private long messages;

    Outboxes(PacketLink link, long now) {
        this.link = link;
        this.lastSent = now;
    }

    /** Goes on over another link, whose packets may be of another size. */
    void restart(PacketLink through, long now) {
        link = through;
        Arrays.fill(outboxes, null);
        pending = 0;
        linkQueued = 0;
        lastSent = now;
    }

    void add(Channel channel, NetworkWriter encoded) {
        pending += outbox(channel).add(encoded.buffer(), 0, encoded.position());
    }

    void addBatch(Channel channel, NetworkWriter batch, int count, NetworkReader reader) {
        pending += outbox(channel).addBatch(batch.buffer(), batch.position(), count, reader);
    }

    /** Hands packets that others are given too to the transport, behind what waits here. */
    void sendShared(SharedPackets shared, long now, double seconds) {
        flush(now, seconds);
        shared.sendTo(link);
        linkQueued += shared.byteCount();
        bytes += shared.byteCount();
        packets += shared.packetCount();
        messages += shared.messageCount();
        lastSent = now;
    }

    /** The largest message that fits one packet of a channel. */
    int maxUnfragmentedBytes(Channel channel) {
        return outbox(channel).maxUnfragmentedBytes();
    }

    private Outbox outbox(Channel channel) {
        Outbox outbox = outboxes[channel.ordinal()];
        if (outbox == null) {
            Channel carrier = carrier(channel);
            outbox = new Outbox(channel, carrier, link.maxPacketBytes(carrier), link.batchBytes(carrier));
            outboxes[channel.ordinal()] = outbox;
        }
        return outbox;
    }

    private Channel carrier(Channel channel) {
        return switch (channel) {
            case RELIABLE -> Channel.RELIABLE;
            case UNRELIABLE, SEQUENCED -> Channel.UNRELIABLE;
            case BULK -> link.hasBulkLane() ? Channel.BULK : Channel.RELIABLE;
        };
    }

    /** Bytes that wait here or in the transport. */
    int queuedBytes() {
        linkQueued = link.queuedBytes();
        return pending + linkQueued;
    }

    /**
     * Whether more than that waits. What the transport last said, and what it was given since, is cheap to know and at
     * least the truth; it is asked again only when that would be too much.
     */
    boolean isBeyond(int limit) {
        return pending + linkQueued > limit && queuedBytes() > limit;
    }

    /** Hands everything to the transport. */
    void flush(long now, double seconds) {
        for (Outbox outbox : outboxes) {
            if (outbox != null && !outbox.isEmpty()) {
                bytes += outbox.pendingBytes();
                linkQueued += outbox.pendingBytes(); // until the transport is asked again
                packets += outbox.flush(link, seconds);
                messages += outbox.takeMessageCount();
                lastSent = now;
            }
        }
        pending = 0;
    }

    void clear() {
        for (Outbox outbox : outboxes) {
            if (outbox != null) {
                outbox.clear();
            }
        }
        pending = 0;
    }

    long lastSent() {
        return lastSent;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    long messages() {
        return messages;
    }
}
