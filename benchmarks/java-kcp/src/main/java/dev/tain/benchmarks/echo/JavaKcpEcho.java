package dev.tain.benchmarks.echo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import kcp.ChannelConfig;
import kcp.KcpClient;
import kcp.KcpListener;
import kcp.KcpServer;
import kcp.Ukcp;
import threadPool.netty.NettyMessageExecutorPool;

/** java-Kcp as its README sets it up, with the parameters of the others. It answers at once, on its own threads. */
public final class JavaKcpEcho implements Echo {
    public JavaKcpEcho(String argument) {}

    private static ChannelConfig config() {
        ChannelConfig config = new ChannelConfig();
        config.nodelay(true, 10, 2, true);
        config.setSndwnd(4096);
        config.setRcvwnd(4096);
        config.setMtu(1195);
        config.setAckNoDelay(false);
        config.setTimeoutMillis(10_000);
        config.setiMessageExecutorPool(new NettyMessageExecutorPool(1));
        return config;
    }

    private abstract static class Listener implements KcpListener {
        @Override
        public void onConnected(Ukcp connection) {}

        @Override
        public void handleException(Throwable failure, Ukcp connection) {
            failure.printStackTrace();
        }

        @Override
        public void handleClose(Ukcp connection) {}
    }

    @Override
    public String serve(int tickMicros) throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        ChannelConfig config = config();
        config.setUseConvChannel(true);
        new KcpServer()
                .init(
                        new Listener() {
                            @Override
                            public void handleReceive(ByteBuf message, Ukcp connection) {
                                connection.write(message);
                            }
                        },
                        config,
                        port);
        return Integer.toString(port);
    }

    @Override
    public Clients connect(String server, int count, Arrivals arrivals) throws Exception {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(server));
        KcpClient client = new KcpClient();
        ChannelConfig first = config();
        first.setUseConvChannel(true);
        client.init(first);
        Ukcp[] connections = new Ukcp[count];
        CountDownLatch connected = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            ChannelConfig config = config();
            config.setUseConvChannel(true);
            config.setConv(1000 + i);
            config.setiMessageExecutorPool(first.getiMessageExecutorPool());
            connections[i] = client.connect(address, config, new Listener() {
                @Override
                public void onConnected(Ukcp connection) {
                    connected.countDown();
                }

                @Override
                public void handleReceive(ByteBuf message, Ukcp connection) {
                    arrivals.arrived(number, message.getLongLE(message.readerIndex()));
                }
            });
        }
        connected.await();
        return new Clients() {
            @Override
            public void send(int to, byte[] message) {
                ByteBuf buffer = Unpooled.copiedBuffer(message);
                connections[to].write(buffer);
                buffer.release();
            }

            @Override
            public void flush() {}

            @Override
            public void poll() {}
        };
    }
}
