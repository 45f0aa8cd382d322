package dev.tain.internal.session;

import dev.tain.time.ConnectionQuality;
import dev.tain.time.NetworkTime;

/** Time on a server: its own. */
public final class OwnTime implements NetworkTime {
    private final Endpoint endpoint;

    public OwnTime(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public double localTime() {
        return endpoint.seconds();
    }

    @Override
    public double time() {
        return endpoint.seconds();
    }

    @Override
    public double serverTime() {
        return endpoint.seconds();
    }

    @Override
    public double predictedTime() {
        return endpoint.seconds();
    }

    @Override
    public double messageTime() {
        return endpoint.seconds();
    }

    @Override
    public double bufferTime() {
        return 0;
    }

    @Override
    public double tickInterval() {
        return endpoint.settings().tickIntervalSeconds();
    }

    @Override
    public double rtt() {
        return 0;
    }

    @Override
    public double rttVariance() {
        return 0;
    }

    @Override
    public ConnectionQuality quality() {
        return ConnectionQuality.EXCELLENT;
    }
}
