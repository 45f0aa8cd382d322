package dev.tain.connection;

import org.jspecify.annotations.Nullable;

/** The way back for one request. Exactly one call answers; on the ticking thread, any time later. */
public interface Responder<R extends NetworkMessage> {
    /**
     * Answers. Dropped and counted if the connection has ended meanwhile.
     *
     * @throws IllegalStateException if the request was answered before
     */
    void reply(R reply);

    /**
     * Answers with a refusal; the text travels, at most {@link Disconnect#MAX_TEXT_LENGTH} characters of it.
     *
     * @throws IllegalStateException if the request was answered before
     */
    void refuse(@Nullable String text);
}
