package dev.tain.object;

/**
 * Copies an engine's transform to a {@link Pose} and back: a few lines for each engine, with an engine's class such as
 * jMonkeyEngine's {@code Spatial} or an entity's id as the node.
 *
 * @param <N> the engine's class
 */
public interface NodeAdapter<N> {
    /** Copies the node's position, rotation and scale. Called on the server when its object is spawned. */
    void read(N node, Pose into);

    /** Moves the node there. Called on a client when the spawn has arrived and the node is attached. */
    void write(Pose from, N node);

    /** As {@link #read}, in the world's space instead of the parent's; the same, unless the engine has both. */
    default void readWorld(N node, Pose into) {
        read(node, into);
    }

    /** As {@link #write}, in the world's space instead of the parent's; the same, unless the engine has both. */
    default void writeWorld(Pose from, N node) {
        write(from, node);
    }
}
