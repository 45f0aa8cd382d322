package dev.tain.time;

/**
 * The time on a server, or a client's idea of it. Seconds, on the server's clock unless said otherwise; they stand still
 * within a tick.
 *
 * <pre>
 *   what is shown         server's clock now      when a command sent now arrives
 *       time()    ◄── behind ──  serverTime()  ── ahead ──►  predictedTime()
 * </pre>
 *
 * On a server all three are its own clock. A client's are estimates, which are corrected smoothly, and jump only if they are
 * far off; before anything was heard of a server they are 0.
 */
public interface NetworkTime {
    /** This program's own clock in this tick: what was passed to {@code tick}. */
    double localTime();

    /** What is shown: on a client, the past as it is played back from what has arrived. */
    double time();

    /** What the server's clock says now. */
    double serverTime();

    /** What the server's clock will say when something sent now arrives there. */
    double predictedTime();

    /**
     * The server's time when the packet left that is handled now, or was last: what arrives in it was so then. On a server,
     * its own time; what a client's clock said is {@code NetworkConnection.remoteTime()}.
     */
    double messageTime();

    /** How far what is shown stays behind what arrives; 0 on a server. */
    double bufferTime();

    /** The time between two of the server's ticks that send: the step of simulations that must be alike on both sides. */
    double tickInterval();

    /** The round-trip time to the server, without what either side spends waiting for its tick; 0 on a server. */
    double rtt();

    /** Its variance, in s². */
    double rttVariance();

    /** How good the connection to the server is; on a server always {@code EXCELLENT}. */
    ConnectionQuality quality();
}
