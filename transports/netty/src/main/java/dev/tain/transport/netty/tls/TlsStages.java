package dev.tain.transport.netty.tls;

import dev.tain.transport.netty.HostAddress;
import dev.tain.transport.netty.Stages;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Encryption around a socket: its bytes are those of the stream, in TLS. */
public final class TlsStages implements Stages {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final SslContext context;
    private final @Nullable HostAddress server; // null on the server itself

    private TlsStages(SslContext context, @Nullable HostAddress server) {
        this.context = context;
        this.server = server;
    }

    /** Those of a server. */
    public static TlsStages ofServer(ServerCertificate certificate) {
        try {
            return new TlsStages(
                    SslContextBuilder.forServer(certificate.key(), certificate.chain())
                            .sslProvider(SslProvider.JDK)
                            .protocols(VERSIONS)
                            .build(),
                    null);
        } catch (SSLException e) {
            throw new IllegalArgumentException("The certificate cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Those of a client of this server. */
    public static TlsStages ofClient(ServerTrust trust, HostAddress server) {
        try {
            return new TlsStages(
                    SslContextBuilder.forClient()
                            .trustManager(trust.manager())
                            .endpointIdentificationAlgorithm(trust.checksHostNames() ? "HTTPS" : "")
                            .sslProvider(SslProvider.JDK)
                            .protocols(VERSIONS)
                            .build(),
                    server);
        } catch (SSLException e) {
            throw new IllegalStateException("This Java cannot encrypt: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void addTo(Channel channel) {
        SslHandler handler;
        if (server == null) {
            channel.pipeline().addLast(new PlaintextDoor());
            handler = context.newHandler(channel.alloc());
        } else {
            handler = context.newHandler(channel.alloc(), server.host(), server.port());
        }
        handler.setHandshakeTimeoutMillis(0); // the connection has deadlines of its own
        channel.pipeline().addLast(handler, new TlsGate(server));
    }

    @Override
    public boolean hasHandshake() {
        return true;
    }

    @Override
    public boolean isEncrypted() {
        return true;
    }

    /** With TLS's own goodbye, so that nobody can cut a stream short unnoticed. */
    @Override
    public ChannelFuture finish(ChannelHandlerContext connection) {
        ChannelPromise said = connection.newPromise();
        Stages.super.finish(connection).addListener(written -> {
            SslHandler handler = connection.pipeline().get(SslHandler.class);
            if (handler == null) {
                said.trySuccess();
            } else {
                handler.closeOutbound(said);
            }
        });
        return said;
    }
}
