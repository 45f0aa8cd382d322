package dev.tain.transport.kcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tain.transport.netty.NettyThreads;
import dev.tain.transport.netty.SocketKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Which datagrams leave together. */
class TrainTest {
    private final Train train = new Train();
    private final InetSocketAddress here = new InetSocketAddress("127.0.0.1", 1);
    private final InetSocketAddress there = new InetSocketAddress("127.0.0.1", 2);

    private int addAll(InetSocketAddress to, int length) {
        int count = 0;
        while (train.isEmpty() || train.takes(to, length)) {
            train.add(to, new byte[length], length);
            count++;
        }
        return count;
    }

    @Test
    void itIsForOneAddress() {
        train.add(here, new byte[100], 100);

        assertThat(train.takes(here, 100)).isTrue();
        assertThat(train.takes(there, 100)).isFalse();
    }

    @Test
    void onlyTheLastMayBeSmaller() {
        train.add(here, new byte[100], 100);
        assertThat(train.takes(here, 101)).isFalse();
        train.add(here, new byte[40], 40);

        assertThat(train.takes(here, 40)).isFalse();
        assertThat(train.takes(here, 100)).isFalse();
    }

    @Test
    void itEndsWhereTheSystemDoes() {
        assertThat(addAll(here, 50)).isEqualTo(64);
        train.depart(SocketKind.EPOLL, UnpooledByteBufAllocator.DEFAULT).release();

        assertThat(addAll(there, 1_200)).isEqualTo(54); // 64 800 bytes
    }

    @Test
    void oneDatagramIsNoTrain() {
        train.add(here, new byte[] {1, 2, 3}, 2);

        DatagramPacket packet = train.depart(SocketKind.NIO, UnpooledByteBufAllocator.DEFAULT);

        assertThat(packet).isNotInstanceOf(SegmentedDatagramPacket.class);
        assertThat(packet.recipient()).isEqualTo(here);
        assertThat(bytes(packet)).containsExactly(1, 2);
        assertThat(train.isEmpty()).isTrue();
        packet.release();
    }

    @Test
    void severalAreOneWrite() {
        train.add(here, new byte[] {1, 2}, 2);
        train.add(here, new byte[] {3}, 1);

        DatagramPacket packet = train.depart(SocketKind.EPOLL, UnpooledByteBufAllocator.DEFAULT);

        assertThat(((SegmentedDatagramPacket) packet).segmentSize()).isEqualTo(2);
        assertThat(bytes(packet)).containsExactly(1, 2, 3);
        packet.release();
    }

    @Test
    void aRefusalOfTrainsIsToldFromOtherFailures() {
        try (NettyThreads threads = new NettyThreads(1)) {
            SocketKind kind = SocketKind.of(threads.group());
            assumeTrue(kind == SocketKind.EPOLL, "this system has no epoll, or no library for it");

            assertThat(kind.failedToCut(new Errors.NativeIoException("sendmmsg", -5)))
                    .isTrue();
            assertThat(kind.failedToCut(new Errors.NativeIoException("sendmmsg", -111)))
                    .isFalse();
        }
    }

    private static byte[] bytes(DatagramPacket packet) {
        ByteBuf content = packet.content();
        byte[] bytes = new byte[content.readableBytes()];
        content.getBytes(content.readerIndex(), bytes);
        return bytes;
    }
}
