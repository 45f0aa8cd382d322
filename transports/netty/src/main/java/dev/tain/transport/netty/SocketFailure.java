package dev.tain.transport.netty;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.TransportException;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the system said when a socket could not be had, as a reason and a sentence with a way out. */
public record SocketFailure(DisconnectReason reason, String detail) {
    private static final Pattern NATIVE_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    public static SocketFailure ofConnect(HostAddress address, Throwable cause) {
        String said = saidBy(cause);
        if (cause instanceof ProtocolFault fault) {
            return new SocketFailure(fault.reason(), fault.detail());
        }
        if (cause instanceof UnknownHostException) {
            return unknownHost(address);
        }
        if (cause instanceof ConnectTimeoutException || cause instanceof NoRouteToHostException) {
            return unreachable(address, said);
        }
        if (isRefusal(cause)) {
            return new SocketFailure(
                    DisconnectReason.CONNECTION_REFUSED,
                    "Nobody listens at " + address + ". Is the server started, and is the port right?");
        }
        if (contains(said, "unreachable") || contains(said, "timed out") || contains(said, "no route")) {
            return unreachable(address, said);
        }
        return new SocketFailure(
                DisconnectReason.TRANSPORT_FAILED, "Connecting to " + address + " failed: " + cause + ".");
    }

    /** Whether the system says that nobody listens at an address. */
    public static boolean isRefusal(Throwable cause) {
        return cause instanceof PortUnreachableException
                || cause instanceof IOException && contains(saidBy(cause), "refused");
    }

    public static SocketFailure unknownHost(HostAddress address) {
        return new SocketFailure(
                DisconnectReason.UNKNOWN_HOST, "The host name \"" + address.host() + "\" cannot be resolved.");
    }

    /** What ended traffic, or its handshake, as the connection hears of it. */
    public static SocketFailure ofTraffic(Throwable cause) {
        if (cause instanceof ProtocolFault fault) {
            return new SocketFailure(fault.reason(), fault.detail());
        }
        if (cause instanceof IOException) {
            return new SocketFailure(DisconnectReason.CONNECTION_LOST, "The connection broke: " + saidBy(cause) + ".");
        }
        return new SocketFailure(DisconnectReason.TRANSPORT_FAILED, cause.toString());
    }

    /** The time was up while a handshake was under way. */
    public static SocketFailure handshakeTimeout(HostAddress address, int millis) {
        return new SocketFailure(
                DisconnectReason.UNREACHABLE,
                address + " answered, but did not complete the handshake of " + address.scheme() + " within " + millis
                        + " ms. Is it a server for " + address.scheme() + "?");
    }

    public static SocketFailure timeout(HostAddress address, int millis) {
        return new SocketFailure(DisconnectReason.UNREACHABLE, address + " did not answer within " + millis + " ms.");
    }

    public static TransportException ofBind(HostAddress address, Throwable cause) {
        String said = saidBy(cause);
        if (cause instanceof UnknownHostException) {
            return new TransportException(
                    "The host name \"" + address.host() + "\" cannot be resolved. Listen on 0.0.0.0 for all addresses.",
                    cause);
        }
        if (cause instanceof IOException && contains(said, "in use")) {
            return new TransportException(
                    "Port " + address.port()
                            + " is in use, perhaps by an earlier run. End that program, choose another "
                            + "port, or ask for any free one with port 0.",
                    cause);
        }
        if (cause instanceof IOException && contains(said, "assign")) {
            return new TransportException(
                    address.host() + " is no address of this machine. Listen on 0.0.0.0 for all of its addresses.",
                    cause);
        }
        if (contains(said, "permission")) {
            return new TransportException(
                    "Port " + address.port() + " may not be used by this user. Choose one above 1023.", cause);
        }
        return new TransportException("Listening on " + address + " failed: " + cause + ".", cause);
    }

    private static SocketFailure unreachable(HostAddress address, String said) {
        return new SocketFailure(DisconnectReason.UNREACHABLE, address + " cannot be reached: " + said + ".");
    }

    /** The system's words, without the call that epoll's sockets put before them: "connect(..) failed with error(-111): ". */
    private static String saidBy(Throwable cause) {
        return NATIVE_CALL.matcher(String.valueOf(cause.getMessage())).replaceFirst("");
    }

    private static boolean contains(String said, String word) {
        return said.toLowerCase(Locale.ROOT).contains(word);
    }
}
