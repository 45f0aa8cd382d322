package dev.tain.transport.netty;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a name, at least one. Blocks. */
public interface HostResolver {
    /** The system's. */
    static HostResolver ofSystem() {
        return InetAddress::getAllByName;
    }

    InetAddress[] resolve(String host) throws UnknownHostException;
}
