package dev.tain.motion;

import dev.tain.EndpointBuilder;
import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Prefab;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A server at thirty per second, an owner and others, and one object that all of them see. */
final class Field {
    static final double STEP = 0.01;
    static final Duration NEVER = Duration.ofDays(20);

    final NetworkSimulation net;
    final NetworkServer server;
    final List<NetworkClient> clients = new ArrayList<>();
    final NetworkIdentity object;
    private final Prefab prefab;
    private final boolean quiet;

    Field(NetworkSimulation net, TransformSettings settings, NetworkConditions conditions) {
        this(net, parts -> parts.add(new NetworkTransform_Networked(settings)), conditions, 2, false);
    }

    /** One in which nobody says anything but what objects make him say. */
    static Field quiet(NetworkSimulation net, TransformSettings settings) {
        Prefab prefab = parts -> parts.add(new NetworkTransform_Networked(settings));
        return new Field(net, prefab, NetworkConditions.perfect(), 2, true);
    }

    /** The first client owns the object. */
    Field(NetworkSimulation net, Prefab prefab, NetworkConditions conditions, int clientCount, boolean quiet) {
        this.net = net;
        this.prefab = prefab;
        this.quiet = quiet;
        server = net.server(builder -> hush(builder).prefabs(prefabs()).sendRate(30));
        for (int i = 0; i < clientCount; i++) {
            join();
        }
        net.conditions(conditions);
        net.advance(Duration.ofSeconds(1));
        object = server.instantiate("object");
        server.spawn(object, owner());
        net.advance(Duration.ofSeconds(1));
    }

    private Prefabs prefabs() {
        return Prefabs.builder().add("object", prefab).build();
    }

    private <B extends EndpointBuilder<B>> B hush(B builder) {
        return quiet ? builder.pingInterval(NEVER).idleTimeout(NEVER) : builder;
    }

    NetworkClient join() {
        NetworkClient client = net.connectClient(builder -> hush(builder).prefabs(prefabs()));
        client.ready();
        clients.add(client);
        return client;
    }

    NetworkConnection owner() {
        return Objects.requireNonNull(server.connection(1));
    }

    NetworkConnection other() {
        return Objects.requireNonNull(server.connection(2));
    }

    static NetworkConditions link(int roundTripMillis, double loss) {
        return NetworkConditions.builder()
                .latencyMillis(roundTripMillis / 2)
                .jitterMillis(roundTripMillis / 20)
                .loss(loss)
                .build();
    }

    static TransformSettings settings(Method method, Authority authority) {
        return TransformSettings.builder().method(method).authority(authority).build();
    }

    NetworkTransform there() {
        return object.behaviour(NetworkTransform.class);
    }

    /** The object as the i-th client has it. */
    NetworkIdentity copy(int i) {
        return Objects.requireNonNull(clients.get(i).object(object.netId()));
    }

    NetworkTransform here(int i) {
        return copy(i).behaviour(NetworkTransform.class);
    }

    /** The pose that decides. */
    Pose deciding() {
        return there().decides() ? object.pose() : copy(0).pose();
    }

    /** Lets it walk along x for a time, with a speed per second. */
    void walk(double seconds, double speed) {
        int ticks = (int) Math.round(seconds * 60);
        for (int i = 0; i < ticks; i++) {
            deciding().x += (float) (speed / 60);
            net.tick();
        }
    }

    void rest(double seconds) {
        net.advance(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** What everybody has been sent by the server and has sent. */
    long messages() {
        long sum = 0;
        for (NetworkConnection connection : server.connections()) {
            sum += connection.statistics().messagesSent()
                    + connection.statistics().messagesReceived();
        }
        return sum;
    }

    long bytes() {
        long sum = 0;
        for (NetworkConnection connection : server.connections()) {
            sum += connection.statistics().bytesSent() + connection.statistics().bytesReceived();
        }
        return sum;
    }
}
