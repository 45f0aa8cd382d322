package dev.tain.examples.flag;

/** Who wants to know what objects see: given to them when they are made, on the server and on each client. */
interface Spectator {
    /** Something happened. */
    default void saw(String text) {}

    /** On a client: this is the player now. */
    default void playsAs(Player player) {}
}
