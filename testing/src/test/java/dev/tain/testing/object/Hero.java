package dev.tain.testing.object;

import dev.tain.annotation.ClientRpc;
import dev.tain.annotation.Command;
import dev.tain.annotation.SyncVar;
import dev.tain.annotation.TargetRpc;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.SyncList;
import dev.tain.object.SyncMap;
import dev.tain.object.SyncSet;
import dev.tain.value.Vector3;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A behaviour with something of everything; what happens to it is in {@link #log}. */
class Hero extends NetworkBehaviour {
    @SyncVar(hook = "healthChanged")
    int health = 100;

    @SyncVar
    Vector3 position = Vector3.ZERO;

    @SyncVar(hook = "nameChanged")
    String name = "";

    @SyncVar(hook = "targetChanged")
    @Nullable
    NetworkIdentity target;

    @SyncVar
    @Nullable
    Hero friend;

    final SyncList<String> items = new SyncList<>();
    final SyncMap<String, Integer> scores = new SyncMap<>();
    final SyncSet<Integer> flags = new SyncSet<>();

    final List<String> log = new ArrayList<>();

    /** What the hook was last told, which it must be told next as the value before. */
    private int toldHealth = 100;

    void healthChanged(int before, int now) {
        log.add("health " + before + " -> " + now);
        if (before != toldHealth || now != health || now == before) {
            throw new AssertionError("The hook was told " + before + " -> " + now + " after " + toldHealth);
        }
        toldHealth = now;
    }

    void nameChanged(String before, String now) {
        log.add("name " + before + " -> " + now + " at health " + health);
    }

    void targetChanged(@Nullable NetworkIdentity before, @Nullable NetworkIdentity now) {
        log.add("target " + before + " -> " + now);
    }

    @Command
    void fire(Vector3 direction) {
        log.add("fire " + direction.x() + " on " + (isServer() ? "server" : "client"));
        health--;
    }

    @Command(requiresAuthority = false)
    void poke(int strength, @Nullable NetworkConnection sender) {
        log.add("poke " + strength + " by " + (sender == null ? "nobody" : sender.id()));
    }

    @Command
    void follow(@Nullable NetworkIdentity whom) {
        log.add("follow " + whom);
        target = whom;
    }

    @Command
    void fail() {
        throw new IllegalStateException("on purpose");
    }

    @ClientRpc
    void exploded(Vector3 at) {
        log.add("exploded " + at.x());
    }

    @ClientRpc(includeOwner = false)
    void hint(String text) {
        log.add("hint " + text);
    }

    @TargetRpc
    void welcome(@Nullable NetworkConnection target, String text) {
        log.add("welcome " + text);
    }

    @TargetRpc
    void whisper(String text) {
        log.add("whisper " + text);
    }

    @Override
    protected void onStartServer() {
        log.add("onStartServer");
    }

    @Override
    protected void onStopServer() {
        log.add("onStopServer");
    }

    @Override
    protected void onStartClient() {
        log.add("onStartClient");
    }

    @Override
    protected void onStopClient() {
        log.add("onStopClient");
    }

    @Override
    protected void onStartAuthority() {
        log.add("onStartAuthority");
    }

    @Override
    protected void onStopAuthority() {
        log.add("onStopAuthority");
    }

    @Override
    protected void onStartLocalPlayer() {
        log.add("onStartLocalPlayer");
    }

    @Override
    protected void onStopLocalPlayer() {
        log.add("onStopLocalPlayer");
    }
}
