package dev.tain.transport.kcp;

import dev.tain.transport.netty.SocketKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams to one address that the system takes with one call and cuts apart again. All are of one size, but that the
 * last may be smaller. Most trains of a game are one datagram long, and leave as that; large messages and transfers make
 * long ones.
 */
final class Train {
    private static final int COUNT_MAX = 64; // Linux's UDP_MAX_SEGMENTS, before 6.9
    private static final int BYTES_MAX = 65_000; // an IP packet's 65 535, less its headers

    private byte[] bytes = new byte[2048];
    private int size;
    private int count;
    private int datagramBytes;
    private @Nullable InetSocketAddress to;

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether there is more than one datagram in it. */
    boolean isLong() {
        return count > 1;
    }

    /** Whether this datagram can follow those that are there. */
    boolean takes(InetSocketAddress address, int length) {
        return address == to // of one connection it is one object
                && length <= datagramBytes
                && size == count * datagramBytes
                && count < COUNT_MAX
                && size + length <= BYTES_MAX;
    }

    void add(InetSocketAddress address, byte[] datagram, int length) {
        if (count == 0) {
            to = address;
            datagramBytes = length;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
        System.arraycopy(datagram, 0, bytes, size, length);
        size += length;
        count++;
    }

    /** What is to be written; the train is empty then. */
    DatagramPacket depart(SocketKind kind, ByteBufAllocator allocator) {
        ByteBuf buffer = allocator.ioBuffer(size).writeBytes(bytes, 0, size);
        InetSocketAddress address = Objects.requireNonNull(to);
        DatagramPacket packet =
                isLong() ? kind.datagrams(buffer, datagramBytes, address) : new DatagramPacket(buffer, address);
        to = null;
        size = 0;
        count = 0;
        return packet;
    }
}
