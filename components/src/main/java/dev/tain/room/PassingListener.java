package dev.tain.room;

import dev.tain.connection.CallRefusal;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.NetworkManager;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.manager.SceneOperation;
import dev.tain.transport.PeerAddress;
import java.time.Duration;

/** Passes on to the game's listener what a manager tells; {@link Rooms} comes in between where it wants to. */
abstract class PassingListener implements NetworkManagerListener {
    private final NetworkManagerListener game;

    PassingListener(NetworkManagerListener game) {
        this.game = game;
    }

    @Override
    public void onStartServer(NetworkManager manager) {
        game.onStartServer(manager);
    }

    @Override
    public void onStopServer(NetworkManager manager) {
        game.onStopServer(manager);
    }

    @Override
    public void onStartHost(NetworkManager manager) {
        game.onStartHost(manager);
    }

    @Override
    public void onStopHost(NetworkManager manager) {
        game.onStopHost(manager);
    }

    @Override
    public void onServerConnect(NetworkManager manager, NetworkConnection connection) {
        game.onServerConnect(manager, connection);
    }

    @Override
    public void onServerDisconnect(NetworkManager manager, NetworkConnection connection, Disconnect why) {
        game.onServerDisconnect(manager, connection, why);
    }

    @Override
    public void onServerSuspended(NetworkManager manager, NetworkConnection connection, Disconnect why) {
        game.onServerSuspended(manager, connection, why);
    }

    @Override
    public void onServerResumed(NetworkManager manager, NetworkConnection connection) {
        game.onServerResumed(manager, connection);
    }

    @Override
    public void onServerRefused(NetworkManager manager, PeerAddress address, Disconnect why) {
        game.onServerRefused(manager, address, why);
    }

    @Override
    public void onServerReady(NetworkManager manager, NetworkConnection connection) {
        game.onServerReady(manager, connection);
    }

    @Override
    public void onServerAddPlayer(NetworkManager manager, NetworkConnection connection) {
        game.onServerAddPlayer(manager, connection);
    }

    @Override
    public void onServerCallRefused(NetworkManager manager, NetworkConnection connection, CallRefusal why) {
        game.onServerCallRefused(manager, connection, why);
    }

    @Override
    public void onServerCongested(NetworkManager manager, NetworkConnection connection) {
        game.onServerCongested(manager, connection);
    }

    @Override
    public void onServerKeepsUpAgain(NetworkManager manager, NetworkConnection connection) {
        game.onServerKeepsUpAgain(manager, connection);
    }

    @Override
    public void onServerChangeScene(NetworkManager manager, String scene) {
        game.onServerChangeScene(manager, scene);
    }

    @Override
    public void onServerSceneChanged(NetworkManager manager, String scene) {
        game.onServerSceneChanged(manager, scene);
    }

    @Override
    public void onServerSceneLoaded(NetworkManager manager, String scene) {
        game.onServerSceneLoaded(manager, scene);
    }

    @Override
    public void onServerSceneUnloaded(NetworkManager manager, String scene) {
        game.onServerSceneUnloaded(manager, scene);
    }

    @Override
    public void onStartClient(NetworkManager manager) {
        game.onStartClient(manager);
    }

    @Override
    public void onStopClient(NetworkManager manager) {
        game.onStopClient(manager);
    }

    @Override
    public void onClientConnect(NetworkManager manager) {
        game.onClientConnect(manager);
    }

    @Override
    public void onClientDisconnect(NetworkManager manager, Disconnect why) {
        game.onClientDisconnect(manager, why);
    }

    @Override
    public void onClientSuspended(NetworkManager manager, Disconnect why) {
        game.onClientSuspended(manager, why);
    }

    @Override
    public void onClientReconnectFailed(NetworkManager manager, Disconnect why) {
        game.onClientReconnectFailed(manager, why);
    }

    @Override
    public void onClientResumed(NetworkManager manager) {
        game.onClientResumed(manager);
    }

    @Override
    public void onClientNotReady(NetworkManager manager) {
        game.onClientNotReady(manager);
    }

    @Override
    public void onClientChangeScene(
            NetworkManager manager, String scene, SceneOperation operation, boolean customHandling) {
        game.onClientChangeScene(manager, scene, operation, customHandling);
    }

    @Override
    public void onClientSceneChanged(NetworkManager manager, String scene, SceneOperation operation) {
        game.onClientSceneChanged(manager, scene, operation);
    }

    @Override
    public void onClientServerClosing(NetworkManager manager, String text, Duration remaining) {
        game.onClientServerClosing(manager, text, remaining);
    }

    @Override
    public void onClientCongested(NetworkManager manager) {
        game.onClientCongested(manager);
    }

    @Override
    public void onClientKeepsUpAgain(NetworkManager manager) {
        game.onClientKeepsUpAgain(manager);
    }
}
