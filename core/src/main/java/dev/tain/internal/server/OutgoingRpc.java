package dev.tain.internal.server;

import dev.tain.codegen.OutgoingCall;
import dev.tain.codegen.RemoteFunction;
import dev.tain.connection.NetworkConnection;
import dev.tain.internal.object.CallHeader;
import dev.tain.internal.object.Part;
import dev.tain.internal.session.Connection;
import dev.tain.object.NetworkBehaviour;
import dev.tain.wire.NetworkWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The call to clients that is being written; one at a time. */
final class OutgoingRpc implements OutgoingCall {
    private final ServerObjects objects;
    private final List<ObserverView> ready;
    private final NetworkWriter writer = new NetworkWriter(256);
    private @Nullable ServerObject object;
    private @Nullable RemoteFunction function;
    private @Nullable ObserverView target;
    private long dropped;

    OutgoingRpc(ServerObjects objects, List<ObserverView> ready) {
        this.objects = objects;
        this.ready = ready;
    }

    /** Null if it goes nowhere. */
    @Nullable
    OutgoingCall begin(NetworkBehaviour behaviour, int index, @Nullable NetworkConnection to) {
        ServerObject called = ServerObject.of(behaviour.identity());
        Part part = called.part(behaviour);
        RemoteFunction toCall = part.schema.functions().get(index);
        if (toCall.kind() == RemoteFunction.Kind.COMMAND) {
            throw CallHeader.wrongSide(behaviour, toCall);
        }
        ObserverView only = null;
        if (toCall.kind() == RemoteFunction.Kind.TARGET_RPC) {
            only = to == null ? called.owner : objects.viewOf(to);
            if (only == null || !only.observes(called)) {
                dropped++;
                return null;
            }
        }
        if (!called.identity.isSpawned()) {
            dropped++;
            return null;
        }
        object = called;
        function = toCall;
        target = only;
        CallHeader.write(writer, behaviour, index);
        return this;
    }

    /** Calls that went nowhere. */
    long dropped() {
        return dropped;
    }

    @Override
    public NetworkWriter writer() {
        return writer;
    }

    @Override
    public void send() {
        ServerObject called = object;
        RemoteFunction toCall = function;
        if (called == null || toCall == null) {
            throw new IllegalStateException("No call was begun; only generated code sends.");
        }
        if (target != null) {
            send(target, toCall);
            return;
        }
        List<ObserverView> views = called.open ? ready : called.observers;
        for (int i = 0; i < views.size(); i++) {
            ObserverView view = views.get(i);
            if (toCall.includeOwner() || view != called.owner) {
                send(view, toCall);
            }
        }
    }

    private void send(ObserverView view, RemoteFunction toCall) {
        Connection connection = view.connection;
        connection.sendEncoded(toCall.channel(), writer, toCall.name());
    }
}
