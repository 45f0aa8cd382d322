package dev.tain.connection;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reply that has not arrived yet. One of the two callbacks runs once, during a tick and on its thread; a callback set
 * after the outcome is known runs at once.
 *
 * <pre>{@code
 * client.request(new LoginRequest("ann"))
 *         .onReply(reply -> show(reply.coins()))
 *         .onFailure(failure -> show(failure.text()));
 * }</pre>
 */
public final class PendingReply<R extends NetworkMessage> {
    private @Nullable Consumer<? super R> onReply;
    private @Nullable Consumer<? super RequestFailure> onFailure;
    private @Nullable R reply;
    private @Nullable RequestFailure failure;

    /** Says what to do with the reply. */
    public PendingReply<R> onReply(Consumer<? super R> action) {
        once(onReply, "onReply");
        onReply = action;
        if (reply != null) {
            action.accept(reply);
        }
        return this;
    }

    /** Says what to do when there will be no reply. */
    public PendingReply<R> onFailure(Consumer<? super RequestFailure> action) {
        once(onFailure, "onFailure");
        onFailure = action;
        if (failure != null) {
            action.accept(failure);
        }
        return this;
    }

    private static void once(@Nullable Object before, String method) {
        if (before != null) {
            throw new IllegalStateException(method + " was called before; one callback hears the outcome.");
        }
    }

    /** Whether the outcome is known. */
    public boolean isDone() {
        return reply != null || failure != null;
    }

    /** Whether somebody wants to hear of a failure. */
    public boolean isFailureHandled() {
        return onFailure != null;
    }

    /** Settles it with a reply; for the library, and for a game's own tests. Later outcomes are ignored. */
    public void complete(R reply) {
        if (!isDone()) {
            this.reply = reply;
            if (onReply != null) {
                onReply.accept(reply);
            }
        }
    }

    /** Settles it without one; for the library, and for a game's own tests. Later outcomes are ignored. */
    public void fail(RequestFailure failure) {
        if (!isDone()) {
            this.failure = failure;
            if (onFailure != null) {
                onFailure.accept(failure);
            }
        }
    }
}
