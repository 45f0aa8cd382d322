package dev.tain.processor;

import dev.tain.codegen.ObjectLookup;
import dev.tain.codegen.OutgoingCall;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.Backstage;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.References;
import dev.tain.wire.NetworkWriter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server or client that finds objects and writes down what behaviours ask of it. */
final class FakeHost {
    /** A call that was sent. */
    record Call(int function, NetworkConnection target, byte[] bytes) {}

    final boolean isServer;
    final List<Call> sent = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    boolean swallowsCalls;
    private final Map<Integer, NetworkIdentity> objects = new HashMap<>();
    private final Backstage.Host host = (Backstage.Host) Proxy.newProxyInstance(
            FakeHost.class.getClassLoader(),
            new Class<?>[] {Backstage.Host.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "isServer" -> serves();
                case "find" -> find((Long) arguments[0], (Class<?>) arguments[1]);
                case "beginCall" -> begin((Integer) arguments[1], (NetworkConnection) arguments[2]);
                case "wrongSide" -> reports.add((arguments[2].equals(true) ? "@Server " : "@Client ") + arguments[1]);
                case "toString" -> "fake host";
                default -> throw new AssertionError(method);
            });

    FakeHost(boolean isServer) {
        this.isServer = isServer;
    }

    private boolean serves() {
        return isServer;
    }

    /** A connection that a test tells from others by its name. */
    static NetworkConnection connection(String name) {
        return (NetworkConnection) Proxy.newProxyInstance(
                FakeHost.class.getClassLoader(),
                new Class<?>[] {NetworkConnection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "toString" -> name;
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> throw new AssertionError(method);
                });
    }

    /** An object of this side with these behaviours. */
    NetworkIdentity spawn(int netId, Thing... things) {
        NetworkIdentity object = Backstage.newIdentity(host, "thing", false);
        Backstage.netId(object, netId);
        for (Thing thing : things) {
            Backstage.attach(object, thing.behaviour);
        }
        objects.put(netId, object);
        return object;
    }

    ObjectLookup lookup() {
        return host;
    }

    private Object find(long reference, Class<?> type) {
        NetworkIdentity object = objects.get(References.netId(reference));
        int index = References.index(reference);
        if (object != null && index >= object.behaviours().size()) {
            return null;
        }
        Object found =
                object == null || index < 0 ? object : object.behaviours().get(index);
        return type.isInstance(found) ? found : null;
    }

    private OutgoingCall begin(int function, NetworkConnection target) {
        NetworkWriter writer = new NetworkWriter();
        return swallowsCalls
                ? null
                : new OutgoingCall() {
                    @Override
                    public NetworkWriter writer() {
                        return writer;
                    }

                    @Override
                    public void send() {
                        sent.add(new Call(function, target, writer.toByteArray()));
                    }
                };
    }
}
