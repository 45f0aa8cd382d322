package dev.tain.transport.kcp.engine;

import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.NetworkConditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A server engine and client engines with a bad network between them, in virtual milliseconds. */
final class EngineRig {
    final LossyDatagrams up;
    final LossyDatagrams down;
    final Events serverEvents = new Events();
    final KcpServerEngine server;
    final List<Client> clients = new ArrayList<>();
    private final Parameters parameters;
    private final int firstNumber;
    private final int clockOffset;
    private long millis = 1;

    EngineRig(long seed, NetworkConditions conditions) {
        this(Parameters.defaults(), new Random(seed), conditions, 0, 0);
    }

    EngineRig(Parameters parameters, Random random, NetworkConditions conditions, int firstNumber, int clockOffset) {
        this.parameters = parameters;
        this.firstNumber = firstNumber;
        this.clockOffset = clockOffset;
        up = new LossyDatagrams(random, conditions);
        down = new LossyDatagrams(random, conditions);
        server = new KcpServerEngine(parameters, EngineRig::cookie, new ServerWire(), serverEvents, now(), firstNumber);
    }

    static int cookie(Object address, int round, int before) {
        return Arrays.hashCode(new Object[] {address, round, before, "secret"}) * 0x9E3779B9 | 1;
    }

    int now() {
        return (int) millis + clockOffset;
    }

    long millis() {
        return millis;
    }

    private final class ServerWire implements KcpServerEngine.Wire {
        @Override
        public void datagram(KcpPeer peer, byte[] bytes, int length) {
            datagram(peer.address(), bytes, length);
        }

        @Override
        public void datagram(Object address, byte[] bytes, int length) {
            down.send(millis, address, bytes, length); // "from" is the address it goes to
        }
    }

    final class Client {
        final Object address;
        final Events events = new Events();
        final KcpClientEngine engine;

        Client(Object address) {
            this.address = address;
            engine = new KcpClientEngine(
                    parameters,
                    (peer, bytes, length) -> up.send(millis, address, bytes, length),
                    events,
                    "server",
                    now(),
                    firstNumber);
        }

        void send(boolean isReliable, byte[] bytes) {
            engine.peer().send(isReliable ? Channel.RELIABLE : Channel.UNRELIABLE, bytes, 0, bytes.length);
            engine.peer().flush(now());
        }
    }

    Client client(Object address) {
        Client client = new Client(address);
        clients.removeIf(other -> other.address.equals(address));
        clients.add(client);
        return client;
    }

    Client connect(Object address) {
        Client client = client(address);
        await(10_000, () -> client.engine.peer().isConnected() && serverPeer(address) != null);
        return client;
    }

    @Nullable
    KcpPeer serverPeer(Object address) {
        return serverEvents.connected.get(address);
    }

    void sendToClient(Client client, boolean isReliable, byte[] bytes) {
        KcpPeer peer = serverEvents.connected.get(client.address);
        if (peer != null) {
            peer.send(isReliable ? Channel.RELIABLE : Channel.UNRELIABLE, bytes, 0, bytes.length);
            peer.flush(now());
            server.touch(peer);
        }
    }

    /** One millisecond. */
    void step() {
        millis++;
        up.deliver(millis, (from, bytes, length) -> server.receive(from, bytes, 0, length, now()));
        server.advance(now());
        Map<Object, Client> byAddress = new HashMap<>();
        for (Client client : clients) {
            byAddress.put(client.address, client);
        }
        down.deliver(millis, (to, bytes, length) -> {
            Client client = byAddress.get(to);
            if (client != null) {
                client.engine.receive(bytes, 0, length, now());
            }
        });
        for (Client client : clients) {
            client.engine.advance(now());
        }
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    void await(int patience, BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i == patience) {
                throw new AssertionError("Waited " + patience + " ms in vain.");
            }
            step();
        }
    }

    /** What one side was told. */
    static final class Events implements KcpPeer.Listener {
        final Map<Object, KcpPeer> connected = new HashMap<>();
        final List<byte[]> reliable = new ArrayList<>();
        final List<byte[]> unreliable = new ArrayList<>();
        final List<byte[]> bulk = new ArrayList<>();
        final List<DisconnectReason> ended = new ArrayList<>();
        final List<String> details = new ArrayList<>();
        int connectedCount;
        int leftCount;
        int room = Integer.MAX_VALUE;

        @Override
        public void connected(KcpPeer peer) {
            connectedCount++;
            connected.put(peer.address(), peer);
        }

        @Override
        public boolean received(KcpPeer peer, Channel channel, byte[] bytes, int offset, int length) {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            switch (channel) {
                case RELIABLE -> reliable.add(copy);
                case BULK -> bulk.add(copy);
                default -> unreliable.add(copy);
            }
            return channel == Channel.UNRELIABLE || --room > 0;
        }

        @Override
        public void acknowledged(KcpPeer peer) {}

        @Override
        public void ended(KcpPeer peer, DisconnectReason reason, String detail) {
            ended.add(reason);
            details.add(detail);
            connected.remove(peer.address(), peer);
        }

        @Override
        public void left(KcpPeer peer) {
            leftCount++;
            connected.remove(peer.address(), peer);
        }
    }
}
