package dev.tain.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hears of servers, and lets a test wait for it. */
final class Ears implements DiscoveryListener<LanInfo> {
    record Event(String what, DiscoveredServer<LanInfo> server) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    @Override
    public void found(DiscoveredServer<LanInfo> server) {
        events.add(new Event("found", server));
    }

    @Override
    public void changed(DiscoveredServer<LanInfo> server) {
        events.add(new Event("changed", server));
    }

    @Override
    public void lost(DiscoveredServer<LanInfo> server) {
        events.add(new Event("lost", server));
    }

    /** The next event, which must be of this kind. */
    DiscoveredServer<LanInfo> next(String what) throws InterruptedException {
        @Nullable Event event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event, %s", what).isNotNull();
        assertThat(Objects.requireNonNull(event).what()).isEqualTo(what);
        return event.server();
    }

    int count() {
        return events.size();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
