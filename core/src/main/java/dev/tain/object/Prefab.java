package dev.tain.object;

/** How a kind of object is put together, on the server and on every client. Called once for each object. */
@FunctionalInterface
public interface Prefab {
    /** Adds the behaviours, in an order that both sides share, and the engine's node if there is one. */
    void assemble(Assembly parts);
}
