package dev.tain.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one side: one for IPv4, one for IPv6, where there is such a thing, read by one thread. What the network
 * refuses to carry on one way may get through on another, so failures to send are nobody's business.
 */
final class DiscoverySockets implements AutoCloseable {
    /** A group of this link only; the last four bytes spell "tain". */
    private static final String GROUP = "ff02::7461:696e";

    /** Hears datagrams, on the sockets' thread. */
    interface Receiver {
        void received(DatagramChannel over, InetSocketAddress from, byte[] bytes, int length);
    }

    private final Selector selector;
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final @Nullable DatagramChannel ip4;
    private final @Nullable DatagramChannel ip6;
    private final ByteBuffer buffer = ByteBuffer.allocate(2 * DiscoveryPackets.BYTES_MAX);
    private final byte[] bytes = new byte[2 * DiscoveryPackets.BYTES_MAX];

    /** @param port 0 for any */
    private DiscoverySockets(int port, boolean listens) throws IOException {
        this.selector = Selector.open();
        this.ip4 = open(StandardProtocolFamily.INET, "0.0.0.0", port, listens);
        int same = ip4 == null ? port : ((InetSocketAddress) ip4.getLocalAddress()).getPort();
        this.ip6 = open(StandardProtocolFamily.INET6, "::", listens ? same : 0, listens);
        if (channels.isEmpty()) {
            selector.close();
            throw new IOException("Port " + port + " cannot be opened for UDP, neither for IPv4 nor for IPv6.");
        }
    }

    /** Sockets that hear probes. */
    static DiscoverySockets listening(int port) {
        return opened(port, true);
    }

    /** Sockets that send probes. */
    static DiscoverySockets asking() {
        return opened(0, false);
    }

    private static DiscoverySockets opened(int port, boolean listens) {
        try {
            return new DiscoverySockets(port, listens);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private @Nullable DatagramChannel open(StandardProtocolFamily family, String host, int port, boolean listens) {
        try {
            DatagramChannel channel = DatagramChannel.open(family);
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, listens);
                channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
                channel.bind(new InetSocketAddress(host, port));
                channel.configureBlocking(false);
                if (listens && family == StandardProtocolFamily.INET6) {
                    join(channel);
                }
                channel.register(selector, SelectionKey.OP_READ);
                channels.add(channel);
                return channel;
            } catch (IOException e) {
                channel.close();
                return null;
            }
        } catch (IOException | UnsupportedOperationException e) {
            return null; // a machine without that family
        }
    }

    private static void join(DatagramChannel channel) throws IOException {
        for (NetworkInterface face : faces()) {
            try {
                channel.join(InetAddress.getByName(GROUP), face);
            } catch (IOException | RuntimeException e) {
                continue; // not for IPv6
            }
        }
    }

    private static List<NetworkInterface> faces() throws IOException {
        List<NetworkInterface> faces = new ArrayList<>();
        for (NetworkInterface face : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (isUp(face)) {
                faces.add(face);
            }
        }
        return faces;
    }

    private static boolean isUp(NetworkInterface face) {
        try {
            return face.isUp();
        } catch (SocketException e) {
            return false; // it has just gone away, and keeps nobody from the others
        }
    }

    int port() {
        try {
            return ((InetSocketAddress) channels.get(0).getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for datagrams, at most so long, and hands over what came. Returns false when the sockets are closed. */
    boolean receive(long timeoutMillis, Receiver receiver) {
        try {
            selector.select(Math.max(1, timeoutMillis));
            for (DatagramChannel channel : channels) {
                receive(channel, receiver);
            }
            selector.selectedKeys().clear();
            return selector.isOpen();
        } catch (ClosedSelectorException e) {
            return false;
        } catch (IOException e) {
            return selector.isOpen();
        }
    }

    private void receive(DatagramChannel channel, Receiver receiver) {
        for (int i = 0; i < 64; i++) { // then the thread looks at the clock again
            buffer.clear();
            SocketAddress from;
            try {
                from = channel.receive(buffer);
            } catch (IOException e) {
                return; // a refusal of what was sent before
            }
            if (!(from instanceof InetSocketAddress address)) {
                return;
            }
            int length = buffer.flip().remaining();
            buffer.get(bytes, 0, length);
            receiver.received(channel, address, bytes, length);
        }
    }

    static void send(DatagramChannel over, InetSocketAddress to, byte[] datagram) {
        try {
            over.send(ByteBuffer.wrap(datagram), to);
        } catch (IOException | RuntimeException e) {
            return; // see the class
        }
    }

    /** Sends a datagram to everybody who may listen at a port: this machine, and all that its networks reach at once. */
    void sendToAll(byte[] datagram, int port) throws IOException {
        if (ip4 != null) {
            for (InetAddress address : broadcastAddresses()) {
                send(ip4, new InetSocketAddress(address, port), datagram);
            }
        }
        if (ip6 != null) {
            for (NetworkInterface face : faces()) {
                sendToGroup(ip6, face, datagram, port);
            }
        }
    }

    private static Set<InetAddress> broadcastAddresses() throws IOException {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        addresses.add(InetAddress.getByName("127.0.0.1"));
        addresses.add(InetAddress.getByName("255.255.255.255"));
        for (NetworkInterface face : faces()) {
            for (InterfaceAddress address : face.getInterfaceAddresses()) {
                if (address.getBroadcast() != null) {
                    addresses.add(address.getBroadcast());
                }
            }
        }
        return addresses;
    }

    private static void sendToGroup(DatagramChannel over, NetworkInterface face, byte[] datagram, int port) {
        try {
            over.setOption(StandardSocketOptions.IP_MULTICAST_IF, face);
            send(over, new InetSocketAddress(group(face), port), datagram);
        } catch (IOException | RuntimeException e) {
            return; // not for IPv6
        }
    }

    private static InetAddress group(NetworkInterface face) throws UnknownHostException {
        return Inet6Address.getByAddress(null, InetAddress.getByName(GROUP).getAddress(), face);
    }

    @Override
    public void close() {
        try {
            selector.close();
            for (DatagramChannel channel : channels) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
