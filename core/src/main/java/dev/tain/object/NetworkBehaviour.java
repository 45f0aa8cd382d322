package dev.tain.object;

import dev.tain.codegen.OutgoingCall;
import dev.tain.connection.NetworkConnection;
import dev.tain.time.NetworkTime;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/**
 * What an object of the game knows and can do, on the server and on its clients:
 *
 * <pre>{@code
 * public class Player extends NetworkBehaviour {
 *     @SyncVar(hook = "healthChanged") int health = 100;
 *     final SyncList<Item> inventory = new SyncList<>();
 *
 *     @Command   void fire(Vector3 direction) { … }                    // called on the owner's client, runs on the server
 *     @ClientRpc void exploded(Vector3 at) { … }                       // called on the server, runs on every observer
 *     @TargetRpc void welcome(NetworkConnection target, String text) { … }
 *     void healthChanged(int before, int now) { … }
 * }
 * }</pre>
 *
 * <p>The annotation processor writes a subclass {@code Player_Networked} with the same constructors, whose remote methods
 * travel; {@link Prefab}s add that. Made with plain {@code new}, a behaviour is an ordinary object whose methods just run,
 * which is how they are tested one by one.
 *
 * <p>The callbacks below are called in the order of {@code docs/callbacks.md}. What one throws is reported; the others
 * are called all the same.
 */
public abstract class NetworkBehaviour {
    private static final String GENERATED = "_Networked";

    private @Nullable NetworkIdentity identity;
    private int index;

    /** The object it belongs to. Null-safe neighbour: {@link #isAttached}. */
    public final NetworkIdentity identity() {
        if (identity == null) {
            throw new IllegalStateException(
                    getClass().getName() + " belongs to no object yet. In a constructor it cannot;"
                            + " use onStartServer or onStartClient.");
        }
        return identity;
    }

    /** Whether it belongs to an object. */
    public final boolean isAttached() {
        return identity != null;
    }

    /** Its place among the object's behaviours. */
    public final int index() {
        return index;
    }

    /** Its object's {@link NetworkIdentity#netId()}; 0 if it has none. */
    public final int netId() {
        return identity == null ? 0 : identity.netId();
    }

    /** Whether this is the server's object; false if it belongs to none. */
    public final boolean isServer() {
        return identity != null && identity.isServer();
    }

    /** Whether this is a client's copy; false if it belongs to none. */
    public final boolean isClient() {
        return identity != null && identity.isClient();
    }

    /** Whether this is a client's copy and the client owns it. */
    public final boolean isOwned() {
        return identity != null && identity.isOwned();
    }

    /** Whether this is a client's copy of its own player. */
    public final boolean isLocalPlayer() {
        return identity != null && identity.isLocalPlayer();
    }

    /** The time, of the server or as this client knows it. */
    public final NetworkTime time() {
        return identity().host().time();
    }

    /** {@link NetworkIdentity#owner()}. */
    public final @Nullable NetworkConnection owner() {
        return identity == null ? null : identity.owner();
    }

    /** Another behaviour of the same object; see {@link NetworkIdentity#behaviour}. */
    public final <T> T behaviour(Class<T> type) {
        return identity().behaviour(type);
    }

    // ---------------------------------------------------------------- callbacks

    /** On the server, when its object is spawned, before any client is told. */
    protected void onStartServer() {}

    /** On the server, when its object leaves the network, last of the stop callbacks. Its state is still there. */
    protected void onStopServer() {}

    /** On a client, when its object has appeared and its state is in. */
    protected void onStartClient() {}

    /** On a client, when its object disappears. */
    protected void onStopClient() {}

    /** On a client that begins to own the object; after {@link #onStartClient}. */
    protected void onStartAuthority() {}

    /** On a client that stops owning the object. */
    protected void onStopAuthority() {}

    /** On a client whose player the object becomes; after {@link #onStartAuthority}. */
    protected void onStartLocalPlayer() {}

    /** On a client whose player the object was; first of the stop callbacks. */
    protected void onStopLocalPlayer() {}

    /** On both sides while the object is spawned, at the send rate, before state is gathered. Costs only who overrides it. */
    protected void onTick() {}

    /**
     * On both sides while the object is spawned, in every tick, when what arrived has been handled: for what is to move
     * at the rate of the display. Costs only who overrides it.
     */
    protected void onUpdate() {}

    // ---------------------------------------------------------------- state

    /**
     * Says that fields of a behaviour declared {@code @SyncSettings(marked = true)} were changed. Does no harm on others.
     */
    public final void markChanged() {
        if (identity != null) {
            identity.host().markChanged(this);
        }
    }

    /**
     * Writes what {@code @SyncVar} cannot say. Called after the fields, whenever this behaviour's state is sent: at a spawn
     * and after {@link #markChanged}. Whoever overrides it overrides {@link #onDeserialize} too.
     *
     * @param initial whether it goes to somebody who knows nothing yet
     */
    protected void onSerialize(NetworkWriter writer, boolean initial) {}

    /** Reads what {@link #onSerialize} wrote, all of it. Called when the fields are set, before the hooks. */
    protected void onDeserialize(NetworkReader reader, boolean initial) {}

    /**
     * On the server, for {@code CLIENT_TO_SERVER}: whether the state that the owner just sent is possible. It is in the
     * fields and collections already; with false, the values before are restored, sent back to the owner, and the refusal
     * is counted. What {@link #onDeserialize} read, the behaviour takes back itself.
     */
    protected boolean acceptClientState() {
        return true;
    }

    /**
     * On a client, whether what the server says of the {@code @SyncVar} fields goes into them as it arrives. If not, it is
     * kept, no hook is called, and {@link #takeState} puts it there later: for an owner's client that predicts them. What
     * an object is first shown with goes in anyhow.
     */
    protected boolean takesState() {
        return true;
    }

    /** Puts what the server said last of the {@code @SyncVar} fields into them, on a client; calls no hooks. */
    protected final void takeState() {
        identity().host().takeState(this);
    }

    // ---------------------------------------------------------------- for generated code

    /**
     * Begins a remote call; for generated code.
     *
     * @param function its index in the schema
     * @param target of a target RPC, or null
     * @return null if it goes nowhere, for a reason that honest timing can bring about; it is counted
     * @throws IllegalStateException if it is called on the wrong side, or on a behaviour of no object
     */
    protected final @Nullable OutgoingCall beginCall(int function, @Nullable NetworkConnection target) {
        return identity().host().beginCall(this, function, target);
    }

    /**
     * Whether a guarded method runs; for generated code.
     *
     * @param server whether it is {@code @Server}, or {@code @Client}
     * @param silent whether a call on the other side is no mistake
     */
    protected final boolean mayRun(boolean server, boolean silent, String method) {
        if (identity == null || identity.isServer() == server) {
            return true;
        }
        if (!silent) {
            identity.host().wrongSide(this, method, server);
        }
        return false;
    }

    // ---------------------------------------------------------------- for this room

    @Nullable
    NetworkIdentity attachedTo() {
        return identity;
    }

    void attach(NetworkIdentity identity, int index) {
        this.identity = identity;
        this.index = index;
    }

    @Override
    public String toString() {
        String name = getClass().getSimpleName();
        int end = name.endsWith(GENERATED) ? name.length() - GENERATED.length() : name.length();
        return name.substring(0, end) + (identity == null ? "" : " of " + identity);
    }
}
