package dev.tain.internal.server;

import dev.tain.codegen.RemoteFunction;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.ServerListener;
import dev.tain.internal.object.CallHeader;
import dev.tain.internal.object.IncomingCallReader;
import dev.tain.internal.object.Part;
import dev.tain.internal.session.Endpoint;
import dev.tain.wire.NetworkReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that arrived: the one place where it is asked whether they may run. */
final class Commands {
    private final Endpoint endpoint;
    private final ServerObjects objects;
    private final ServerListener listener;
    private final IncomingCallReader calls;
    private final long[] refusals = new long[CallRefusal.values().length];

    Commands(Endpoint endpoint, ServerObjects objects, ServerListener listener) {
        this.endpoint = endpoint;
        this.objects = objects;
        this.listener = listener;
        this.calls = new IncomingCallReader(endpoint);
    }

    void receive(ObserverView view, NetworkReader body) {
        ServerObject object = objects.object(body.readVarUInt());
        int index = object == null ? 0 : CallHeader.readIndex(body, object.parts);
        Part part = object == null || index >= object.parts.length ? null : object.parts[index];
        int number = part == null ? 0 : body.readVarUInt();
        RemoteFunction function = part == null ? null : command(part, number);
        CallRefusal refusal = refusal(view, object, part, function);
        if (refusal != null) {
            body.skip(body.remaining());
            refused(view, refusal);
        } else if (part != null) {
            calls.run(part, number, body, view.connection);
        }
    }

    private @Nullable CallRefusal refusal(
            ObserverView view, @Nullable ServerObject object, @Nullable Part part, @Nullable RemoteFunction function) {
        if (!view.ready) {
            return CallRefusal.NOT_READY;
        }
        if (object == null) {
            return CallRefusal.UNKNOWN_OBJECT;
        }
        if (part == null) {
            return CallRefusal.UNKNOWN_BEHAVIOUR;
        }
        if (function == null) {
            return CallRefusal.UNKNOWN_FUNCTION;
        }
        if (function.requiresAuthority() && object.owner != view) {
            return CallRefusal.NO_AUTHORITY;
        }
        return view.mayCommand(endpoint.settings().commandLimit(), endpoint.now(), 1) ? null : CallRefusal.RATE_LIMITED;
    }

    private static @Nullable RemoteFunction command(Part part, int number) {
        List<RemoteFunction> functions = part.schema.functions();
        if (number < 0 || number >= functions.size()) {
            return null;
        }
        RemoteFunction function = functions.get(number);
        return function.kind() == RemoteFunction.Kind.COMMAND ? function : null;
    }

    void refused(ObserverView view, CallRefusal why) {
        refusals[why.ordinal()]++;
        try {
            listener.callRefused(view.connection, why);
        } catch (Throwable e) {
            endpoint.callbackFailed("ServerListener.callRefused", e);
        }
    }

    long count(CallRefusal why) {
        return refusals[why.ordinal()];
    }
}
