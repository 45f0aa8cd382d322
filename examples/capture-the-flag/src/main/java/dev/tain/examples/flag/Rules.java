package dev.tain.examples.flag;

import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.value.Vector2;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of the game, on the server: who picks up, tags, captures. */
final class Rules {
    private static final float REACH = 1.5f;

    private final NetworkServer server;
    private final Match match;
    private final List<Flag> flags;

    Rules(NetworkServer server) {
        this.server = server;
        this.match = server.sceneObject("arena/match").behaviour(Match.class);
        this.flags = List.of(
                server.sceneObject("arena/red-flag").behaviour(Flag.class),
                server.sceneObject("arena/blue-flag").behaviour(Flag.class));
    }

    Match match() {
        return match;
    }

    int captures() {
        return match.red + match.blue;
    }

    List<Player> players() {
        List<Player> players = new ArrayList<>();
        for (NetworkIdentity object : server.objects()) {
            Player player = object.findBehaviour(Player.class);
            if (player != null) {
                players.add(player);
            }
        }
        return players;
    }

    /** The team that has fewer players. */
    Team smallerTeam() {
        int balance = 0;
        for (Player player : players()) {
            balance += player.team == Team.RED ? 1 : -1;
        }
        return balance <= 0 ? Team.RED : Team.BLUE;
    }

    /** Plays for so many seconds. */
    void play(float seconds) {
        List<Player> players = players();
        for (Player player : players) {
            player.move(seconds);
        }
        for (Flag flag : flags) {
            play(flag, players);
        }
    }

    private void play(Flag flag, List<Player> players) {
        Player carrier = flag.carrier;
        if (flag.state == FlagState.CARRIED
                && (carrier == null || !carrier.identity().isSpawned())) {
            leave(flag); // the carrier left the game
        } else if (carrier != null) {
            flag.position = carrier.position;
            Player tagger = near(players, carrier.position, flag.team);
            if (tagger != null && flag.team.isHome(carrier.position) && tagger.mayTag() && !carries(tagger)) {
                leave(flag);
                tagger.rest();
                carrier.position = carrier.team.base();
                match.tell(tagger.name + " tags " + carrier.name);
            } else if (Places.distance(carrier.position, carrier.team.base()) < REACH) {
                capture(flag, carrier);
            }
        } else {
            Player thief = near(players, flag.position, flag.team.other());
            Player friend = near(players, flag.position, flag.team);
            if (thief != null) {
                flag.pickUp(thief);
                if (thief.owner() != null) {
                    server.assignAuthority(flag.identity(), thief.owner());
                }
                match.tell(thief.name + " has the " + flag.team + " flag");
            } else if (friend != null && flag.state == FlagState.DROPPED) {
                flag.returnToBase();
                match.tell(friend.name + " brings the " + flag.team + " flag back");
            }
        }
    }

    private boolean carries(Player player) {
        return flags.stream().anyMatch(flag -> flag.carrier == player);
    }

    private void leave(Flag flag) {
        flag.drop();
        flag.carrier = null;
        flag.state = FlagState.DROPPED;
        server.removeAuthority(flag.identity());
    }

    private void capture(Flag flag, Player by) {
        flag.returnToBase();
        server.removeAuthority(flag.identity());
        by.captures++;
        if (by.team == Team.RED) {
            match.red++;
        } else {
            match.blue++;
        }
        match.tell(by.name + " captures the " + flag.team + " flag");
    }

    private static @Nullable Player near(List<Player> players, Vector2 place, Team team) {
        for (Player player : players) {
            if (player.team == team && Places.distance(player.position, place) < REACH) {
                return player;
            }
        }
        return null;
    }

    Scoreboard scoreboard() {
        List<Scoreboard.Line> lines = new ArrayList<>();
        for (Player player : players()) {
            lines.add(new Scoreboard.Line(player.name, player.team, player.captures));
        }
        lines.sort((a, b) -> b.captures() - a.captures());
        return new Scoreboard(lines);
    }
}
