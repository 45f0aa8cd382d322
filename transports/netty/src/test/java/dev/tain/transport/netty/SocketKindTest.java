package dev.tain.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;

class SocketKindTest {
    @Test
    void epollIsUsedWhereItIs() {
        assumeTrue(Epoll.isAvailable(), "this system has no epoll, or no library for it");

        try (NettyThreads threads = new NettyThreads(1)) {
            assertThat(SocketKind.of(threads.group())).isEqualTo(SocketKind.EPOLL);
            assertThat(SocketKind.of(threads.group().next())).isEqualTo(SocketKind.EPOLL);
        }
    }

    @Test
    void javasSocketsAreUsedIfNativeOnesAreNotWanted() {
        try (NettyThreads threads = new NettyThreads(1, "test", false)) {
            assertThat(SocketKind.of(threads.group())).isEqualTo(SocketKind.NIO);
            assertThat(SocketKind.of(threads.group().next())).isEqualTo(SocketKind.NIO);
        }
    }
}
