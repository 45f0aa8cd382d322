package dev.tain.internal.session;

import dev.tain.connection.BulkLimits;
import dev.tain.connection.RateLimit;
import dev.tain.time.SnapshotSettings;

/** What both ends can be told; the builders of the façade explain each and give its default. Times in nanoseconds. */
public record EndpointSettings(
        String gameVersion,
        boolean strictSchema,
        long sendIntervalNanos,
        boolean adoptsSendInterval,
        long idleTimeoutNanos,
        long helloTimeoutNanos,
        long requestTimeoutNanos,
        int maxOutstandingRequests,
        int maxMessageBytes,
        int lowWatermarkBytes,
        int highWatermarkBytes,
        int maxQueuedBytes,
        boolean exceptionsDisconnect,
        RateLimit commandLimit,
        BulkLimits bulkLimits,
        long pingIntervalNanos,
        SnapshotSettings snapshotSettings) {
    /** The step of what goes by the send rate; that of a display, if every tick sends. */
    public double tickIntervalSeconds() {
        return sendIntervalNanos <= 0 ? 1.0 / 60 : sendIntervalNanos * 1e-9;
    }
}
