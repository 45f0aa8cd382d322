package dev.tain.internal.session;

import dev.tain.internal.schema.TypeTable;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * Packets in: takes them apart, puts fragments together, drops what is late, and hands each message to where it
 * belongs. Here {@link MalformedMessageException} ends and becomes the end of the connection.
 */
final class Inbox {
    /** Clocks count from somewhere within three hundred years. */
    static final double TIME_MAX_SECONDS = 1e10;

    private static final int HANDSHAKE_MESSAGE_BYTES = 1 << 18;

    private final Connection connection;
    private final Endpoint endpoint;
    private FragmentJoiner fragments = new FragmentJoiner();
    private boolean firstInPacket;
    private boolean news; // more in the packet than the question what time it is
    private int newestSequence;
    private boolean anySequence;
    private double remoteTime;
    private long lastReceived;
    private long packetsReceived;
    private long bytesReceived;
    private long messagesReceived;
    private long lateDropped;

    Inbox(Connection connection, Endpoint endpoint) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.lastReceived = endpoint.now();
    }

    /** Another link begins: nothing of the last one is under way any more. */
    void restart() {
        fragments = new FragmentJoiner();
        anySequence = false;
        lastReceived = endpoint.now();
    }

    /** What the sender's clock said in the last packet, in seconds. */
    double remoteTime() {
        return remoteTime;
    }

    long lastReceived() {
        return lastReceived;
    }

    long packets() {
        return packetsReceived;
    }

    long bytes() {
        return bytesReceived;
    }

    long messages() {
        return messagesReceived;
    }

    long lateDropped() {
        return lateDropped;
    }

    /** Takes a packet from the transport. The bytes are valid during the call. */
    void receive(Channel channel, byte[] bytes, int offset, int length) {
        if (!connection.hears()) {
            return;
        }
        lastReceived = endpoint.now();
        packetsReceived++;
        bytesReceived += length;
        NetworkReader batch = endpoint.batchReader().wrap(bytes, offset, length);
        try {
            remoteTime = batch.readDouble();
            if (!(Math.abs(remoteTime) <= TIME_MAX_SECONDS)) {
                throw batch.malformed("a packet's time is out of range");
            }
            if (channel != Channel.BULK) {
                connection.time().arrived(remoteTime);
            }
            NetworkReader body = endpoint.messageReader();
            firstInPacket = true;
            news = false;
            while (batch.remaining() > 0 && connection.hears()) {
                int size = batch.readVarUInt();
                if (size < 2 || size > batch.remaining()) {
                    throw batch.malformed("a message of " + Integer.toUnsignedString(size) + " bytes does not fit the "
                            + batch.remaining() + " that remain of its packet");
                }
                body.wrap(bytes, batch.bufferPosition(), size);
                batch.skip(size);
                if (!message(body, channel)) {
                    return;
                }
                firstInPacket = false;
            }
            if (news && channel != Channel.BULK) {
                connection.time().news(remoteTime, channel == Channel.RELIABLE);
            }
        } catch (MalformedMessageException e) {
            connection.fail(DisconnectReason.MALFORMED, String.valueOf(e.getMessage()), 0);
        }
    }

    /** Returns whether the rest of the packet is to be read. */
    private boolean message(NetworkReader body, Channel channel) {
        messagesReceived++;
        int size = body.remaining();
        int messageId = body.readUnsignedShort();
        news |= messageId != BuiltIn.TIME && messageId != BuiltIn.SEQUENCE;
        if (channel == Channel.BULK && messageId != BuiltIn.BULK_CHUNK && messageId != BuiltIn.BULK) {
            throw body.malformed("message " + messageId + " came on the lane of transfers");
        }
        if (messageId >= TypeTable.FIRST_GAME_ID || isRequest(messageId)) {
            gameMessage(messageId, size, body, channel);
            return true;
        }
        boolean goesOn = builtIn(messageId, body, channel);
        if (body.remaining() > 0 && connection.hears()) {
            throw body.malformed("built-in message " + messageId + " ends before its size");
        }
        return goesOn;
    }

    private void gameMessage(int messageId, int size, NetworkReader body, Channel channel) {
        if (!connection.isLive()) {
            connection.early(channel);
        } else if (size > endpoint.settings().maxMessageBytes()) {
            connection.tooLarge(size, messageId);
        } else if (isRequest(messageId)) {
            connection.requests().receive(messageId, body, channel);
        } else {
            endpoint.dispatcher().dispatch(connection, messageId, body, channel);
        }
    }

    private static boolean isRequest(int messageId) {
        return messageId == BuiltIn.REQUEST || messageId == BuiltIn.REPLY || messageId == BuiltIn.REFUSAL;
    }

    private boolean builtIn(int messageId, NetworkReader body, Channel channel) {
        switch (messageId) {
            case BuiltIn.SEQUENCE:
                return inSequence(body);
            case BuiltIn.FRAGMENT_START:
            case BuiltIn.FRAGMENT:
                fragment(messageId, body, channel);
                return true;
            case BuiltIn.GOODBYE:
                connection.goodbye(Goodbye.read(body));
                return true;
            case BuiltIn.KEEP_ALIVE:
                return true;
            case BuiltIn.TIME:
                connection.time(body, channel);
                return true;
            case BuiltIn.BULK:
            case BuiltIn.BULK_CHUNK:
                connection.bulk().receive(messageId, body, channel);
                return true;
            default:
                if (channel == Channel.RELIABLE || connection.isLive()) {
                    connection.control(messageId, body);
                } else { // a call may overtake the word that a suspended connection goes on
                    body.skip(body.remaining());
                }
                return true;
        }
    }

    private boolean inSequence(NetworkReader body) {
        if (!firstInPacket) {
            throw body.malformed("a sequence number comes first in its packet");
        }
        int sequence = body.readUnsignedShort();
        if (anySequence && (short) (sequence - newestSequence) <= 0) {
            lateDropped++;
            return false;
        }
        anySequence = true;
        newestSequence = sequence;
        return true;
    }

    private void fragment(int messageId, NetworkReader body, Channel channel) {
        if (channel != Channel.RELIABLE) {
            throw body.malformed("fragments travel on the reliable channel only");
        }
        int max = connection.isLive()
                ? endpoint.settings().maxMessageBytes()
                : Math.min(HANDSHAKE_MESSAGE_BYTES, endpoint.settings().maxMessageBytes());
        NetworkWriter whole;
        if (messageId == BuiltIn.FRAGMENT_START) {
            int total = body.readVarUInt();
            if (total < 2 || total > max) {
                connection.tooLarge(total, 0);
                return;
            }
            whole = fragments.start(body, total);
        } else {
            whole = fragments.append(body);
        }
        if (whole != null) {
            NetworkReader joined = new NetworkReader(whole.buffer());
            joined.wrap(whole.buffer(), 0, whole.position());
            int inner = joined.readUnsignedShort();
            if (inner == BuiltIn.FRAGMENT || inner == BuiltIn.FRAGMENT_START || inner == BuiltIn.SEQUENCE) {
                throw joined.malformed("a fragmented message holds a fragment");
            }
            messagesReceived--;
            firstInPacket = false;
            message(joined.wrap(whole.buffer(), 0, whole.position()), channel);
        }
    }
}
