package dev.tain.manager;

import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import java.util.List;

/** Writes what happens to it into the same journal as the manager's listener. */
class Witness extends NetworkBehaviour {
    private final List<String> journal;

    @SyncVar
    int value;

    Witness(List<String> journal) {
        this.journal = journal;
    }

    private void note(String what) {
        journal.add((isServer() ? "S " : "C ") + identity().prefab() + "." + what);
    }

    @Override
    protected void onStartServer() {
        note("onStartServer");
    }

    @Override
    protected void onStopServer() {
        note("onStopServer");
    }

    @Override
    protected void onStartClient() {
        note("onStartClient");
    }

    @Override
    protected void onStopClient() {
        note("onStopClient");
    }

    @Override
    protected void onStartAuthority() {
        note("onStartAuthority");
    }

    @Override
    protected void onStopAuthority() {
        note("onStopAuthority");
    }

    @Override
    protected void onStartLocalPlayer() {
        note("onStartLocalPlayer");
    }

    @Override
    protected void onStopLocalPlayer() {
        note("onStopLocalPlayer");
    }
}
