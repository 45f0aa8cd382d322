package dev.tain.testing;

import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a server transport tells, and checks the order the contract asks for as it goes. */
final class TransportServerProbe implements ServerTransport.Listener {
    final List<Integer> connected = new ArrayList<>();
    final List<Integer> disconnected = new ArrayList<>();
    final List<Received> received = new ArrayList<>();
    final List<DisconnectReason> reasons = new ArrayList<>();
    Runnable onReceived = () -> {};

    @Override
    public void connected(int connectionId, PeerAddress address) {
        if (connected.contains(connectionId)) {
            throw new AssertionError("Connection " + connectionId + " was given twice.");
        }
        if (address.host().isEmpty()) {
            throw new AssertionError("Connection " + connectionId + " has no address.");
        }
        connected.add(connectionId);
    }

    @Override
    public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        if (!connected.contains(connectionId) || disconnected.contains(connectionId)) {
            throw new AssertionError("A packet of connection " + connectionId + ", which is not connected.");
        }
        received.add(new Received(connectionId, channel, Received.copy(bytes, offset, length)));
        onReceived.run();
    }

    @Override
    public void disconnected(int connectionId, DisconnectReason reason, String detail) {
        if (!connected.contains(connectionId) || disconnected.contains(connectionId)) {
            throw new AssertionError("Connection " + connectionId + " ended without being there.");
        }
        if (detail.isEmpty()) {
            throw new AssertionError("Connection " + connectionId + " ended with " + reason + " and no sentence.");
        }
        disconnected.add(connectionId);
        reasons.add(reason);
    }

    /** The first bytes of what a connection sent, in order. */
    List<Integer> firstBytes(int connectionId) {
        return received.stream()
                .filter(packet -> packet.connectionId() == connectionId)
                .map(packet -> (int) packet.bytes()[0])
                .toList();
    }

    /** A packet, copied. */
    record Received(int connectionId, Channel channel, byte[] bytes) {
        static byte[] copy(byte[] bytes, int offset, int length) {
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            return copy;
        }
    }
}
