package dev.tain.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.wire.Codec;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come, they are applied or malformed: nothing else is thrown, no more is held than bytes came (or the
 * thousand empty elements that a reader believes), and listeners have heard of all that is there.
 */
class SyncHostileBytesTest {
    private static final int RUNS = 15_000;
    private static final int BELIEVED = 1024;

    /** Elements that take no bytes. */
    private static final Codec<String> NOTHING = new Codec<>() {
        @Override
        public void write(NetworkWriter writer, String value) {}

        @Override
        public String read(NetworkReader reader) {
            return "";
        }
    };

    @Test
    void lists() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            SyncList<Integer> server = new SyncList<>(List.of(1, 2, 3));
            SyncList<Integer> client = new SyncList<>();
            meet(server, client);
            List<Integer> heard = Observer.of(client);
            server.set(1, random.nextInt());
            server.add(random.nextInt(4), 9);
            server.addAll(List.of(4, 5));
            server.remove(0);
            if (random.nextInt(8) == 0) {
                server.clear();
            }
            attack(server, client, SyncList::size, random, seed);
            assertThat(heard).as("what was heard with seed %s", seed).isEqualTo(client);
        }
    }

    @Test
    void maps() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            SyncMap<Integer, String> server = new SyncMap<>(Map.of(1, "a", 2, "b"));
            SyncMap<Integer, String> client = random.nextBoolean() ? new SyncMap<>() : SyncMap.sorted();
            meet(server, client);
            Map<Integer, String> heard = Observer.of(client);
            server.put(1, "x");
            server.putAll(Map.of(7, "c", 8, "d"));
            server.remove(2);
            attack(server, client, SyncMap::size, random, seed);
            assertThat(heard).as("what was heard with seed %s", seed).isEqualTo(client);
        }
    }

    @Test
    void sets() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            SyncSet<Integer> server = new SyncSet<>(List.of(1, 2, 3));
            SyncSet<Integer> client = random.nextBoolean() ? new SyncSet<>() : SyncSet.sorted();
            meet(server, client);
            Set<Integer> heard = Observer.of(client);
            server.addAll(List.of(7, 8, 9));
            server.remove(2);
            attack(server, client, SyncSet::size, random, seed);
            assertThat(heard).as("what was heard with seed %s", seed).isEqualTo(client);
        }
    }

    @Test
    void elementsWithoutBytesCannotFillTheMemory() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            SyncList<String> server = new SyncList<>(List.of("", "", ""));
            SyncList<String> client = new SyncList<>();
            Backstage.bind(server, NOTHING, null);
            Backstage.bind(client, NOTHING, null);
            server.addAll(List.of("", ""));
            attack(server, client, SyncList::size, random, seed);
        }
    }

    private static void meet(SyncObject server, SyncObject client) {
        Spawned.onServer(server);
        Spawned.onClient(client);
        Spawned.spawn(server, client);
    }

    private static <C extends SyncObject> void attack(
            C server, C client, ToIntFunction<C> size, Random random, long seed) {
        boolean all = random.nextInt(3) == 0;
        byte[] honest = all ? Spawned.content(server) : Spawned.changes(server);
        byte[] bytes = mangle(honest, random);
        int before = size.applyAsInt(client);
        try {
            NetworkReader reader = new NetworkReader(bytes);
            if (all) {
                Backstage.readAll(client, reader, false);
            } else {
                Backstage.readChanges(client, reader);
            }
        } catch (MalformedMessageException expected) {
            assertThat(expected).hasMessageStartingWith("At byte");
        } catch (Throwable other) {
            throw new AssertionError("With seed " + seed + ": " + Arrays.toString(bytes), other);
        }
        Backstage.callListeners(client);
        assertThat(size.applyAsInt(client))
                .as("elements with seed %s", seed)
                .isLessThanOrEqualTo(before + bytes.length + BELIEVED);
    }

    private static byte[] mangle(byte[] honest, Random random) {
        switch (random.nextInt(5)) {
            case 0: // cut off
                return Arrays.copyOf(honest, random.nextInt(honest.length));
            case 1: // some bytes changed
            case 2:
                byte[] changed = honest.clone();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    changed[random.nextInt(changed.length)] = (byte) interesting(random);
                }
                return changed;
            case 3: // a plausible beginning, then small numbers
                byte[] small = new byte[random.nextInt(40)];
                for (int i = 0; i < small.length; i++) {
                    small[i] = (byte) random.nextInt(9);
                }
                return small;
            default:
                byte[] noise = new byte[random.nextInt(60)];
                random.nextBytes(noise);
                return noise;
        }
    }

    private static int interesting(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 240 + random.nextInt(16);
            case 2 -> random.nextInt(8);
            default -> random.nextInt(256);
        };
    }
}
