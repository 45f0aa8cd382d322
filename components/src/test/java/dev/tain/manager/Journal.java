package dev.tain.manager;

import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.transport.PeerAddress;
import java.util.ArrayList;
import java.util.List;

/** A listener that writes down what it hears, and does what the default does. */
class Journal implements NetworkManagerListener {
    final List<String> entries = new ArrayList<>();

    /** What was written since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(entries);
        entries.clear();
        return taken;
    }

    @Override
    public void onStartServer(NetworkManager manager) {
        entries.add("onStartServer");
    }

    @Override
    public void onStopServer(NetworkManager manager) {
        entries.add("onStopServer");
    }

    @Override
    public void onStartHost(NetworkManager manager) {
        entries.add("onStartHost");
    }

    @Override
    public void onStopHost(NetworkManager manager) {
        entries.add("onStopHost");
    }

    @Override
    public void onServerConnect(NetworkManager manager, NetworkConnection connection) {
        entries.add("onServerConnect");
    }

    @Override
    public void onServerDisconnect(NetworkManager manager, NetworkConnection connection, Disconnect why) {
        boolean hasPlayer = manager.server().player(connection) != null;
        entries.add("onServerDisconnect " + why.reason() + (hasPlayer ? ", with player" : ""));
    }

    @Override
    public void onServerSuspended(NetworkManager manager, NetworkConnection connection, Disconnect why) {
        boolean hasPlayer = manager.server().player(connection) != null;
        entries.add("onServerSuspended " + why.reason() + (hasPlayer ? ", with player" : ""));
    }

    @Override
    public void onServerResumed(NetworkManager manager, NetworkConnection connection) {
        entries.add("onServerResumed");
    }

    @Override
    public void onClientSuspended(NetworkManager manager, Disconnect why) {
        entries.add("onClientSuspended " + why.reason());
    }

    @Override
    public void onClientReconnectFailed(NetworkManager manager, Disconnect why) {
        entries.add("onClientReconnectFailed " + why.reason());
    }

    @Override
    public void onClientResumed(NetworkManager manager) {
        entries.add("onClientResumed");
    }

    @Override
    public void onServerRefused(NetworkManager manager, PeerAddress address, Disconnect why) {
        entries.add("onServerRefused " + why.reason());
    }

    @Override
    public void onServerReady(NetworkManager manager, NetworkConnection connection) {
        entries.add("onServerReady");
    }

    @Override
    public void onServerAddPlayer(NetworkManager manager, NetworkConnection connection) {
        entries.add("onServerAddPlayer");
        NetworkManagerListener.super.onServerAddPlayer(manager, connection);
    }

    @Override
    public void onServerChangeScene(NetworkManager manager, String scene) {
        entries.add("onServerChangeScene " + scene);
    }

    @Override
    public void onServerSceneChanged(NetworkManager manager, String scene) {
        entries.add("onServerSceneChanged " + scene);
    }

    @Override
    public void onServerSceneLoaded(NetworkManager manager, String scene) {
        entries.add("onServerSceneLoaded " + scene);
    }

    @Override
    public void onServerSceneUnloaded(NetworkManager manager, String scene) {
        entries.add("onServerSceneUnloaded " + scene);
    }

    @Override
    public void onStartClient(NetworkManager manager) {
        entries.add("onStartClient");
    }

    @Override
    public void onStopClient(NetworkManager manager) {
        boolean hasPlayer = manager.client().localPlayer() != null;
        entries.add("onStopClient" + (hasPlayer ? ", with player" : ""));
    }

    @Override
    public void onClientConnect(NetworkManager manager) {
        entries.add("onClientConnect");
    }

    @Override
    public void onClientDisconnect(NetworkManager manager, Disconnect why) {
        boolean hasPlayer = manager.client().localPlayer() != null;
        entries.add("onClientDisconnect " + why.reason() + (hasPlayer ? ", with player" : ""));
    }

    @Override
    public void onClientNotReady(NetworkManager manager) {
        entries.add("onClientNotReady");
    }

    @Override
    public void onClientChangeScene(
            NetworkManager manager, String scene, SceneOperation operation, boolean customHandling) {
        entries.add("onClientChangeScene " + scene + " " + operation + (customHandling ? " custom" : ""));
    }

    @Override
    public void onClientSceneChanged(NetworkManager manager, String scene, SceneOperation operation) {
        entries.add("onClientSceneChanged " + scene + " " + operation);
    }
}
