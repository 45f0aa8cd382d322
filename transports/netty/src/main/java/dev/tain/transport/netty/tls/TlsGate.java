package dev.tain.transport.netty.tls;

import dev.tain.transport.DisconnectReason;
import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.ProtocolFault;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
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
        return TlsFailure.inWords(target, real);
    }

    private static String said(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
