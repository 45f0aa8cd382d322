package dev.tain.internal.server;

import dev.tain.interest.InterestManagement;
import dev.tain.internal.object.Part;
import dev.tain.internal.object.StateWriter;
import dev.tain.internal.session.BuiltIn;
import dev.tain.internal.session.Endpoint;
import dev.tain.object.Visibility;
import dev.tain.transport.Channel;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who observes what, and the messages by which objects appear to clients and disappear. */
final class Visibilities {
    private final Endpoint endpoint;
    private final List<ObserverView> ready;
    private final StateRound round;
    private final @Nullable InterestManagement interest;
    private final SpawnWriter spawns;
    private final NetworkWriter forObservers = new NetworkWriter(256);
    private final NetworkWriter forOwner = new NetworkWriter(256);
    private final NetworkWriter small = new NetworkWriter(64);

    /** What a client may see and was not shown, since it could not be written. */
    private final Set<Unshown> unshown = new LinkedHashSet<>();

    private record Unshown(ObserverView view, ServerObject object, int netId) {
        Unshown(ObserverView view, ServerObject object) {
            this(view, object, object.identity.netId());
        }
    }

    Visibilities(
            Endpoint endpoint,
            List<ObserverView> ready,
            StateRound round,
            StateWriter stateWriter,
            @Nullable InterestManagement interest) {
        this.endpoint = endpoint;
        this.ready = ready;
        this.round = round;
        this.interest = interest;
        this.spawns = new SpawnWriter(stateWriter);
    }

    /** Whether everybody who is ready observes it. */
    boolean isOpen(ServerObject object) {
        Visibility visibility = object.identity.visibility();
        return visibility == Visibility.SHOWN || visibility == Visibility.DEFAULT && interest == null;
    }

    private boolean maySee(ObserverView view, ServerObject object) {
        return switch (object.identity.visibility()) {
            case SHOWN -> true;
            case NOBODY -> false;
            case HIDDEN -> view == object.owner;
            case DEFAULT -> view == object.owner || interest == null || observes(interest, view, object);
        };
    }

    private boolean observes(InterestManagement interest, ObserverView view, ServerObject object) {
        try {
            return interest.observes(view.connection, object.identity);
        } catch (Throwable e) {
            endpoint.callbackFailed(interest.getClass().getName() + ".observes", e);
            return false;
        }
    }

    List<ObserverView> observers(ServerObject object) {
        return object.open ? ready : object.observers;
    }

    // ---------------------------------------------------------------- appearing

    /** An object was spawned: those who may see it are shown it. If it cannot be written, nobody is. */
    void spawned(ServerObject object) {
        object.open = isOpen(object);
        List<ObserverView> views = new ArrayList<>();
        boolean others = false;
        for (int i = 0; i < ready.size(); i++) {
            ObserverView view = ready.get(i);
            if (maySee(view, object)) {
                views.add(view);
                others |= view != object.owner;
            }
        }
        if (others) {
            spawns.writeSpawn(forObservers, object, false);
            checkSize(forObservers, object);
        }
        if (object.owner != null && object.owner.ready) {
            spawns.writeSpawn(forOwner, object, true);
            checkSize(forOwner, object);
        }
        for (ObserverView view : views) {
            introduce(view, object);
            view.connection.sendRaw(Channel.RELIABLE, view == object.owner ? forOwner : forObservers);
            observe(view, object);
        }
    }

    private void checkSize(NetworkWriter spawn, ServerObject object) {
        int max = endpoint.settings().maxMessageBytes();
        if (spawn.position() > max) {
            throw new IllegalArgumentException("The state of " + object.identity.prefab() + " is " + spawn.position()
                    + " bytes; a spawn carries at most " + max + ". Make it smaller, or raise maxMessageBytes on both"
                    + " ends.");
        }
    }

    private void introduce(ObserverView view, ServerObject object) {
        if (!view.prefabs.get(object.prefab)) {
            view.prefabs.set(object.prefab);
            SpawnWriter.writePrefab(small, object);
            view.connection.sendRaw(Channel.RELIABLE, small);
        }
    }

    private static void observe(ObserverView view, ServerObject object) {
        if (!object.open && view.observing.add(object)) {
            object.observers.add(view);
        }
    }

    /** Shows one client an object that others may know already. */
    private void show(ObserverView view, ServerObject object) {
        try {
            round.capture(object);
            spawns.writeSpawn(forObservers, object, view == object.owner);
            checkSize(forObservers, object);
        } catch (Throwable e) {
            endpoint.callbackFailed("Showing " + object.identity.prefab() + " to a client", e);
            unshown.add(new Unshown(view, object));
            return;
        }
        introduce(view, object);
        view.connection.sendRaw(Channel.RELIABLE, forObservers);
        observe(view, object);
        view.showed(object);
        for (Part part : object.parts) {
            // What waits to be sent is in the content just shown; content once more makes the operations harmless.
            long changed = part.changedCollections | part.replacedCollections;
            if (changed != 0 && part.isFor(view == object.owner)) {
                view.pending(object).add(part, 0, changed, false);
            }
        }
    }

    /** Tries again to show what could not be written: by now the game may have set it right. Called now and then. */
    void showUnshown() {
        if (unshown.isEmpty()) {
            return;
        }
        List<Unshown> again = List.copyOf(unshown);
        unshown.clear();
        for (Unshown one : again) {
            boolean still = one.object.identity.isSpawned()
                    && one.object.identity.netId() == one.netId
                    && one.view.ready
                    && !one.view.observing.contains(one.object)
                    && maySee(one.view, one.object);
            if (still) {
                show(one.view, one.object);
            }
        }
    }

    /** Forgets everything. */
    void clear() {
        unshown.clear();
    }

    /** A client is ready: it is shown everything it may see, in one burst. */
    void ready(ObserverView view, Iterable<ServerObject> spawned) {
        signal(view, BuiltIn.BURST_BEGIN);
        for (ServerObject object : spawned) {
            if (maySee(view, object)) {
                show(view, object);
            }
        }
        signal(view, BuiltIn.BURST_END);
    }

    /** Takes readiness back: what the client said before it hears of this counts for nothing. */
    void notReady(ObserverView view) {
        small.reset();
        small.writeShort(BuiltIn.NOT_READY);
        small.writeByte(++view.readiness);
        view.connection.sendRaw(Channel.RELIABLE, small);
    }

    private void signal(ObserverView view, int id) {
        small.reset();
        small.writeShort(id);
        view.connection.sendRaw(Channel.RELIABLE, small);
    }

    // ---------------------------------------------------------------- changing

    /** Asks anew who may see an object, and shows or hides it. */
    void rebuild(ServerObject object) {
        boolean open = isOpen(object);
        Set<ObserverView> before = new LinkedHashSet<>(observers(object));
        if (open != object.open) {
            for (ObserverView view : before) {
                if (open) {
                    view.observing.remove(object);
                } else {
                    view.observing.add(object);
                }
            }
            object.open = open;
            round.sort(object);
            object.observers.clear();
            if (!open) {
                object.observers.addAll(before);
            }
        }
        for (ObserverView view : List.copyOf(ready)) {
            boolean does = before.contains(view);
            boolean may = maySee(view, object);
            if (may && !does) {
                show(view, object);
            } else if (!may && does) {
                hide(view, object);
            }
        }
    }

    private void hide(ObserverView view, ServerObject object) {
        object.observers.remove(view);
        view.forget(object);
        sendDestroy(view, object, false);
    }

    /** Its owner is another: both are told, with the state that only an owner sees or that a client decided. */
    void ownerChanged(ServerObject object, @Nullable ObserverView before) {
        ObserverView now = object.owner;
        if (before != null && before != now && before.observes(object)) {
            sendOwner(before, object, false);
        }
        rebuildFor(before, object);
        if (now != null && now.ready) {
            if (now.observes(object)) {
                sendOwner(now, object, true);
            } else if (maySee(now, object)) {
                show(now, object);
            }
        }
        relationsChanged(object);
    }

    private void rebuildFor(@Nullable ObserverView view, ServerObject object) {
        if (view != null && view.observes(object) && !maySee(view, object)) {
            hide(view, object);
        }
    }

    private void sendOwner(ObserverView view, ServerObject object, boolean owner) {
        view.forgetOwned(object);
        long parts = 0;
        for (Part part : object.parts) {
            if (part.ownerOnly && owner || part.clientDecides && part.isFor(owner)) {
                parts |= 1L << part.index;
            }
        }
        try {
            if (parts != 0) {
                round.capture(object);
            }
            spawns.writeOwner(forOwner, object, owner, parts);
            checkSize(forOwner, object);
        } catch (RuntimeException e) {
            endpoint.callbackFailed("Telling a client of its " + object.identity.prefab(), e);
            spawns.writeOwner(forOwner, object, owner, 0); // the state follows when it can be written
            for (Part part : object.parts) {
                if ((parts & 1L << part.index) != 0) {
                    view.pending(object).add(part, part.schema.allFields(), part.allCollections(), true);
                }
            }
            parts = 0;
        }
        view.connection.sendRaw(Channel.RELIABLE, forOwner);
        boolean operationsToCome = false;
        for (Part part : object.parts) {
            long collections = part.changedCollections | part.replacedCollections;
            if ((parts & 1L << part.index) != 0 && collections != 0) {
                operationsToCome = true;
                view.pending(object).add(part, 0, collections, false);
            }
        }
        if (operationsToCome) {
            showedOnly(view, object, parts);
        }
    }

    // The operations of what was sent whole must not come on top of it, so the view steps out for this round; what was
    // captured of the parts that were not sent would pass it by then, and is kept for it.
    private void showedOnly(ObserverView view, ServerObject object, long parts) {
        view.showed(object);
        for (Part part : object.parts) {
            if ((parts & 1L << part.index) == 0
                    && part.unsent != 0
                    && part.isFor(view == object.owner)
                    && !(view == object.owner && part.clientDecides)) {
                view.pending(object).add(part, part.unsent, 0, false);
            }
        }
    }

    void parentChanged(ServerObject object) {
        small.reset();
        small.writeShort(BuiltIn.PARENT);
        small.writeVarUInt(object.identity.netId());
        small.writeVarUInt(
                object.identity.parent() == null ? 0 : object.identity.parent().netId());
        List<ObserverView> views = observers(object);
        for (int i = 0; i < views.size(); i++) {
            views.get(i).connection.sendRaw(Channel.RELIABLE, small);
        }
        relationsChanged(object);
    }

    // Who may see an object may depend on its owner and its parent.
    private void relationsChanged(ServerObject object) {
        if (interest != null && !object.leaving) {
            rebuild(object);
        }
    }

    // ---------------------------------------------------------------- disappearing

    /** An object leaves the network. */
    void gone(ServerObject object) {
        for (ObserverView view : List.copyOf(observers(object))) {
            view.forget(object);
            sendDestroy(view, object, true);
        }
        object.observers.clear();
        object.open = false;
    }

    private void sendDestroy(ObserverView view, ServerObject object, boolean destroyed) {
        small.reset();
        small.writeShort(BuiltIn.DESTROY);
        small.writeVarUInt(object.identity.netId());
        small.writeBoolean(destroyed);
        view.connection.sendRaw(Channel.RELIABLE, small);
    }

    /** A client observes nothing any more, and knows. */
    void blind(ObserverView view) {
        for (ServerObject object : view.observing) {
            object.observers.remove(view);
        }
        view.forgetAll();
    }
}
