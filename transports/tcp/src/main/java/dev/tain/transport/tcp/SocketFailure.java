package dev.tain.transport.tcp;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.TransportException;
import io.netty.channel.ConnectTimeoutException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;

/** What the system said when a socket could not be had, as a reason and a sentence with a way out. */
record SocketFailure(DisconnectReason reason, String detail) {
    static SocketFailure ofConnect(TcpAddress address, Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException) {
            return unknownHost(address);
        }
        if (cause instanceof ConnectTimeoutException || cause instanceof NoRouteToHostException) {
            return unreachable(address, said);
        }
        if (cause instanceof ConnectException && contains(said, "refused")) {
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

    static SocketFailure unknownHost(TcpAddress address) {
        return new SocketFailure(
                DisconnectReason.UNKNOWN_HOST, "The host name \"" + address.host() + "\" cannot be resolved.");
    }

    static SocketFailure timeout(TcpAddress address, int millis) {
        return new SocketFailure(DisconnectReason.UNREACHABLE, address + " did not answer within " + millis + " ms.");
    }

    static TransportException ofBind(TcpAddress address, Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException) {
            return new TransportException(
                    "The host name \"" + address.host() + "\" cannot be resolved. Listen on 0.0.0.0 for all addresses.",
                    cause);
        }
        if (cause instanceof BindException && contains(said, "in use")) {
            return new TransportException(
                    "Port " + address.port()
                            + " is in use, perhaps by an earlier run. End that program, choose another "
                            + "port, or ask for any free one with port 0.",
                    cause);
        }
        if (cause instanceof BindException && contains(said, "assign")) {
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

    private static SocketFailure unreachable(TcpAddress address, String said) {
        return new SocketFailure(DisconnectReason.UNREACHABLE, address + " cannot be reached: " + said + ".");
    }

    private static boolean contains(String said, String word) {
        return said.toLowerCase(Locale.ROOT).contains(word);
    }
}
