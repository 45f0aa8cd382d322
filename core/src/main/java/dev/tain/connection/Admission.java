package dev.tain.connection;

import dev.tain.transport.PeerAddress;
import org.jspecify.annotations.Nullable;

/**
 * A newcomer at the door: its hello was understood, its version and messages fit, and it waits. Answer now, or keep
 * this object and answer in a later tick, after a database was asked; the newcomer is refused when the hello timeout
 * passes first. Answering after it left does nothing.
 */
public interface Admission {
    /** Where it comes from, for bans and whitelists. */
    PeerAddress address();

    /** The game version it announced; empty if it announced none. */
    String gameVersion();

    /** Lets it in. */
    void accept();

    /**
     * Turns it away; {@code text} is shown to the player, at most {@link Disconnect#MAX_TEXT_LENGTH} characters of it; null is
     * none.
     */
    void deny(@Nullable String text);
}
