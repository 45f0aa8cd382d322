package dev.tain.examples.flag;

import dev.tain.annotation.Command;
import dev.tain.annotation.Server;
import dev.tain.annotation.SyncVar;
import dev.tain.annotation.TargetRpc;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkBehaviour;
import dev.tain.value.Vector2;
import org.jspecify.annotations.Nullable;

/** A player on the field. Its client says where it wants to go; the server moves it. */
class Player extends NetworkBehaviour {
    private static final float SPEED = 12;
    private static final float REST_SECONDS = 4;

    @SyncVar
    String name = "";

    @SyncVar
    Team team = Team.RED;

    @SyncVar
    Vector2 position = Vector2.ZERO;

    @SyncVar(hook = "capturesChanged")
    int captures;

    /** Where it is going; the server's alone. */
    private Vector2 heading = Vector2.ZERO;

    /** Seconds until it may tag again. */
    private float tired;

    private final Spectator spectator;

    Player(Spectator spectator) {
        this.spectator = spectator;
    }

    @Command
    void introduce(String name) {
        this.name = name.length() > 16 ? name.substring(0, 16) : name;
        spectator.saw(this.name + " plays for " + team);
        welcome(owner(), team, "Welcome to the field, " + this.name + "!");
    }

    @Command
    void steer(Vector2 direction) {
        boolean finite = Float.isFinite(direction.x()) && Float.isFinite(direction.y());
        heading = finite ? direction : Vector2.ZERO;
    }

    @TargetRpc
    void welcome(@Nullable NetworkConnection target, Team team, String text) {
        spectator.saw(text + " You play for " + team + ".");
    }

    /** Moves it for so many seconds. */
    @Server
    void move(float seconds) {
        position = Places.step(position, heading, SPEED * seconds);
        tired -= seconds;
    }

    @Server
    boolean mayTag() {
        return tired <= 0;
    }

    /** It has tagged somebody. */
    @Server
    void rest() {
        tired = REST_SECONDS;
    }

    void capturesChanged(int before, int now) {
        if (isLocalPlayer()) {
            spectator.saw("That was my capture number " + now + ".");
        }
    }

    @Override
    protected void onStartLocalPlayer() {
        spectator.playsAs(this);
    }
}
