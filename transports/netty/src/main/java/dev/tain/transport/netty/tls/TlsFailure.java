package dev.tain.transport.netty.tls;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.ProtocolFault;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a client's handshake with a server failed, as a reason and a sentence. */
public final class TlsFailure {
    private TlsFailure() {}

    /** A {@link ProtocolFault} for what is known, else the cause itself. */
    public static Throwable inWords(HostAddress server, Throwable cause) {
        CertificateException certificate = find(CertificateException.class, cause);
        if (certificate != null) {
            return new ProtocolFault(
                    DisconnectReason.UNTRUSTED,
                    "The certificate of " + server + " is not trusted: " + inWords(certificate));
        }
        if (cause instanceof NotSslRecordException) {
            return new ProtocolFault(
                    DisconnectReason.PROTOCOL_MISMATCH,
                    server
                            + " answered, but not in TLS. Is it a server that does not encrypt, such as tcp:// or ws://?");
        }
        boolean isClosed = find(ClosedChannelException.class, cause) != null;
        if (isClosed || cause instanceof IOException && !(cause instanceof SSLException)) {
            return new ProtocolFault(
                    DisconnectReason.CONNECTION_LOST,
                    server + " broke off the TLS handshake. Is it a server that does not encrypt?");
        }
        if (cause instanceof SSLException) {
            return new ProtocolFault(
                    DisconnectReason.TRANSPORT_FAILED,
                    "The TLS handshake with " + server + " failed: " + said(cause) + ".");
        }
        return cause;
    }

    private static String inWords(CertificateException why) {
        CertificateExpiredException expired = find(CertificateExpiredException.class, why);
        if (expired != null) {
            return "it, or one that vouches for it, has expired (" + said(expired)
                    + "). If this machine's clock is right, the server needs a new one.";
        }
        CertificateNotYetValidException early = find(CertificateNotYetValidException.class, why);
        if (early != null) {
            return "it, or one that vouches for it, is not valid yet (" + said(early)
                    + "). Is this machine's clock right?";
        }
        String said = said(why);
        return said + "."
                + (said.contains("path building failed")
                        ? " If it is the right server, give the client its authority or its fingerprint."
                        : "");
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable from) {
        Throwable at = from;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }

    private static String said(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
