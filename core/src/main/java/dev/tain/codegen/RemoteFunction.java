package dev.tain.codegen;

import dev.tain.transport.Channel;

/**
 * A remote method of a behaviour.
 *
 * @param name the method's name, for people
 * @param kind which way it goes
 * @param channel how the call travels
 * @param requiresAuthority of a command: whether only the owner may call it
 * @param includeOwner of a client RPC: whether it runs on the owner's client too
 */
public record RemoteFunction(String name, Kind kind, Channel channel, boolean requiresAuthority, boolean includeOwner) {
    /** Which way a call goes. */
    public enum Kind {
        COMMAND,
        CLIENT_RPC,
        TARGET_RPC
    }

    public static RemoteFunction command(String name, Channel channel, boolean requiresAuthority) {
        return new RemoteFunction(name, Kind.COMMAND, channel, requiresAuthority, true);
    }

    public static RemoteFunction clientRpc(String name, Channel channel, boolean includeOwner) {
        return new RemoteFunction(name, Kind.CLIENT_RPC, channel, false, includeOwner);
    }

    public static RemoteFunction targetRpc(String name, Channel channel) {
        return new RemoteFunction(name, Kind.TARGET_RPC, channel, false, true);
    }
}
