package dev.tain.internal.client;

import dev.tain.internal.session.Connection;
import dev.tain.internal.session.Endpoint;
import dev.tain.time.ConnectionQuality;
import dev.tain.time.NetworkTime;
import org.jspecify.annotations.Nullable;

/** Time on a client: what its connection knows of the server's. */
final class ServersTime implements NetworkTime {
    private final Endpoint endpoint;
    private @Nullable Connection connection;

    ServersTime(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    void of(Connection connection) {
        this.connection = connection;
    }

    @Override
    public double localTime() {
        return endpoint.seconds();
    }

    @Override
    public double time() {
        return connection == null ? 0 : connection.remoteTimeline();
    }

    @Override
    public double serverTime() {
        return connection == null ? 0 : connection.remoteNow();
    }

    @Override
    public double predictedTime() {
        return serverTime() + rtt() / 2;
    }

    @Override
    public double messageTime() {
        return connection == null ? 0 : connection.remoteTime();
    }

    @Override
    public double bufferTime() {
        return connection == null ? 0 : connection.bufferTime();
    }

    @Override
    public double tickInterval() {
        return connection == null ? endpoint.settings().tickIntervalSeconds() : connection.remoteInterval();
    }

    @Override
    public double rtt() {
        return connection == null ? 0 : connection.rtt();
    }

    @Override
    public double rttVariance() {
        return connection == null ? 0 : connection.rttVariance();
    }

    @Override
    public ConnectionQuality quality() {
        return connection == null ? ConnectionQuality.ESTIMATING : connection.quality();
    }
}
