package dev.tain.benchmarks.kcp;

import dev.tain.benchmarks.LineChart;
import dev.tain.benchmarks.Results;
import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.kcp.engine.KcpClientEngine;
import dev.tain.transport.kcp.engine.KcpPeer;
import dev.tain.transport.kcp.engine.KcpServerEngine;
import dev.tain.transport.kcp.engine.Parameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A server sends reliable messages to one client, sixty times a second, at growing rates, over a link of a megabyte a
 * second with 40 ms of latency each way: what arrives, how late, and how many bytes it took. Virtual time, so the same on
 * every machine.
 */
public final class KcpSimulation {
    private static final double LINK_BYTES_PER_SECOND = 1_000_000;
    private static final double BUFFER_MILLIS = 100;
    private static final double LATENCY_MILLIS = 40;
    private static final double JITTER_MILLIS = 5;
    private static final int MESSAGE_BYTES = 500;
    private static final int WARM_UP_MILLIS = 2_000;
    private static final int MEASURED_MILLIS = 20_000;
    private static final double[] LOSSES = {0, 0.05, 0.2, 0.4};
    private static final int[] RATES = {25, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200};

    /** What came of one rate on one link. */
    private record Point(double goodput, double p50, double p99, double overhead, String end) {}

    private final Random random = new Random(1);
    private final SimulatedLink down;
    private final SimulatedLink up;
    private final List<Double> delays = new ArrayList<>();
    private long arrivedBytes;
    private int millis;
    private String end = "";
    private KcpPeer serverPeer;

    @SuppressWarnings("NullAway.Init") // the server's peer, when the client has connected
    private KcpSimulation(double loss) {
        down = new SimulatedLink(random, LINK_BYTES_PER_SECOND, BUFFER_MILLIS, LATENCY_MILLIS, JITTER_MILLIS, loss);
        up = new SimulatedLink(random, LINK_BYTES_PER_SECOND, BUFFER_MILLIS, LATENCY_MILLIS, JITTER_MILLIS, loss);
    }

    public static void main(String[] args) throws Exception {
        Map<String, List<double[]>> goodput = new LinkedHashMap<>();
        Map<String, List<double[]>> latency = new LinkedHashMap<>();
        System.out.println("| lost each way | sent kB/s | arrived kB/s | latency p50 ms | p99 ms | bytes per byte | |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (double loss : LOSSES) {
            String name = String.format(Locale.ROOT, "%.0f %% lost", 100 * loss);
            for (int rate : RATES) {
                Results.progress("kcp: " + name + ", " + rate + " kB/s");
                Point point = new KcpSimulation(loss).run(rate * 1000.0);
                goodput.computeIfAbsent(name, n -> new ArrayList<>()).add(new double[] {rate, point.goodput});
                latency.computeIfAbsent(name, n -> new ArrayList<>()).add(new double[] {rate, point.p99});
                System.out.printf(
                        Locale.ROOT,
                        "| %.0f %% | %d | %.0f | %.0f | %.0f | %.2f | %s |%n",
                        100 * loss,
                        rate,
                        point.goodput,
                        point.p50,
                        point.p99,
                        point.overhead,
                        point.end);
            }
        }
        Results.progressDone();
        int plot = List.of(args).indexOf("--plot");
        if (plot >= 0) {
            String svg =
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"640\" viewBox=\"0 0 760 640\""
                            + " font-family=\"sans-serif\" font-size=\"13\"><rect width=\"100%\" height=\"100%\""
                            + " fill=\"#ffffff\"/>\n"
                            + new LineChart("KCP: what arrives, kB/s", "sent, kB/s, over a link of 1000", 1200, 1200)
                                    .draw(0, 0, 760, 320, goodput)
                            + new LineChart("KCP: latency of a message, p99, ms", "sent, kB/s", 1200, 800)
                                    .draw(0, 320, 760, 320, latency)
                            + "</svg>\n";
            Files.writeString(Path.of(args[plot + 1]), svg);
        }
    }

    private final class Server implements KcpServerEngine.Wire, KcpPeer.Listener {
        @Override
        public void datagram(KcpPeer peer, byte[] bytes, int length) {
            down.send(millis, bytes, length);
        }

        @Override
        public void datagram(Object address, byte[] bytes, int length) {
            down.send(millis, bytes, length);
        }

        @Override
        public void connected(KcpPeer peer) {
            serverPeer = peer;
        }

        @Override
        public boolean received(KcpPeer peer, Channel channel, byte[] bytes, int offset, int length) {
            return true;
        }

        @Override
        public void acknowledged(KcpPeer peer) {}

        @Override
        public void ended(KcpPeer peer, DisconnectReason reason, String detail) {
            end = reason.toString();
        }

        @Override
        public void left(KcpPeer peer) {}
    }

    private final class Client implements KcpPeer.Listener {
        @Override
        public void connected(KcpPeer peer) {}

        @Override
        public boolean received(KcpPeer peer, Channel channel, byte[] bytes, int offset, int length) {
            int sentAt = (bytes[offset] & 0xFF) << 16 | (bytes[offset + 1] & 0xFF) << 8 | bytes[offset + 2] & 0xFF;
            if (sentAt >= WARM_UP_MILLIS) {
                delays.add((double) millis - sentAt);
            }
            if (millis >= WARM_UP_MILLIS) {
                arrivedBytes += length;
            }
            return true;
        }

        @Override
        public void acknowledged(KcpPeer peer) {}

        @Override
        public void ended(KcpPeer peer, DisconnectReason reason, String detail) {
            end = reason.toString();
        }

        @Override
        public void left(KcpPeer peer) {}
    }

    private Point run(double bytesPerSecond) {
        Parameters parameters = Parameters.defaults();
        KcpServerEngine server =
                new KcpServerEngine(parameters, (address, round, before) -> 4711, new Server(), new Server(), 0);
        KcpClientEngine client = new KcpClientEngine(
                parameters, (peer, bytes, length) -> up.send(millis, bytes, length), new Client(), "server", 0);
        double credit = 0;
        long bytesBefore = 0;
        for (millis = 1; millis < WARM_UP_MILLIS + MEASURED_MILLIS && end.isEmpty(); millis++) {
            up.deliver(millis, (bytes, length) -> server.receive("client", bytes, 0, length, millis));
            down.deliver(millis, (bytes, length) -> client.receive(bytes, 0, length, millis));
            if (serverPeer != null && millis % 17 == 0) {
                credit += bytesPerSecond * 0.017;
                byte[] message = new byte[MESSAGE_BYTES];
                message[0] = (byte) (millis >>> 16);
                message[1] = (byte) (millis >>> 8);
                message[2] = (byte) millis;
                for (; credit >= MESSAGE_BYTES; credit -= MESSAGE_BYTES) {
                    serverPeer.send(Channel.RELIABLE, message, 0, message.length);
                }
                serverPeer.flush(millis);
                server.touch(serverPeer);
            }
            server.advance(millis);
            client.advance(millis);
            if (millis == WARM_UP_MILLIS) {
                bytesBefore = down.bytes();
            }
        }
        delays.sort(null);
        double seconds = Math.max(1, millis - WARM_UP_MILLIS) / 1000.0;
        return new Point(
                arrivedBytes / seconds / 1000,
                delays.isEmpty() ? Double.NaN : delays.get(delays.size() / 2),
                delays.isEmpty() ? Double.NaN : delays.get((int) (delays.size() * 0.99)),
                (down.bytes() - bytesBefore) / Math.max(1.0, arrivedBytes),
                end);
    }
}
