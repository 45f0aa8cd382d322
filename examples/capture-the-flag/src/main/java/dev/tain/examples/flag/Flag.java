package dev.tain.examples.flag;

import dev.tain.annotation.Command;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.value.Vector2;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A team's flag. Whoever carries it owns it, and may throw it away. */
class Flag extends NetworkBehaviour {
    final Team team;

    @SyncVar(hook = "stateChanged")
    FlagState state = FlagState.AT_BASE;

    @SyncVar
    @Nullable
    Player carrier;

    @SyncVar
    Vector2 position;

    private final Spectator spectator;

    Flag(Team team, Spectator spectator) {
        this.team = team;
        this.position = team.base();
        this.spectator = spectator;
    }

    /** Called by the carrier. */
    @Command
    void throwAway() {
        drop();
    }

    void pickUp(Player by) {
        state = FlagState.CARRIED;
        carrier = by;
    }

    void drop() {
        if (state == FlagState.CARRIED) {
            state = FlagState.DROPPED;
            carrier = null;
        }
    }

    void returnToBase() {
        state = FlagState.AT_BASE;
        carrier = null;
        position = team.base();
    }

    void stateChanged(FlagState before, FlagState now) {
        spectator.saw("The " + team + " flag is "
                + now.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (carrier == null ? "" : " by " + carrier.name));
    }
}
