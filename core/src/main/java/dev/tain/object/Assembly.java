package dev.tain.object;

/** An object being put together by a {@link Prefab}. */
public interface Assembly {
    /** Whether this is the server's object, or a client's copy of it. */
    boolean isServer();

    /** The object. */
    NetworkIdentity identity();

    /**
     * Adds a behaviour made by the constructor of its generated class: {@code parts.add(new Player_Networked(world))}.
     *
     * @throws IllegalArgumentException if it was made with plain {@code new}, or is attached already
     */
    <T extends NetworkBehaviour> T add(T behaviour);

    /**
     * Adds a behaviour made by its constructor without arguments.
     *
     * @throws IllegalArgumentException if there is no such constructor, or no generated code for the class
     */
    <T extends NetworkBehaviour> T add(Class<T> type);
}
