package dev.tain.house.guide;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.transport.Channel;
import dev.tain.transport.ServerMiddleware;
import dev.tain.transport.ServerTransport;
import dev.tain.transport.kcp.KcpServerTransport;
import dev.tain.transport.kcp.KcpSettings;
import dev.tain.transport.netty.tls.ServerCertificate;
import dev.tain.transport.tcp.TcpServerTransport;
import dev.tain.transport.tcp.TcpSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pieces of Java in the guide about transports, compiled. */
class TransportSnippets {
    void encrypted(NetworkClient client) throws IOException {
        Path chain = Path.of("development.pem");
        Path key = Path.of("development.key");
        if (!Files.exists(chain)) {
            ServerCertificate.development("localhost", "192.168.1.20").write(chain, key);
        }
        ServerCertificate certificate = ServerCertificate.read(chain, key);
        NetworkServer server = NetworkServer.builder()
                .transport(new TcpServerTransport(
                        URI.create("tls://0.0.0.0:7777"),
                        TcpSettings.builder().certificate(certificate).build()))
                .build();

        client.connect("tls://192.168.1.20?fingerprint=" + certificate.fingerprint());
    }

    static final class Counting extends ServerMiddleware {
        long bytes;

        Counting(ServerTransport inner) {
            super(inner);
        }

        @Override
        public void send(int connectionId, Channel channel, byte[] packet, int offset, int length) {
            bytes += length;
            super.send(connectionId, channel, packet, offset, length);
        }
    }

    void counted() {
        ServerTransport kcp = new KcpServerTransport(URI.create("kcp://0.0.0.0:7777"), KcpSettings.defaults());
        NetworkServer server =
                NetworkServer.builder().transport(new Counting(kcp)).build();
    }
}
