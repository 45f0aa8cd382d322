package dev.tain.internal.object;

import dev.tain.codegen.RemoteFunction;
import dev.tain.internal.session.BuiltIn;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * What stands in front of a call's arguments: {@code [varuint netId] ([u8 behaviour] if there are several) [varuint
 * function]}.
 */
public final class CallHeader {
    private CallHeader() {}

    public static void write(NetworkWriter writer, NetworkBehaviour behaviour, int function) {
        NetworkIdentity object = behaviour.identity();
        writer.reset();
        writer.writeShort(BuiltIn.CALL);
        writer.writeVarUInt(object.netId());
        if (object.behaviours().size() > 1) {
            writer.writeByte(behaviour.index());
        }
        writer.writeVarUInt(function);
    }

    /** Reads the behaviour's index; it may be one that the object does not have. */
    public static int readIndex(NetworkReader reader, Part[] parts) {
        return parts.length > 1 ? reader.readUnsignedByte() : 0;
    }

    /** What to tell a program that calls a method on the wrong side. */
    public static IllegalStateException wrongSide(NetworkBehaviour behaviour, RemoteFunction function) {
        boolean command = function.kind() == RemoteFunction.Kind.COMMAND;
        String annotation = switch (function.kind()) {
            case COMMAND -> "@Command";
            case CLIENT_RPC -> "@ClientRpc";
            case TARGET_RPC -> "@TargetRpc";
        };
        return new IllegalStateException(function.name() + " of " + behaviour + " is a " + annotation
                + (command
                        ? ": it is called on a client and runs on the server; this is the server's object."
                        : ": it is called on the server and runs on clients; this is a client's copy.")
                + " Put what both sides do into a method of its own.");
    }
}
