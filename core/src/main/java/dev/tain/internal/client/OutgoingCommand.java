package dev.tain.internal.client;

import dev.tain.codegen.OutgoingCall;
import dev.tain.codegen.RemoteFunction;
import dev.tain.internal.object.CallHeader;
import dev.tain.internal.object.Part;
import dev.tain.internal.session.Connection;
import dev.tain.object.NetworkBehaviour;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/** The command that is being written; one at a time. */
final class OutgoingCommand implements OutgoingCall {
    private final NetworkWriter writer = new NetworkWriter(256);
    private @Nullable Connection connection;
    private @Nullable RemoteFunction function;
    private long dropped;

    /** Null if it goes nowhere: what it needs was there a moment ago, perhaps. */
    @Nullable
    OutgoingCall begin(NetworkBehaviour behaviour, int index, @Nullable Connection to, boolean ready) {
        Part part = ClientObject.of(behaviour.identity()).part(behaviour);
        RemoteFunction toCall = part.schema.functions().get(index);
        if (toCall.kind() != RemoteFunction.Kind.COMMAND) {
            throw CallHeader.wrongSide(behaviour, toCall);
        }
        boolean may = behaviour.identity().isSpawned() && (!toCall.requiresAuthority() || behaviour.isOwned());
        if (!may || !ready || to == null || !to.isLive()) {
            dropped++;
            return null;
        }
        connection = to;
        function = toCall;
        CallHeader.write(writer, behaviour, index);
        return this;
    }

    /** Commands that went nowhere. */
    long dropped() {
        return dropped;
    }

    @Override
    public NetworkWriter writer() {
        return writer;
    }

    @Override
    public void send() {
        if (connection == null || function == null) {
            throw new IllegalStateException("No call was begun; only generated code sends.");
        }
        connection.saySeen(function.channel());
        connection.sendEncoded(function.channel(), writer, function.name());
    }
}
