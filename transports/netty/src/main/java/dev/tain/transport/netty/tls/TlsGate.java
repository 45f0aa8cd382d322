package dev.tain.transport.netty.tls;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.ProtocolFault;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Behind the handshake: tells the connection that it succeeded, or in words why not. */
final class TlsGate extends ChannelInboundHandlerAdapter {
    private final @Nullable HostAddress server; // null on the server itself
    private boolean isOpen;

    TlsGate(@Nullable HostAddress server) {
        this.server = server;
    }

    /** The socket is; the connection is not, yet. */
    @Override
    public void channelActive(ChannelHandlerContext context) {}

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            context.fireUserEventTriggered(event);
        } else if (handshake.isSuccess()) {
            isOpen = true;
            context.fireChannelActive();
        } else {
            context.fireExceptionCaught(inWords(handshake.cause()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.fireExceptionCaught(inWords(cause));
    }

    private Throwable inWords(Throwable cause) {
        Throwable real = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (isOpen) {
            return real instanceof SSLException
                    ? new ProtocolFault(
                            DisconnectReason.MALFORMED, "The encrypted stream is broken: " + said(real) + ".")
                    : real;
        }
        HostAddress target = server;
        if (target == null) {
            return real instanceof SSLException
                    ? new ProtocolFault(
                            DisconnectReason.TRANSPORT_FAILED, "The TLS handshake failed: " + said(real) + ".")
                    : real;
        }
        return inWords(target, real);
    }

    private static Throwable inWords(HostAddress server, Throwable cause) {
        CertificateException certificate = find(CertificateException.class, cause);
        if (certificate != null) {
            return new ProtocolFault(
                    DisconnectReason.UNTRUSTED,
                    "The certificate of " + server + " is not trusted: " + said(certificate) + "."
                            + remedy(certificate));
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

    private static String remedy(CertificateException why) {
        if (why instanceof CertificateExpiredException || why.getMessage() == null) {
            return "";
        }
        return why.getMessage().contains("path building failed")
                ? " If it is the right server, give the client its authority or its fingerprint."
                : "";
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
