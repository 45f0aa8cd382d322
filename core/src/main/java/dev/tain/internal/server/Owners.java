package dev.tain.internal.server;

import dev.tain.connection.NetworkConnection;
import dev.tain.internal.session.Endpoint;
import dev.tain.object.Backstage;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.PreviousPlayer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who owns what on a server, and which of it is whose player. */
public final class Owners {
    private final Endpoint endpoint;
    private final ServerObjects objects;
    private final Visibilities visibilities;

    Owners(Endpoint endpoint, ServerObjects objects, Visibilities visibilities) {
        this.endpoint = endpoint;
        this.objects = objects;
        this.visibilities = visibilities;
    }

    /** Changes who owns an object, and tells nobody. */
    void own(ServerObject object, @Nullable ObserverView view, boolean player) {
        ObserverView before = object.owner;
        if (before != null) {
            before.owned.remove(object);
            if (before.player == object) {
                before.player = null;
            }
        }
        object.owner = view;
        object.player = player;
        Backstage.owner(object.identity, view == null ? null : view.connection);
        if (view != null) {
            view.owned.add(object);
            if (player) {
                view.player = object;
            }
        }
    }

    /** Makes a client the owner of a spawned object, whoever was before. */
    public void assignAuthority(NetworkIdentity identity, NetworkConnection to) {
        endpoint.guard().check();
        ServerObject object = objects.spawnedObject(identity);
        ObserverView view = objects.openView(to);
        if (view != null && object.owner != view) {
            refuseForPlayer(object, "give it to another");
            changeOwner(object, view, false);
        }
    }

    public void removeAuthority(NetworkIdentity identity) {
        endpoint.guard().check();
        ServerObject object = objects.spawnedObject(identity);
        if (object.owner != null) {
            refuseForPlayer(object, "take it away");
            changeOwner(object, null, false);
        }
    }

    private static void refuseForPlayer(ServerObject object, String what) {
        if (object.player) {
            throw new IllegalStateException(
                    object + " is its owner's player; to " + what + ", replace or remove the player first.");
        }
    }

    private void changeOwner(ServerObject object, @Nullable ObserverView view, boolean player) {
        ObserverView before = object.owner;
        own(object, view, player);
        if (!object.starting) {
            visibilities.ownerChanged(object, before);
        }
    }

    public void addPlayer(NetworkConnection connection, NetworkIdentity identity) {
        endpoint.guard().check();
        ObserverView view = objects.openView(connection);
        if (view == null) {
            return; // it left while its player was being made
        }
        if (view.player != null) {
            throw new IllegalStateException(
                    connection + " has a player already, " + view.player + "; use replacePlayer.");
        }
        makePlayer(view, objects.mine(identity));
    }

    private void makePlayer(ObserverView view, ServerObject object) {
        if (object.player && object.owner != view) {
            throw new IllegalStateException(object + " is another connection's player.");
        }
        if (object.identity.isSpawned()) {
            objects.setReady(view.connection);
            changeOwner(object, view, true);
        } else {
            object.player = true;
            objects.setReady(view.connection);
            try {
                objects.spawn(object.identity, view.connection);
            } catch (RuntimeException e) {
                object.player = false;
                throw e;
            }
        }
    }

    public void replacePlayer(NetworkConnection connection, NetworkIdentity identity, PreviousPlayer previous) {
        endpoint.guard().check();
        ObserverView view = objects.openView(connection);
        if (view == null) {
            return;
        }
        ServerObject before = view.player;
        ServerObject object = objects.mine(identity);
        if (before == object) {
            return;
        }
        if (before != null) {
            view.player = null;
            before.player = false;
        }
        try {
            makePlayer(view, object);
        } catch (RuntimeException e) {
            if (before != null) { // it is not replaced
                view.player = before;
                before.player = true;
            }
            throw e;
        }
        retire(before, previous);
    }

    public void removePlayer(NetworkConnection connection, PreviousPlayer previous) {
        endpoint.guard().check();
        ObserverView view = objects.viewOf(connection);
        ServerObject before = view.player;
        if (before != null) {
            view.player = null;
            before.player = false;
            retire(before, previous);
        }
    }

    private void retire(@Nullable ServerObject before, PreviousPlayer previous) {
        if (before == null) {
            return;
        }
        switch (previous) {
            case KEEP_AUTHORITY -> visibilities.ownerChanged(before, null);
            case KEEP -> changeOwner(before, null, false);
            case UNSPAWN -> objects.unspawn(before.identity);
            case DESTROY -> objects.destroy(before.identity);
        }
    }

    public @Nullable NetworkIdentity player(NetworkConnection connection) {
        ServerObject player = objects.viewOf(connection).player;
        return player == null ? null : player.identity;
    }

    public List<NetworkIdentity> owned(NetworkConnection connection) {
        return objects.viewOf(connection).owned.stream()
                .map(object -> object.identity)
                .toList();
    }
}
