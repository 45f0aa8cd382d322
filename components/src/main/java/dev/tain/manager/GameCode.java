package dev.tain.manager;

import java.util.concurrent.Executor;

/** Runs the game's own code in the middle of something that must be brought to its end, whatever that code throws. */
final class GameCode {
    private GameCode() {}

    /**
     * Runs it now. What it throws goes no further; it is reported as everything the game throws in a tick, in the next one.
     *
     * @param endpoint the server or client that reports it
     */
    static void run(Executor endpoint, Runnable code) {
        try {
            code.run();
        } catch (Throwable e) {
            endpoint.execute(() -> GameCode.<RuntimeException>rethrow(e));
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void rethrow(Throwable e) throws T {
        throw (T) e;
    }
}
