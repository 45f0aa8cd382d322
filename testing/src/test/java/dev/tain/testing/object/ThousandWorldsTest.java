package dev.tain.testing.object;

import dev.tain.testing.NetworkSimulation;
import dev.tain.testing.object.WorldScript.Deed;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A thousand random sessions in which objects spawn, change, move to other owners, hide and die, while clients lag, are
 * cut off and come late: in the end every client's world equals the server's. A failing session is printed as a short
 * script.
 */
class ThousandWorldsTest {
    private static final int WORLDS = 1000;

    @Test
    void everyClientsWorldEqualsTheServers() {
        long first = NetworkSimulation.firstSeed();
        System.out.println("Worlds with seeds " + first + " to " + (first + WORLDS - 1));
        for (long seed = first; seed < first + NetworkSimulation.seedCount(WORLDS); seed++) {
            List<Deed> deeds = WorldScript.draw(new Random(seed));
            try {
                WorldScript.play(seed, deeds);
            } catch (Throwable e) {
                List<Deed> few = WorldScript.shrink(seed, deeds);
                throw new AssertionError(
                        "With seed " + seed + " (repeat with -Dtain.seed=" + seed + "): " + e
                                + "\nFewest deeds that fail: " + few,
                        e);
            }
        }
    }
}
