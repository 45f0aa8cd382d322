package dev.tain.testing;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client transport and what it told, checked for the order the contract asks for as it goes. */
final class TransportClientProbe implements ClientTransport.Listener {
    final ClientTransport transport;
    final List<byte[]> received = new ArrayList<>();
    final List<Channel> channels = new ArrayList<>();
    int connectedCount;
    int disconnectedCount;

    @Nullable
    DisconnectReason reason;

    String detail = "";
    boolean isPolled = true;
    Runnable onReceived = () -> {};
    private boolean isConnected;

    TransportClientProbe(ClientTransport transport) {
        this.transport = transport;
    }

    @Override
    public void connected(PeerAddress server) {
        if (isConnected) {
            throw new AssertionError("The client was connected twice.");
        }
        isConnected = true;
        connectedCount++;
    }

    @Override
    public void received(Channel channel, byte[] bytes, int offset, int length) {
        if (!isConnected) {
            throw new AssertionError("A packet came to a client that is not connected.");
        }
        received.add(TransportServerProbe.Received.copy(bytes, offset, length));
        channels.add(channel);
        onReceived.run();
    }

    @Override
    public void disconnected(DisconnectReason why, String inWords) {
        if (inWords.isEmpty()) {
            throw new AssertionError("The client was disconnected with " + why + " and no sentence.");
        }
        isConnected = false;
        disconnectedCount++;
        reason = why;
        detail = inWords;
    }

    /** Ends the connection from this side; no event may follow. */
    void disconnect() {
        isConnected = false;
        transport.disconnect();
    }

    void abort() {
        isConnected = false;
        transport.abort();
    }

    void send(int first) {
        transport.send(Channel.RELIABLE, new byte[] {(byte) first}, 0, 1);
    }

    List<Integer> firstBytes() {
        return received.stream().map(packet -> (int) packet[0]).toList();
    }
}
