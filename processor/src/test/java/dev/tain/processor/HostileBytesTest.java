package dev.tain.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.tain.connection.NetworkMessage;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are, a generated codec returns a message or throws {@code MalformedMessageException}. */
class HostileBytesTest {
    private static final Game GAME = Fixtures.game();

    static Stream<String> messages() {
        return Fixtures.ALL.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void cutShortAnywhereItIsMalformed(String type) {
        byte[] bytes = GAME.bytesOf(type, GAME.sample(type));

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> GAME.read(type, cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void garbageIsReadOrMalformed(String type) {
        long seed = 20260101L;
        Random random = new Random(seed);
        byte[] good = GAME.bytesOf(type, GAME.sample(type));
        var codec = GAME.codec(type);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(200)] : good.clone();
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                for (int flips = 0; flips < 3 && bytes.length > 0; flips++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            try {
                codec.read(new NetworkReader(bytes));
            } catch (MalformedMessageException expected) {
                // the one way to refuse
            } catch (Throwable other) {
                fail("Seed " + seed + ", round " + i + ": " + Arrays.toString(bytes), other);
            }
        }
    }

    private static void assertMalformed(Game game, String type, String hex, String problem) {
        assertThatThrownBy(() -> game.read(type, hex))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aCountThatCannotBeTrueTakesNoMemory() {
        for (String type : new String[] {
            "int[]",
            "long[]",
            "List<String>",
            "Set<Vector3>",
            "Map<String, Integer>",
            "Vector3[]",
            "int[][]",
            "List<Item>"
        }) {
            Game game =
                    Game.of("public record Bomb(" + type + " all) implements NetworkMessage { record Item(int a) {} }");

            assertMalformed(game, "Bomb", "fb01000001" + "00".repeat(64), "a count of 16777216 elements");
        }
    }

    @Test
    void elementsAreCountedAtTheirSmallestSize() {
        Game game = Game.of("public record Line(List<Vector3> points) implements NetworkMessage {}");

        assertMalformed(game, "Line", "03" + "00".repeat(23), "2 elements of at least 12 bytes");
    }

    @Test
    void aDeclaredBoundIsCheckedBeforeTheElements() {
        Game game = Game.of(
                "public record Bound(@MaxSize(2) int[] a, @MaxSize(2) List<String> b) implements NetworkMessage {}");

        assertMalformed(game, "Bound", "04" + "00".repeat(12) + "01", "3 elements is larger than the 2 allowed");
        assertMalformed(game, "Bound", "01" + "04" + "010001000100", "3 elements is larger than the 2 allowed");
    }

    @Test
    void nestingStopsAtSixtyFour() {
        NetworkMessage deepest = deep(63); // the innermost holds an Expr, one deeper
        byte[] bytes = GAME.bytesOf("Tree", deepest);
        byte[] deeper = new byte[100_000];
        Arrays.fill(deeper, (byte) 1); // value -1, left follows, value -1, left follows, …

        assertThat(GAME.read("Tree", bytes)).isEqualTo(deepest);
        assertThatThrownBy(() -> GAME.bytesOf("Tree", deep(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested deeper than 64");
        assertThatThrownBy(() -> GAME.read("Tree", deeper))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("nested deeper than 64");
    }

    private static NetworkMessage deep(int depth) {
        try {
            var method = GAME.type("Tree").getDeclaredMethod("deep", int.class);
            method.setAccessible(true);
            return (NetworkMessage) method.invoke(null, depth);
        } catch (ReflectiveOperationException problem) {
            throw new AssertionError(problem);
        }
    }

    @Test
    void twinsInASetOrMapAreMalformed() {
        Game game = Game.of(
                "public record Twins(Set<Integer> set, Map<Integer, Integer> map) implements NetworkMessage {}");

        assertMalformed(game, "Twins", "030202" + "01", "Twins.set has an element twice");
        assertMalformed(game, "Twins", "01" + "0302040206", "Twins.map has a key twice");
    }

    @Test
    void nullWhereItIsNotAllowedIsMalformed() {
        Game game = Game.of("public record Strict(String text, List<Integer> list) implements NetworkMessage {}");

        assertMalformed(game, "Strict", "0000" + "01", "null");
        assertMalformed(game, "Strict", "0100" + "00", "null");
    }

    @Test
    void whatAConstructorRefusesIsMalformed() {
        assertMalformed(GAME, "Picky", "d2" + "020077", "Picky refuses its fields");
    }

    @Test
    void anUnknownSubtypeConstantOrUriIsMalformed() {
        Game game = Game.of("public record Page(URI uri) implements NetworkMessage {}");

        assertMalformed(GAME, "Drawing", "09", "Shape has no subtype 9");
        assertMalformed(GAME, "Drawing", "03" + "08", "enum constant 4 of 2");
        assertMalformed(game, "Page", "0300" + "253a", "Page.uri is not a URI");
    }

    @Test
    void aTwinIsMalformedBeforeTheRestIsRead() {
        Game game = Game.of("public record Twins(Set<Integer> set) implements NetworkMessage {}");

        assertMalformed(game, "Twins", "060202ffffff", "At byte 3 of 6: Twins.set has an element twice");
    }

    @Test
    void aCodecByHandThatReadsNullMakesNoNullPointerException() {
        Game game = Game.of("""
                public record Chat(Optional<Part> part) implements NetworkMessage {
                    public record Part(int x) {
                        public void serialize(NetworkWriter writer) {}
                        public static Part deserialize(NetworkReader reader) { return null; }
                    }
                    static Chat sample() { return new Chat(Optional.empty()); }
                }
                """);

        assertThat(game.read("Chat", "01")).isEqualTo(game.sample("Chat"));
    }

    @Test
    void tablesOfKeysThatCannotBeComparedAreBounded() {
        Game game = Game.of("""
                public record Tables(Set<Key> set, Map<Key, Integer> map, @MaxSize(5000) Set<Key> large,
                        Set<Sorted> sorted, Map<String, Integer> strings, Set<UUID> ids) implements NetworkMessage {
                    public record Key(int x) {}
                    public record Sorted(int x) implements Comparable<Sorted> {
                        @Override public int compareTo(Sorted other) { return Integer.compare(x, other.x); }
                    }
                    static Tables of(int keys, int large) {
                        Set<Key> set = new HashSet<>();
                        for (int i = 0; i < keys; i++) { set.add(new Key(i)); }
                        Set<Key> more = new HashSet<>();
                        Set<Sorted> sorted = new HashSet<>();
                        Map<String, Integer> strings = new HashMap<>();
                        for (int i = 0; i < large; i++) {
                            more.add(new Key(i));
                            sorted.add(new Sorted(i));
                            strings.put("" + i, i);
                        }
                        return new Tables(set, Map.of(), more, sorted, strings, Set.of());
                    }
                    static Tables sample() { return of(4096, 5000); }
                    static class Larger { static Tables sample() { return of(4097, 0); } }
                }
                """);
        NetworkMessage tables = game.sample("Tables");

        assertThat(game.read("Tables", game.bytesOf("Tables", tables))).isEqualTo(tables);
        assertThatThrownBy(() -> game.bytesOf("Tables", game.sample("Tables.Larger")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Tables.set has size 4097; @MaxSize allows 4096");
        var writer = new NetworkWriter();
        writer.writeCount(4097);
        writer.writeRaw(new byte[5000], 0, 5000);
        assertThatThrownBy(() -> game.read("Tables", writer.toByteArray()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("4097 elements is larger than the 4096 allowed");
    }
}
