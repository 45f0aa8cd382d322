package dev.tain.testing.object;

import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.SyncList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down all it is told, in a journal that others write to as well, and throws where it is told to. */
class Witness extends NetworkBehaviour {
    @SyncVar(hook = "firstChanged")
    int first;

    @SyncVar(hook = "secondChanged")
    int second;

    @SyncVar(hook = "otherChanged")
    @Nullable
    NetworkIdentity other;

    final SyncList<Integer> list = new SyncList<>();

    private final String name;
    private final List<String> journal;
    String failsIn = "";
    Runnable alsoDoes = () -> {};
    String alsoIn = "";

    Witness(String name, List<String> journal) {
        this.name = name;
        this.journal = journal;
        list.onChange(change -> note("list " + list));
    }

    private void note(String what) {
        journal.add(name + " " + what);
        if (what.equals(alsoIn)) {
            alsoDoes.run();
        }
        if (!failsIn.isEmpty() && what.startsWith(failsIn)) {
            throw new IllegalStateException("on purpose");
        }
    }

    private String all() {
        return first + "/" + second + "/" + list;
    }

    void firstChanged(int before, int now) {
        note("first " + before + " -> " + now + ", all " + all());
    }

    void secondChanged(int before, int now) {
        note("second " + before + " -> " + now + ", all " + all());
    }

    void otherChanged(@Nullable NetworkIdentity before, @Nullable NetworkIdentity now) {
        note("other " + (before == null ? "none" : before.prefab()) + " -> " + (now == null ? "none" : now.prefab()));
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
