package dev.tain.benchmarks.codec;

import dev.tain.connection.NetworkMessage;
import dev.tain.value.Vector3;
import java.util.List;

/** The large message: strings, an int array, a list, nested records, an enum. */
public record ProfileMessage(
        long id,
        String name,
        String guild,
        String motto,
        Team team,
        Vector3 position,
        int[] scores,
        List<String> achievements,
        Item weapon,
        double balance,
        boolean online)
        implements NetworkMessage {}
