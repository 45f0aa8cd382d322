package dev.tain.internal.server;

import dev.tain.connection.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how long connections outlive their links.
 *
 * @param graceNanos 0 if they do not
 * @param suspendedMax how many may be suspended at once
 */
public record SessionSettings(
        long graceNanos, int suspendedMax, @Nullable TokenSource tokens) {}
