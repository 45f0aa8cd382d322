package dev.tain.processor;

/** Sources of the messages that several tests share; each with a {@code sample()}. */
final class Fixtures {
    static final String SCORE = """
            @WireName("ScoreMessage")
            public record ScoreMessage(int score, Vector3 scorePos, int lives) implements NetworkMessage {
                static ScoreMessage sample() { return new ScoreMessage(123456, new Vector3(1.5f, -2.25f, 3), 3); }
            }
            """;

    static final String PRIMITIVES = """
            public record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h)
                    implements NetworkMessage {
                static Primitives sample() {
                    return new Primitives(true, (byte) -2, (short) 0x1234, 'A', -1, 1000, 1, -2);
                }
            }
            """;

    static final String BOXES = """
            public record Boxes(Boolean a, Byte b, Short c, Character d, Integer e, Long f, Float g, Double h,
                    @Nullable Boolean i, @Nullable Byte j, @Nullable Short k, @Nullable Character l,
                    @Nullable Integer m, @Nullable Long n, @Nullable Float o, @Nullable Double p)
                    implements NetworkMessage {
                static Boxes sample() {
                    return new Boxes(true, (byte) -2, (short) 0x1234, 'A', -1, 1000L, 1f, -2.0,
                            true, (byte) 1, (short) 2, 'B', 3, 4L, null, null);
                }
            }
            """;

    static final String VALUES = """
            public record Values(String a, @Nullable String b, UUID c, Instant d, Duration e, URI f, Team g,
                    @Nullable URI h, @Nullable Team i, @Nullable Vector2 j, Optional<String> k,
                    Optional<List<Integer>> l, OptionalInt m, OptionalLong n, OptionalDouble o,
                    @MaxSize(5) String p, @MaxSize(5) @Nullable String q) implements NetworkMessage {
                public enum Team { RED, BLUE { } }
                static Values sample() {
                    return new Values("hé", null, new UUID(0x0011223344556677L, 0x8899AABBCCDDEEFFL),
                            Instant.ofEpochSecond(5, 6), Duration.ofSeconds(-7, 8), URI.create("kcp://here:7777"),
                            Team.BLUE, null, Team.RED, new Vector2(1, 2), Optional.of("x"),
                            Optional.of(List.of(1, 2)), OptionalInt.of(3), OptionalLong.empty(),
                            OptionalDouble.of(4), "five!", null);
                }
            }
            """;

    static final String ARRAYS = """
            public class Arrays implements NetworkMessage {
                public boolean[] a = {true, false};
                public byte[] b = {1, 2};
                public short[] c = {1};
                public char[] d = {'a'};
                public int[] e = {1, -1};
                public long[] f = {1L << 40};
                public float[] g = {1.5f};
                public double[] h = {2.5};
                public int @Nullable [] i;
                public @MaxSize(3) int[] j = {1, 2, 3};
                public @MaxSize(2) byte @Nullable [] k = {9};
                public String[] l = {"x", "y"};
                public @Nullable String[] m = {"x", null};
                public String @Nullable [] n;
                public int[][] o = {{1}, {}};
                public @Nullable Vector3[] p = {null, new Vector3(1, 2, 3)};
                public @MaxSize(2) String[][] q = {{"a", "b", "c"}, {}};
                public List<String>[] r = lists();
                public Integer[] s = {5};
                @SuppressWarnings({"unchecked", "rawtypes"})
                private static List<String>[] lists() { return new List[] {List.of("z")}; }
                static Arrays sample() { return new Arrays(); }
            }
            """;

    static final String COLLECTIONS = """
            public record Collections(List<String> a, Set<Integer> b, Map<String, Long> c, @Nullable List<String> d,
                    @Nullable Set<String> e, @Nullable Map<String, String> f, List<@Nullable String> g,
                    Map<String, @Nullable Item> h, @MaxSize(3) List<Item> i, Map<Integer, Map<String, List<int[]>>> j,
                    List<Optional<Item>> k, List<@MaxSize(4) String> l, @MaxSize(1) @Nullable Set<Item> m)
                    implements NetworkMessage {
                public record Item(String name, int count) {}
                static Collections sample() {
                    Map<String, Item> items = new LinkedHashMap<>();
                    items.put("none", null);
                    items.put("one", new Item("sword", 1));
                    return new Collections(new LinkedList<>(List.of("x", "y")), new LinkedHashSet<>(List.of(3, 4)),
                            Map.of("k", 5L), null, null, null, java.util.Arrays.asList("g", null), items,
                            List.of(new Item("a", 1), new Item("b", 2)), Map.of(1, Map.of("z", List.of())),
                            List.of(Optional.empty(), Optional.of(new Item("o", 0))), List.of("four"),
                            Set.of(new Item("m", 9)));
                }
            }
            """;

    static final String CLASSES = """
            public class Mutable extends Base implements NetworkMessage {
                public int score;
                private boolean ready;
                private String name = "";
                private int isOpen;
                String inside = "";
                transient Object ignored;
                static int counter;
                public boolean isReady() { return ready; }
                public void setReady(boolean ready) { this.ready = ready; }
                public String getName() { return name; }
                public void setName(String name) { this.name = name; }
                public int isOpen() { return isOpen; }
                public void setOpen(int open) { this.isOpen = open; }
                static Mutable sample() {
                    Mutable value = new Mutable();
                    value.score = 1;
                    value.ready = true;
                    value.name = "n";
                    value.isOpen = 2;
                    value.inside = "i";
                    value.extra = 3L;
                    return value;
                }
            }
            class Base { public long extra; }
            """;

    static final String DATA_CLASS = """
            public final class DataClass implements NetworkMessage {
                private final String name;
                private final int coins;
                public DataClass(int coins, String name) { this.coins = coins; this.name = name; }
                public String getName() { return name; }
                public int getCoins() { return coins; }
                static DataClass sample() { return new DataClass(7, "n"); }
            }
            """;

    static final String SEALED = """
            public record Drawing(Shape shape, @Nullable Shape second, List<Event> events) implements NetworkMessage {
                public sealed interface Shape permits Circle, Polygon, Corner {}
                public record Circle(float radius) implements Shape {}
                public sealed interface Polygon extends Shape permits Square, Line {}
                public record Square(float side) implements Polygon {}
                public static final class Line implements Polygon { public int length; }
                public enum Corner implements Shape { LEFT, RIGHT }
                public sealed interface Event extends NetworkMessage permits Hit, Miss {}
                public record Hit(int damage) implements Event {}
                public record Miss() implements Event {}
                static Drawing sample() {
                    return new Drawing(new Square(2), Corner.RIGHT, List.of(new Hit(5), new Miss()));
                }
            }
            """;

    static final String TREE = """
            public record Tree(int value, @Nullable Tree left, List<Tree> more, Expr expr) implements NetworkMessage {
                public sealed interface Expr permits Num, Add {}
                public record Num(int n) implements Expr {}
                public record Add(Expr a, Expr b) implements Expr {}
                static Tree sample() {
                    Expr sum = new Add(new Num(1), new Add(new Num(2), new Num(3)));
                    Tree leaf = new Tree(1, null, List.of(), sum);
                    return new Tree(2, leaf, List.of(leaf, leaf), new Num(4));
                }
                static Tree deep(int depth) {
                    Tree tree = null;
                    for (int i = 0; i < depth; i++) { tree = new Tree(i, tree, List.of(), new Num(0)); }
                    return tree;
                }
            }
            """;

    static final String BY_HAND = """
            public record ByHand(Money money, Counter counter, @Nullable Counter second, Point point, URL url)
                    implements NetworkMessage {
                public record Money(int cents) {
                    public void serialize(NetworkWriter writer) { writer.writeInt(cents); }
                    public static Money deserialize(NetworkReader reader) { return new Money(reader.readInt()); }
                }
                public static class Counter {
                    int n;
                    public void serialize(NetworkWriter writer) { writer.writeByte(n); }
                    public void deserialize(NetworkReader reader) { n = reader.readByte(); }
                }
                public static final class Point { final int x; Point(int x) { this.x = x; } }
                @CodecFor(Point.class)
                public static final class PointCodec implements Codec<Point> {
                    @Override public void write(NetworkWriter writer, Point value) { writer.writeShort(value.x); }
                    @Override public Point read(NetworkReader reader) { return new Point(reader.readShort()); }
                }
                @CodecFor(URL.class)
                static final class UrlCodec implements Codec<URL> {
                    @Override public void write(NetworkWriter writer, URL value) { writer.writeString(value.toString()); }
                    @Override public URL read(NetworkReader reader) {
                        try {
                            return URI.create(reader.readString()).toURL();
                        } catch (MalformedURLException | IllegalArgumentException problem) {
                            throw reader.malformed("no URL");
                        }
                    }
                }
                static ByHand sample() {
                    Counter counter = new Counter();
                    counter.n = 3;
                    try {
                        return new ByHand(new Money(5), counter, counter, new Point(6), URI.create("http://x/").toURL());
                    } catch (MalformedURLException impossible) {
                        throw new AssertionError(impossible);
                    }
                }
            }
            """;

    static final String OWN = """
            public record Own(int x) implements NetworkMessage {
                public void serialize(NetworkWriter writer) { writer.writeByte(x); }
                public static Own deserialize(NetworkReader reader) { return new Own(reader.readByte()); }
                static Own sample() { return new Own(9); }
            }
            """;

    static final String PICKY = """
            public record Picky(int percent, Wrapped wrapped) implements NetworkMessage {
                public Picky { if (percent > 100) { throw new IllegalArgumentException("percent " + percent); } }
                public record Wrapped(String text) { public Wrapped { Objects.requireNonNull(text); } }
                static Picky sample() { return new Picky(99, new Wrapped("w")); }
            }
            """;

    static final String REQUEST = """
            public record Login(String name, Reply last) implements NetworkRequest<Login.Reply> {
                public record Reply(int coins) implements NetworkMessage {
                    static Reply sample() { return new Reply(3); }
                }
                static Login sample() { return new Login("n", new Reply(2)); }
            }
            """;

    /** Sources by the name of the message in them. */
    static final java.util.Map<String, String> ALL = java.util.Map.ofEntries(
            java.util.Map.entry("ScoreMessage", SCORE),
            java.util.Map.entry("Primitives", PRIMITIVES),
            java.util.Map.entry("Boxes", BOXES),
            java.util.Map.entry("Values", VALUES),
            java.util.Map.entry("Arrays", ARRAYS),
            java.util.Map.entry("Collections", COLLECTIONS),
            java.util.Map.entry("Mutable", CLASSES),
            java.util.Map.entry("DataClass", DATA_CLASS),
            java.util.Map.entry("Drawing", SEALED),
            java.util.Map.entry("Tree", TREE),
            java.util.Map.entry("ByHand", BY_HAND),
            java.util.Map.entry("Own", OWN),
            java.util.Map.entry("Picky", PICKY),
            java.util.Map.entry("Login", REQUEST),
            java.util.Map.entry("Login.Reply", REQUEST));

    private Fixtures() {}

    /** All of them in one compilation. */
    static Game game() {
        return Game.of(ALL.values().stream().distinct().toArray(String[]::new));
    }
}
