package dev.tain.transport.netty;

import io.netty.buffer.ByteBuf;

/**
 * A second way beside the stream of a connection, on which packets may be lost and overtake each other. Made by
 * {@link Stages#datagrams}; on the I/O thread but for {@link #bytesMax}.
 */
public interface DatagramLane {
    /** The largest packet it takes now; 0 as long as it takes none. From any thread. */
    int bytesMax();

    /** Takes a packet and its ownership. It may be dropped. */
    void write(ByteBuf packet);

    void flush();

    /** Where what arrives goes from now on. */
    void receiver(Receiver receiver);

    /** Takes packets; the buffer stays the caller's. */
    interface Receiver {
        void received(ByteBuf packet);
    }
}
