package dev.tain.benchmarks.echo;

/** One way to carry messages to a server that sends each one back, and the clients of it. */
public interface Echo {
    /** Bytes of a message; the first eight are the time it was sent at. */
    int MESSAGE_BYTES = 64;

    /**
     * Starts a server on a free port of this machine.
     *
     * @param tickMicros how often a server that ticks does so; others answer at once
     * @return what its clients must know to find and to trust it, in one line
     */
    String serve(int tickMicros) throws Exception;

    /**
     * Connects so many clients, and returns when all are there.
     *
     * @param server what {@link #serve} returned
     */
    Clients connect(String server, int count, Arrivals arrivals) throws Exception;

    /** The clients of one process. One thread calls them. */
    interface Clients {
        /** Sends one message of {@link #MESSAGE_BYTES}; the array is the caller's again when this returns. */
        void send(int client, byte[] message);

        /** Lets what was sent leave. */
        void flush();

        /** Hands over what arrived, for those that wait to be asked. */
        void poll();
    }

    /** Takes what comes back. Any thread. */
    interface Arrivals {
        /** @param sentNanos the first eight bytes of the message, little-endian */
        void arrived(int client, long sentNanos);
    }
}
