package dev.tain.testing;

import dev.tain.transport.Channel;
import dev.tain.transport.ClientMiddleware;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.ServerMiddleware;
import dev.tain.transport.ServerTransport;
import java.net.URI;
import java.util.Arrays;

/** A middleware that puts a byte behind every packet and takes it off again: whatever is wrapped stays a transport. */
class MiddlewareContractTest extends TransportContractTest {
    private final MemoryNetwork network = new MemoryNetwork();

    private static byte[] longer(byte[] bytes, int offset, int length) {
        byte[] longer = Arrays.copyOfRange(bytes, offset, offset + length + 1);
        longer[length] = 42;
        return longer;
    }

    private static final class Server extends ServerMiddleware {
        Server(ServerTransport inner) {
            super(inner);
        }

        @Override
        public void send(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
            if (length == 0) {
                super.send(connectionId, channel, bytes, offset, 0); // to be refused in words
            }
            super.send(connectionId, channel, longer(bytes, offset, length), 0, length + 1);
        }

        @Override
        public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
            super.received(connectionId, channel, bytes, offset, length - 1);
        }

        @Override
        public int maxPacketBytes(Channel channel) {
            return super.maxPacketBytes(channel) - 1;
        }

        @Override
        public int batchBytes(Channel channel) {
            return super.batchBytes(channel) - 1;
        }
    }

    private static final class Client extends ClientMiddleware {
        Client(ClientTransport inner) {
            super(inner);
        }

        @Override
        public void send(Channel channel, byte[] bytes, int offset, int length) {
            if (length > maxPacketBytes(channel)) {
                throw new IllegalArgumentException(
                        "The packet is " + length + " bytes; " + maxPacketBytes(channel) + " fit.");
            }
            super.send(channel, longer(bytes, offset, length), 0, length + 1);
        }

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {
            super.received(channel, bytes, offset, length - 1);
        }

        @Override
        public int maxPacketBytes(Channel channel) {
            return super.maxPacketBytes(channel) - 1;
        }

        @Override
        public int batchBytes(Channel channel) {
            return super.batchBytes(channel) - 1;
        }
    }

    @Override
    protected ServerTransport createServer() {
        return new Server(network.server());
    }

    @Override
    protected ClientTransport createClient(URI server) {
        return new Client(network.client());
    }
}
