package dev.tain.examples.flag;

import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.NetworkManager;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.manager.SceneOperation;

/** On a host, the server's news go to the referee and the client's to the host's own bot. */
record HostListener(Referee referee, Bot bot) implements NetworkManagerListener {
    @Override
    public void onStartServer(NetworkManager manager) {
        referee.onStartServer(manager);
    }

    @Override
    public void onServerAddPlayer(NetworkManager manager, NetworkConnection connection) {
        referee.onServerAddPlayer(manager, connection);
    }

    @Override
    public void onServerDisconnect(NetworkManager manager, NetworkConnection connection, Disconnect why) {
        referee.onServerDisconnect(manager, connection, why);
    }

    @Override
    public void onServerSceneChanged(NetworkManager manager, String scene) {
        referee.onServerSceneChanged(manager, scene);
    }

    @Override
    public void onStartClient(NetworkManager manager) {
        bot.onStartClient(manager);
    }

    @Override
    public void onClientConnect(NetworkManager manager) {
        bot.onClientConnect(manager);
    }

    @Override
    public void onClientSceneChanged(NetworkManager manager, String scene, SceneOperation operation) {
        bot.onClientSceneChanged(manager, scene, operation);
    }

    @Override
    public void onClientDisconnect(NetworkManager manager, Disconnect why) {
        bot.onClientDisconnect(manager, why);
    }
}
