package dev.tain.internal.object;

import dev.tain.codegen.IncomingCall;
import dev.tain.connection.NetworkConnection;
import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Endpoint;
import dev.tain.transport.DisconnectReason;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import org.jspecify.annotations.Nullable;

/** Runs calls that arrived and were found permitted: arguments that do not fit are the sender's fault, the rest is ours. */
public final class IncomingCallReader implements IncomingCall {
    private final Endpoint endpoint;
    private @Nullable NetworkReader body;
    private @Nullable Connection from;
    private boolean begun;

    public IncomingCallReader(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    public void run(Part part, int function, NetworkReader body, Connection from) {
        this.body = body;
        this.from = from;
        begun = false;
        try {
            part.networked.receiveCall(function, this);
        } catch (Throwable e) {
            String name = part.schema.wireName() + "."
                    + part.schema.functions().get(function).name();
            if (begun) {
                endpoint.dispatcher().handlerFailed(from, name, 0, e);
            } else if (e instanceof MalformedMessageException) {
                from.fail(DisconnectReason.MALFORMED, name + ": " + e.getMessage(), 0);
            } else {
                endpoint.rethrowFatal(e);
                from.fail(DisconnectReason.MALFORMED, name + " was refused: " + e, 0);
            }
        } finally {
            this.body = null;
            this.from = null;
        }
    }

    @Override
    public NetworkReader reader() {
        return required(body);
    }

    @Override
    public void begin() {
        NetworkReader reader = reader();
        if (reader.remaining() > 0) {
            throw reader.malformed("the call ends " + reader.remaining() + " bytes before its size");
        }
        begun = true;
    }

    @Override
    public NetworkConnection sender() {
        return required(from);
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("No call is being read; only generated code asks.");
        }
        return value;
    }
}
