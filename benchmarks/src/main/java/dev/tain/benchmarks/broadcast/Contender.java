package dev.tain.benchmarks.broadcast;

/**
 * One way to broadcast. The same rules for all: a round is one {@code ScoreMessage} to each client; rounds are sent in
 * groups of {@link #GROUP}, at most {@link #WINDOW} ahead of the slowest client; a client acknowledges every
 * {@link #ACK_EVERY} messages.
 */
interface Contender {
    int CLIENTS = 100;
    int GROUP = 64;
    int WINDOW = 1024;
    int ACK_EVERY = 64;

    /** Starts a server on a free port, returns the port, and broadcasts as soon as all clients are there. */
    int serve() throws Exception;

    /** Connects all clients and counts what they receive in {@code delivered}. */
    void connect(int port, Delivered delivered) throws Exception;

    static Contender named(String name) {
        return switch (name) {
            case "tain" -> new TainBroadcast();
            case "kryonet" -> new KryoNetBroadcast();
            case "netty-batched" -> new NettyBroadcast(true);
            case "netty-flush" -> new NettyBroadcast(false);
            default -> throw new IllegalArgumentException("No contender '" + name + "'.");
        };
    }
}
