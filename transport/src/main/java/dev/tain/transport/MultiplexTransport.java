package dev.tain.transport;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several server transports as one: TCP and WebSocket players in one game, or a host's own memory beside a socket.
 * Connections get ids of their own, in the order in which they are heard of.
 *
 * <p>What a packet may hold is what the smallest of the transports takes, since a server writes a broadcast once for
 * all. What is gathered for one connection is gathered as its own transport likes it. Belongs to one thread, as every {@link ServerTransport}.
 */
public final class MultiplexTransport implements ServerTransport {
    private final List<Member> members;
    private final RouteTable routes = new RouteTable();
    private int lastId;
    private @Nullable Listener listener;

    /** One connection: what it is called here, and what its transport calls it. */
    record Route(Member member, int innerId, int outerId) {}

    private MultiplexTransport(List<ServerTransport> transports) {
        List<Member> all = new ArrayList<>();
        for (ServerTransport transport : transports) {
            all.add(new Member(transport));
        }
        this.members = List.copyOf(all);
    }

    /**
     * Joins transports; the first gives its {@link #address()}.
     *
     * @throws IllegalArgumentException if there is none, or one comes twice
     */
    public static MultiplexTransport of(List<? extends ServerTransport> transports) {
        if (transports.isEmpty()) {
            throw new IllegalArgumentException("There is no transport to join; give at least one.");
        }
        for (int i = 0; i < transports.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (transports.get(i) == transports.get(j)) {
                    throw new IllegalArgumentException("The transport at "
                            + transports.get(i).address() + " is given twice; each can be joined once.");
                }
            }
        }
        return new MultiplexTransport(List.copyOf(transports));
    }

    /** All begin to listen, or none does. */
    @Override
    public void start() {
        List<Member> started = new ArrayList<>();
        try {
            for (Member member : members) {
                member.transport.start();
                started.add(member);
            }
        } catch (RuntimeException e) {
            started.forEach(member -> member.transport.stop());
            throw e;
        }
        lastId = 0;
    }

    @Override
    public void poll(long nowNanos, Listener listener) {
        this.listener = listener;
        try {
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                member.transport.poll(nowNanos, member);
            }
        } finally {
            this.listener = null;
        }
    }

    @Override
    public void send(int connectionId, Channel channel, byte[] bytes, int offset, int length) {
        if (channel != Channel.BULK) {
            PacketBounds.check(channel, bytes, offset, length, maxPacketBytes(channel));
        }
        Route route = routes.get(connectionId);
        if (route != null) {
            route.member.transport.send(route.innerId, channel, bytes, offset, length);
        }
    }

    @Override
    public void flush(long nowNanos) {
        for (int i = 0; i < members.size(); i++) {
            members.get(i).transport.flush(nowNanos);
        }
    }

    @Override
    public int queuedBytes(int connectionId) {
        Route route = routes.get(connectionId);
        return route == null ? 0 : route.member.transport.queuedBytes(route.innerId);
    }

    @Override
    public void disconnect(int connectionId) {
        Route route = forget(connectionId);
        if (route != null) {
            route.member.transport.disconnect(route.innerId);
        }
    }

    @Override
    public void abort(int connectionId) {
        Route route = forget(connectionId);
        if (route != null) {
            route.member.transport.abort(route.innerId);
        }
    }

    private @Nullable Route forget(int outerId) {
        Route route = routes.remove(outerId);
        if (route != null) {
            route.member.routes.remove(route.innerId);
        }
        return route;
    }

    @Override
    public long roundTripNanos(int connectionId) {
        Route route = routes.get(connectionId);
        return route == null ? -1 : route.member.transport.roundTripNanos(route.innerId);
    }

    @Override
    public boolean hasBulkLane(int connectionId) {
        Route route = routes.get(connectionId);
        return route != null && route.member.transport.hasBulkLane(route.innerId);
    }

    @Override
    public int maxPacketBytes(Channel channel) {
        int smallest = Integer.MAX_VALUE;
        for (int i = 0; i < members.size(); i++) {
            smallest = Math.min(smallest, members.get(i).transport.maxPacketBytes(channel));
        }
        return smallest;
    }

    @Override
    public int batchBytes(Channel channel) {
        int smallest = maxPacketBytes(channel);
        for (int i = 0; i < members.size(); i++) {
            smallest = Math.min(smallest, members.get(i).transport.batchBytes(channel));
        }
        return smallest;
    }

    /** That of the transport that has the connection, up to what a packet may hold for all. */
    @Override
    public int batchBytes(int connectionId, Channel channel) {
        Route route = routes.get(connectionId);
        return route == null
                ? batchBytes(channel)
                : Math.min(maxPacketBytes(channel), route.member.transport.batchBytes(route.innerId, channel));
    }

    @Override
    public boolean isEncrypted(int connectionId) {
        Route route = routes.get(connectionId);
        return route != null && route.member.transport.isEncrypted(route.innerId);
    }

    /** That of the first. */
    @Override
    public URI address() {
        return members.get(0).transport.address();
    }

    @Override
    public List<URI> addresses() {
        List<URI> all = new ArrayList<>();
        for (Member member : members) {
            all.addAll(member.transport.addresses());
        }
        return all;
    }

    @Override
    public void stop() {
        for (Member member : members) {
            member.transport.stop();
            member.routes.clear();
        }
        routes.clear();
    }

    /** One transport, and what it is listened to with. */
    private final class Member implements Listener {
        final ServerTransport transport;
        final RouteTable routes = new RouteTable();

        Member(ServerTransport transport) {
            this.transport = transport;
        }

        @Override
        public void connected(int innerId, PeerAddress address) {
            Route route = new Route(this, innerId, ++lastId);
            routes.put(innerId, route);
            MultiplexTransport.this.routes.put(route.outerId, route);
            if (listener != null) {
                listener.connected(route.outerId, address);
            }
        }

        @Override
        public void received(int innerId, Channel channel, byte[] bytes, int offset, int length) {
            Route route = routes.get(innerId);
            if (route != null && listener != null) {
                listener.received(route.outerId, channel, bytes, offset, length);
            }
        }

        @Override
        public void disconnected(int innerId, DisconnectReason reason, String detail) {
            Route route = routes.get(innerId);
            if (route != null) {
                forget(route.outerId);
                if (listener != null) {
                    listener.disconnected(route.outerId, reason, detail);
                }
            }
        }
    }
}
