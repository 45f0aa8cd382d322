package dev.tain.discovery;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A server of these tests in a process of its own: advertises until its input ends. */
final class LanServer {
    private LanServer() {}

    public static void main(String[] args) throws IOException {
        try (DiscoveryServer<LanInfo> server = DiscoveryServer.advertise(
                Integer.parseInt(args[0]),
                "dev.tain.test",
                List.of(URI.create("tcp://0.0.0.0:7777")),
                LanInfo.class,
                new LanInfo("from afar", 1))) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
