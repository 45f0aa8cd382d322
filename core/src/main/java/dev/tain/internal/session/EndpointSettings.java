package dev.tain.internal.session;

import dev.tain.connection.BulkLimits;
import dev.tain.connection.RateLimit;

/** What both ends can be told; the builders of the façade explain each and give its default. Times in nanoseconds. */
public record EndpointSettings(
        String gameVersion,
        boolean strictSchema,
        long sendIntervalNanos,
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
        BulkLimits bulkLimits) {}
