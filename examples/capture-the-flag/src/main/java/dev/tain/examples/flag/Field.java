package dev.tain.examples.flag;

import dev.tain.object.Assembly;
import dev.tain.object.Prefabs;
import java.util.function.Function;

/** The kinds of objects, the same for the server and its clients. */
final class Field {
    static final String LOBBY = "lobby";
    static final String ARENA = "arena";

    private Field() {}

    /** A host has both sides' objects; each is given its own side's spectator. */
    static Prefabs prefabs(Spectator server, Spectator client) {
        Function<Assembly, Spectator> spectator = parts -> parts.isServer() ? server : client;
        return Prefabs.builder()
                .add("player", parts -> parts.add(new Player_Networked(spectator.apply(parts))))
                .sceneObject("arena/match", parts -> parts.add(new Match_Networked(spectator.apply(parts))))
                .sceneObject("arena/red-flag", parts -> parts.add(flag(Team.RED, spectator.apply(parts))))
                .sceneObject("arena/blue-flag", parts -> parts.add(flag(Team.BLUE, spectator.apply(parts))))
                .build();
    }

    private static Flag flag(Team team, Spectator spectator) {
        return new Flag_Networked(team, spectator);
    }
}
