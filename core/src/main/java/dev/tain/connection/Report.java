package dev.tain.connection;

import org.jspecify.annotations.Nullable;

/**
 * Something a developer should know and nobody else was told. The first of its kind comes whole; those that follow are
 * counted and reported together.
 *
 * @param kind what sort of thing
 * @param text a sentence that says what, with which type and connection
 * @param cause the exception, for the first of its kind, where there is one
 * @param count how many this report stands for: 1 for the first
 */
public record Report(Kind kind, String text, @Nullable Throwable cause, long count) {
    /** The closed list of kinds. */
    public enum Kind {
        /** A handler, listener, callback or task of the game threw. */
        CALLBACK_FAILED(true),
        /** A client was turned away. */
        REFUSED(false),
        /** A connection ended and there is no listener to tell. */
        DISCONNECTED(false),
        /** A peer broke the rules. */
        VIOLATION(false),
        /** A message of a known type came and no handler is registered for it. */
        UNHANDLED(true),
        /** A request failed and nobody asked for the failure. */
        REQUEST_FAILED(true);

        private final boolean programmersMistake;

        Kind(boolean programmersMistake) {
            this.programmersMistake = programmersMistake;
        }

        /** Whether the local program is likely at fault (a warning), or the world is (information). */
        public boolean isProgrammersMistake() {
            return programmersMistake;
        }
    }
}
