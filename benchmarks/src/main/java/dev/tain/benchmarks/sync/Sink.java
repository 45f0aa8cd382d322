package dev.tain.benchmarks.sync;

import dev.tain.codegen.MessageIndex;
import dev.tain.internal.schema.TypeTable;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Hello;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.PeerAddress;
import dev.tain.wire.NetworkWriter;
import java.util.List;
import java.util.ServiceLoader;

/** A client that says hello and ready, and forgets what it is sent: the server alone is measured. */
final class Sink {
    private final ClientTransport transport;
    private final NetworkWriter message = new NetworkWriter();
    private final NetworkWriter packet = new NetworkWriter();
    private boolean connected;
    private long bytes;

    private final ClientTransport.Listener listener = new ClientTransport.Listener() {
        @Override
        public void connected(PeerAddress server) {
            connected = true;
        }

        @Override
        public void received(Channel channel, byte[] packetBytes, int offset, int length) {
            bytes += length;
        }

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            throw new IllegalStateException(reason + ": " + detail);
        }
    };

    Sink(ClientTransport transport) {
        this.transport = transport;
        transport.connect();
    }

    boolean isConnected() {
        return connected;
    }

    void sayHello() {
        message.reset();
        Hello.write(message, "", false, new TypeTable(indexes()), 0);
        send();
    }

    private static List<MessageIndex> indexes() {
        return ServiceLoader.load(MessageIndex.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    void sayReady() {
        message.reset();
        message.writeShort(BuiltIn.READY);
        message.writeByte(0);
        send();
    }

    private void send() {
        packet.reset();
        packet.writeDouble(0);
        packet.writeVarUInt(message.position());
        packet.writeRaw(message.buffer(), 0, message.position());
        transport.send(Channel.RELIABLE, packet.buffer(), 0, packet.position());
        transport.flush(0);
    }

    void poll(long now) {
        transport.poll(now, listener);
    }

    /** Bytes received so far. */
    long bytes() {
        return bytes;
    }
}
