package dev.tain.object;

import dev.tain.connection.NetworkConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that exists on a server and, as a copy, on every client that observes it. What it can do and what it knows is
 * in its {@link NetworkBehaviour}s. Made by a server's or client's {@code instantiate} out of a {@link Prefab}; the
 * server spawns it.
 *
 * <p>The server's object and a client's copy are two Java objects, also in host mode: {@link #isServer()} and
 * {@link #isClient()} are never both true. Confined to the thread that ticks its server or client.
 */
public final class NetworkIdentity {
    private final Backstage.Host host;
    private final String prefab;
    private final boolean sceneObject;
    private final Pose pose = new Pose();
    private final List<NetworkBehaviour> behaviours = new ArrayList<>(2);
    private final List<NetworkBehaviour> behavioursView = Collections.unmodifiableList(behaviours);
    private @Nullable Object node;
    private @Nullable NodeAdapter<Object> adapter;

    // What follows is the library's to change, through Backstage.
    int netId;
    boolean localPlayer;
    boolean owned;

    @Nullable
    NetworkConnection owner;

    @Nullable
    NetworkIdentity parent;

    Visibility visibility = Visibility.DEFAULT;

    @Nullable
    Object record;

    NetworkIdentity(Backstage.Host host, String prefab, boolean sceneObject) {
        this.host = host;
        this.prefab = prefab;
        this.sceneObject = sceneObject;
    }

    // ---------------------------------------------------------------- what it is

    /** Its number on the network, the same on every side, never given twice by one server; 0 while it is not spawned. */
    public int netId() {
        return netId;
    }

    /** Whether it is on the network: on a server between spawn and unspawn, on a client while it observes it. */
    public boolean isSpawned() {
        return netId != 0;
    }

    /** The name of the prefab, or of the scene object. */
    public String prefab() {
        return prefab;
    }

    /** Whether it stood in the scene from the start. */
    public boolean isSceneObject() {
        return sceneObject;
    }

    /** Whether this is the server's object. */
    public boolean isServer() {
        return host.isServer();
    }

    /** Whether this is a client's copy. */
    public boolean isClient() {
        return !host.isServer();
    }

    /** Where it is. A client takes it from the spawn; later movement is the game's to send. */
    public Pose pose() {
        return pose;
    }

    // ---------------------------------------------------------------- behaviours

    /** Its behaviours, in the order of the prefab. */
    public List<NetworkBehaviour> behaviours() {
        return behavioursView;
    }

    /** The first behaviour of a type, or null. */
    public <T> @Nullable T findBehaviour(Class<T> type) {
        for (NetworkBehaviour behaviour : behaviours) {
            if (type.isInstance(behaviour)) {
                return type.cast(behaviour);
            }
        }
        return null;
    }

    /**
     * The first behaviour of a type.
     *
     * @throws IllegalArgumentException if it has none
     */
    public <T> T behaviour(Class<T> type) {
        T found = findBehaviour(type);
        if (found == null) {
            throw new IllegalArgumentException(this + " has no " + type.getSimpleName() + ", only "
                    + behaviours.stream()
                            .map(behaviour -> behaviour.getClass().getSimpleName())
                            .toList() + ". Add it to the prefab.");
        }
        return found;
    }

    void add(NetworkBehaviour behaviour) {
        behaviours.add(behaviour);
    }

    // ---------------------------------------------------------------- who

    /** On the server, the client that owns it, or null; on a client, its connection if it is the owner, else null. */
    public @Nullable NetworkConnection owner() {
        return owner;
    }

    /** Whether this is a client's copy and the client owns it. */
    public boolean isOwned() {
        return owned;
    }

    /** Whether this is a client's copy of its own player. */
    public boolean isLocalPlayer() {
        return localPlayer;
    }

    /** On the server: the clients that observe it now, the owner among them. On a client: nobody. */
    public Collection<NetworkConnection> observers() {
        return host.observers(this);
    }

    /** On the server: whether that client observes it now. Costs as little however many do. */
    public boolean isObservedBy(NetworkConnection connection) {
        return host.isObservedBy(this, connection);
    }

    /** Who may observe it. */
    public Visibility visibility() {
        return visibility;
    }

    /**
     * Says who may observe it; on the server. Clients that may no longer see it lose it, others get it.
     *
     * @throws IllegalStateException on a client
     */
    public void visibility(Visibility visibility) {
        host.visibility(this, visibility);
    }

    // ---------------------------------------------------------------- parents

    /** The object it belongs to, or null; on a client also while that has not arrived. */
    public @Nullable NetworkIdentity parent() {
        return parent;
    }

    /**
     * Makes it belong to another object, or to none; on the server. It is destroyed when its parent is.
     *
     * @throws IllegalStateException on a client
     * @throws IllegalArgumentException if the parent is not spawned, or belongs to this object
     */
    public void parent(@Nullable NetworkIdentity parent) {
        host.parent(this, parent);
    }

    // ---------------------------------------------------------------- the engine's node

    /**
     * Attaches the engine's own node, such as a model or an entity's id, or takes it away with null. The server or client
     * finds the object by its node; ids that are equal are one node.
     */
    public void attach(@Nullable Object node) {
        attachNode(node, null);
    }

    /** As {@link #attach(Object)}; the adapter keeps {@link #pose()} and the node's transform together at a spawn. */
    @SuppressWarnings("unchecked")
    public <N> void attach(N node, NodeAdapter<? super N> adapter) {
        attachNode(node, (NodeAdapter<Object>) adapter);
    }

    private void attachNode(@Nullable Object node, @Nullable NodeAdapter<Object> adapter) {
        host.nodeChanged(this, this.node, node);
        this.node = node;
        this.adapter = adapter;
    }

    /**
     * The node.
     *
     * @return null if there is none
     * @throws ClassCastException if it is of another type
     */
    public <N> @Nullable N node(Class<N> type) {
        return type.cast(node);
    }

    /** Copies the node's transform to {@link #pose()}; without a node and its adapter, that is left as it is. */
    public void readNode() {
        if (adapter != null && node != null) {
            adapter.read(node, pose);
        }
    }

    /** Moves the node to {@link #pose()}; without a node and its adapter, nothing happens. */
    public void writeNode() {
        if (adapter != null && node != null) {
            adapter.write(pose, node);
        }
    }

    /** Says where the node is in the world's space; without a node and its adapter, what {@link #pose()} says. */
    public void readNodeInWorld(Pose into) {
        if (adapter != null && node != null) {
            adapter.readWorld(node, into);
        } else {
            into.set(pose);
        }
    }

    /** Moves the node to a place in the world's space, and {@link #pose()} with it. */
    public void writeNodeInWorld(Pose to) {
        if (adapter != null && node != null) {
            adapter.writeWorld(to, node);
            adapter.read(node, pose);
        } else {
            pose.set(to);
        }
    }

    Backstage.Host host() {
        return host;
    }

    @Override
    public String toString() {
        return prefab + (netId == 0 ? " (not spawned)" : " " + Integer.toUnsignedString(netId));
    }
}
