package dev.tain.internal.session;

import dev.tain.connection.RateLimit;
import dev.tain.internal.collect.IntMap;
import org.jspecify.annotations.Nullable;

/** Which message types have a rate limit. */
final class RateLimits {
    private final IntMap<RateLimit> byId = new IntMap<>();

    @Nullable
    RateLimit of(int messageId) {
        return byId.isEmpty() ? null : byId.get(messageId);
    }

    void set(int messageId, @Nullable RateLimit limit) {
        if (limit == null) {
            byId.remove(messageId);
        } else {
            byId.put(messageId, limit);
        }
    }
}
