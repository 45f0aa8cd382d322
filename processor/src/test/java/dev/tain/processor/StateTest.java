package dev.tain.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.tain.codegen.BehaviourScan;
import dev.tain.codegen.BehaviourSchema;
import dev.tain.codegen.BehaviourState;
import dev.tain.value.Vector3;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A state copies, compares and sends the fields of one behaviour. */
class StateTest {
    private static final FakeHost SERVER = new FakeHost(true);
    private static final FakeHost CLIENT = new FakeHost(false);

    private static final String EVERYTHING = """
            public class Everything extends NetworkBehaviour {
                public enum Team { RED, BLUE }
                public record Item(String name, int count) {}
                public sealed interface Shape permits Round, Flat {}
                public record Round(float radius) implements Shape {}
                public enum Flat implements Shape { LINE }
                public static class Fixed {
                    public final int a;
                    public final String b;
                    public Fixed(int a, String b) { this.a = a; this.b = b; }
                    @Override public boolean equals(Object o) { return o instanceof Fixed f && f.a == a && f.b.equals(b); }
                    @Override public int hashCode() { return a; }
                }
                @SyncVar boolean a;
                @SyncVar byte b;
                @SyncVar short c;
                @SyncVar char d;
                @SyncVar int e;
                @SyncVar long f;
                @SyncVar float g;
                @SyncVar double h;
                @SyncVar String i = "";
                @SyncVar @Nullable Integer j;
                @SyncVar Team k = Team.RED;
                @SyncVar @Nullable Team l;
                @SyncVar Item m = new Item("", 0);
                @SyncVar Vector3 n = Vector3.ZERO;
                @SyncVar UUID o = new UUID(0, 0);
                @SyncVar Instant p = Instant.EPOCH;
                @SyncVar Duration q = Duration.ZERO;
                @SyncVar URI r = URI.create("x:y");
                @SyncVar Optional<String> s = Optional.empty();
                @SyncVar OptionalInt t = OptionalInt.empty();
                @SyncVar Shape u = Flat.LINE;
                @SyncVar Fixed v = new Fixed(1, "b");
                @SyncVar @MaxSize(3) String w = "";
            }
            """;

    private static Object item(Game game, String name, int count) {
        return record(game, "Everything$Item", name, count);
    }

    private static Object record(Game game, String type, Object... components) {
        try {
            return game.type(type).getConstructors()[0].newInstance(components);
        } catch (ReflectiveOperationException problem) {
            throw new AssertionError(problem);
        }
    }

    private static Object constant(Game game, String type, int ordinal) {
        return game.type(type).getEnumConstants()[ordinal];
    }

    @Test
    void everyKindOfFieldIsNoticedAndComesOver() {
        Game game = Game.of(EVERYTHING);
        Object[] values = {
            true,
            (byte) 1,
            (short) 2,
            'c',
            3,
            4L,
            5f,
            6.0,
            "i",
            7,
            constant(game, "Everything$Team", 1),
            constant(game, "Everything$Team", 0),
            item(game, "m", 8),
            new Vector3(1, 2, 3),
            new UUID(1, 2),
            Instant.ofEpochSecond(9),
            Duration.ofSeconds(10),
            URI.create("a:b"),
            Optional.of("s"),
            java.util.OptionalInt.of(11),
            record(game, "Everything$Round", 12f),
            record(game, "Everything$Fixed", 13, "v"),
            "www"
        };
        for (int bit = 0; bit < values.length; bit++) {
            Thing server = game.thing("Everything");
            Thing client = game.thing("Everything");
            BehaviourState sent = server.captured();
            String name = String.valueOf((char) ('a' + bit));
            assertThat(sent.changed(server.behaviour)).isZero();

            server.set(name, values[bit]);

            assertThat(sent.changed(server.behaviour)).as(name).isEqualTo(1L << bit);
            server.sync(client, 1L << bit, CLIENT);
            assertThat(client.get(name)).isEqualTo(values[bit]);
            assertThat(sent.changed(client.behaviour)).isEqualTo(1L << bit);
        }
    }

    @Test
    void onlyFieldsInTheMaskAreCapturedWrittenReadAndApplied() {
        Game game = Game.of(
                "public class Player extends NetworkBehaviour { @SyncVar int a; @SyncVar int b; @SyncVar int c; }");
        Thing server = game.thing("Player").set("a", 1).set("b", 2).set("c", 3);
        BehaviourState state = server.schema().newState();

        state.capture(server.behaviour, 0b101);

        assertThat(state.changed(server.behaviour)).isEqualTo(0b010);
        assertThat(HexFormat.of().formatHex(server.written(0b110))).isEqualTo("0406");
        Thing client = game.thing("Player");
        server.sync(client, 0b100, CLIENT);
        assertThat(List.of(client.get("a"), client.get("b"), client.get("c"))).isEqualTo(List.of(0, 0, 3));
    }

    @Test
    void floatingPointNumbersAreComparedByTheirBits() {
        Game game = Game.of("public class Player extends NetworkBehaviour { @SyncVar float f; @SyncVar double d; }");
        Thing player = game.thing("Player").set("f", Float.NaN).set("d", Double.NaN);
        BehaviourState sent = player.captured();

        assertThat(sent.changed(player.behaviour)).isZero();
        player.set("f", 0f).set("d", 0.0);
        sent = player.captured();
        player.set("f", -0f).set("d", -0.0);
        assertThat(sent.changed(player.behaviour)).isEqualTo(0b11);
    }

    @Test
    void aNullThatIsNotAllowedIsNamedWhenWritten() {
        Game game = Game.of("public class Player extends NetworkBehaviour { @SyncVar String name; }");
        Thing player = game.thing("Player");

        assertThatThrownBy(() -> player.written(1))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Player.name is null; mark it @Nullable or set it");
    }

    private static final String VECTOR = """
            public class Player extends NetworkBehaviour {
                public static class Vec { public float x; }
                @CodecFor(Vec.class)
                public static class VecCodec implements MutableCodec<Vec> {
                    @Override public Vec create() { return new Vec(); }
                    @Override public void copy(Vec from, Vec into) { into.x = from.x; }
                    @Override public boolean same(Vec a, Vec b) { return a.x == b.x; }
                    @Override public void read(NetworkReader reader, Vec into) { into.x = reader.readFloat(); }
                    @Override public void write(NetworkWriter writer, Vec value) { writer.writeFloat(value.x); }
                }
                final List<String> log = new ArrayList<>();
                @SyncVar(hook = "moved") final Vec fixed = new Vec();
                @SyncVar Vec loose = new Vec();
                private @SyncVar final Vec hidden = new Vec();
                Vec hidden() { return hidden; }
                void moved(Vec before, Vec now) { log.add(before.x + " to " + now.x); }
            }
            """;

    private static void move(Thing thing, String name, float x) {
        try {
            Object vector = thing.get(name);
            vector.getClass().getField("x").set(vector, x);
        } catch (ReflectiveOperationException problem) {
            throw new AssertionError(problem);
        }
    }

    @Test
    void aMutableValueIsCopiedAndItsChangesInPlaceAreSeen() {
        Game game = Game.of(VECTOR);
        Thing server = game.thing("Player");
        Thing client = game.thing("Player");
        Object fixed = client.get("fixed");
        Object loose = client.get("loose");
        BehaviourState sent = server.captured();

        move(server, "fixed", 1);
        move(server, "loose", 2);
        move(server, "hidden", 3);

        assertThat(sent.changed(server.behaviour)).isEqualTo(0b111);
        server.sync(client, 0b111, CLIENT);
        assertThat(client.get("fixed")).isSameAs(fixed);
        assertThat(client.get("loose")).isSameAs(loose);
        assertThat(client.captured().changed(server.behaviour)).isZero();
        assertThat(client.log()).hasToString("[0.0 to 1.0]");
    }

    @Test
    void aMutableValueThatIsNotThereIsMadeOnTheClientAndNamedOnTheServer() {
        Game game = Game.of(VECTOR);
        Thing server = game.thing("Player");
        Thing client = game.thing("Player");
        move(server, "loose", 2);
        BehaviourState received = server.captured();
        client.set("loose", null);

        received.apply(client.behaviour, 0b10, CLIENT.lookup());

        assertThat(client.captured().changed(server.behaviour)).isZero();
        server.set("loose", null);
        assertThatThrownBy(() -> received.changed(server.behaviour))
                .hasMessage("Player.loose is null; keep an object there always");
    }

    @Test
    void referencesAreNumbersAndFoundAgain() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    final List<String> log = new ArrayList<>();
                    @SyncVar(hook = "aimed") NetworkIdentity target;
                    @SyncVar Player friend;
                    @SyncVar @Nullable NetworkBehaviour any;
                    void aimed(NetworkIdentity before, NetworkIdentity now) { log.add(before + " to " + now); }
                }
                """);
        FakeHost server = new FakeHost(true);
        FakeHost client = new FakeHost(false);
        Thing here = game.thing("Player");
        Thing other = game.thing("Player");
        Thing there = game.thing("Player");
        Thing otherThere = game.thing("Player");
        server.spawn(1, here);
        client.spawn(1, there);
        BehaviourState sent = here.captured();

        here.set("target", server.spawn(2, game.thing("Player"), other))
                .set("friend", other.behaviour)
                .set("any", here.behaviour);

        assertThat(sent.changed(here.behaviour)).isEqualTo(0b111);
        assertThat(HexFormat.of().formatHex(here.written(0b111))).isEqualTo("02" + "0201" + "0100");
        here.sync(there, 0b111, client);
        assertThat(there.get("target")).isNull();
        assertThat(there.get("friend")).isNull();
        assertThat(there.get("any")).isSameAs(there.behaviour);
        assertThat(there.log()).isEmpty();
        var object = client.spawn(2, game.thing("Player"), otherThere);
        here.sync(there, 0b111, client);
        assertThat(there.get("target")).isSameAs(object);
        assertThat(there.get("friend")).isSameAs(otherThere.behaviour);
        assertThat(there.log()).hasToString("[null to thing 2]");
        List<String> seen = new ArrayList<>();
        here.captured().references((bit, reference) -> seen.add(bit + ":" + Long.toHexString(reference)));
        assertThat(seen).containsExactly("1:2", "2:200000002", "4:100000001");
    }

    @Test
    void sixtyFourFieldsFitAndKeepTheirBits() {
        StringBuilder base = new StringBuilder("public class Base extends NetworkBehaviour {");
        StringBuilder own = new StringBuilder("public class Full extends Base {");
        for (int i = 0; i < 64; i++) {
            (i < 40 ? base : own).append("@SyncVar int f" + i + ";");
        }
        Game game = Game.of(base + "}", own + "}");
        BehaviourSchema<?> schema = game.schema("Full");
        Thing server = game.thing("Full");
        Thing client = game.thing("Full");

        assertThat(schema.fieldCount()).isEqualTo(64);
        assertThat(schema.allFields()).isEqualTo(-1);
        for (int i = 0; i < 64; i++) {
            BehaviourState sent = server.captured();
            server.set("f" + i, i + 1);
            assertThat(sent.changed(server.behaviour)).isEqualTo(1L << i);
        }
        server.sync(client, -1, CLIENT);
        assertThat(client.captured().changed(server.behaviour)).isZero();
    }

    @Test
    void privateFieldsAreReachedByAccessorsAsInKotlin() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    @SyncVar private int health = 100;
                    @SyncVar private boolean isOpen;
                    @SyncVar private String name = "";
                    @SyncVar(hook = "onColor") private int color;
                    private final SyncList<String> items = new SyncList<>();
                    final List<String> log = new ArrayList<>();
                    public final int getHealth() { return health; }
                    public final void setHealth(int health) { this.health = health; }
                    public final boolean isOpen() { return isOpen; }
                    public final void setOpen(boolean open) { this.isOpen = open; }
                    String name() { return name; }
                    void name(String name) { this.name = name; }
                    protected final int getColor() { return color; }
                    protected final void setColor(int color) { this.color = color; }
                    public final SyncList<String> getItems() { return items; }
                    public void onColor(int before, int now) { log.add(before + " to " + now); }
                }
                """);
        Thing server = game.thing("Player")
                .set("health", 1)
                .set("isOpen", true)
                .set("name", "n")
                .set("color", 5);
        Thing client = game.thing("Player");
        List<Object> collections = new ArrayList<>();

        server.sync(client, 0b1111, CLIENT);

        assertThat(client.captured().changed(server.behaviour)).isZero();
        assertThat(client.log()).hasToString("[0 to 5]");
        client.schema().collections(client.behaviour, (collection, element, value) -> collections.add(collection));
        assertThat(collections).containsExactly(client.get("items"));
    }

    @Test
    void aFieldWithinReachIsSetDirectlyThoughThereAreAccessorsAndCommands() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    final List<String> log = new ArrayList<>();
                    @SyncVar String name = "";
                    @Command void setName(String name) { this.name = name; }
                    String getName() { log.add("get"); return name; }
                }
                """);
        Thing server = game.thing("Player").set("name", "n");
        Thing client = game.thing("Player");

        server.sync(client, 1, CLIENT);

        assertThat(client.get("name")).isEqualTo("n");
        assertThat(client.log()).isEmpty();
    }

    @Test
    void hooksAreCalledInOrderWithBothValuesWhereSomethingChanged() {
        Game game = Game.of("""
                public class Player extends Base {
                    @SyncVar(hook = "inherited") int a;
                    @SyncVar(hook = "own") int b;
                    @SyncVar int c;
                    @SyncVar(hook = "own") String d = "";
                    static final List<String> shared = new ArrayList<>();
                    void own(int before, int now) { log.add("own " + before + " " + now + " " + d); }
                    void own(String before, String now) { log.add("own " + before + now); }
                    void own(int one) {}
                }
                """, """
                public abstract class Base extends NetworkBehaviour {
                    final List<String> log = new ArrayList<>();
                    @SyncVar(hook = "common") boolean z;
                    static void common(boolean before, boolean now) {}
                    protected void inherited(int before, int now) { log.add("inherited " + before + " " + now); }
                }
                """);
        Thing server = game.thing("Player")
                .set("a", 1)
                .set("b", 2)
                .set("c", 3)
                .set("d", "d")
                .set("z", true);
        Thing client = game.thing("Player");

        server.sync(client, 0b11111, CLIENT);
        server.sync(client, 0b11111, CLIENT);
        server.set("a", 5);
        server.set("b", 6);
        server.sync(client, 0b00100, CLIENT);

        assertThat(client.log()).hasToString("[inherited 0 1, own 0 2 d, own d, own 2 6 d]");
    }

    private static BehaviourScan fivePlayers(Game game) {
        BehaviourScan scan = new BehaviourScan();
        for (int i = 0; i < 5; i++) {
            Thing thing = game.thing("Player");
            scan.behaviours[i] = thing.behaviour;
            scan.states[i] = thing.captured();
            scan.netIds[i] = 100 + i;
            thing.set("b", i % 2);
        }
        scan.count = 4;
        return scan;
    }

    @Test
    void aScanNamesWhatChangedAndWhere() {
        Game game = Game.of("public class Player extends NetworkBehaviour { @SyncVar int a; @SyncVar int b; }");
        BehaviourScan scan = fivePlayers(game);

        game.schema("Player").scan(scan);

        assertThat(scan.found).isEqualTo(2);
        assertThat(scan.changed).startsWith(1, 3);
        assertThat(scan.masks).startsWith(0, 2, 0, 2, 0);
    }

    @Test
    void anUpdateWritesWhatChangedAndCapturesIt() {
        Game game = Game.of("public class Player extends NetworkBehaviour { @SyncVar int a; @SyncVar int b; }");
        BehaviourScan scan = fivePlayers(game);
        NetworkWriter writer = new NetworkWriter();

        game.schema("Player").update(scan, writer, 1000);

        assertThat(scan.next).isEqualTo(4);
        assertThat(scan.found).isEqualTo(2);
        assertThat(scan.changed).startsWith(1, 3);
        assertThat(writer.toByteArray()).containsExactly(101, 3, 2, 2, 103, 3, 2, 2);
        scan.next = 0;
        scan.found = 0;
        game.schema("Player").update(scan, writer, 1000);
        assertThat(scan.found).isZero();
    }

    @Test
    void anUpdateStopsWhenTheWriterHasGrownEnoughAndGoesOnFromThere() {
        Game game = Game.of("public class Player extends NetworkBehaviour { @SyncVar int a; @SyncVar int b; }");
        BehaviourScan scan = fivePlayers(game);
        NetworkWriter writer = new NetworkWriter();

        game.schema("Player").update(scan, writer, 1);
        assertThat(scan.next).isEqualTo(2);
        assertThat(writer.toByteArray()).containsExactly(101, 3, 2, 2);
        game.schema("Player").update(scan, writer, 1000);

        assertThat(scan.next).isEqualTo(4);
        assertThat(scan.found).isEqualTo(2);
    }

    @Test
    void anUpdateThatFailsSaysWhereAndWhatItWasAbout() {
        Game game =
                Game.of("public class Player extends NetworkBehaviour { @SyncVar int a; @SyncVar String b = \"\"; }");
        BehaviourScan scan = new BehaviourScan();
        for (int i = 0; i < 2; i++) {
            Thing thing = game.thing("Player");
            scan.behaviours[i] = thing.behaviour;
            scan.states[i] = thing.captured();
            thing.set("a", 1);
        }
        scan.count = 2;
        Thing bad = game.thing("Player");
        scan.behaviours[1] = bad.behaviour;
        bad.set("b", null);
        NetworkWriter writer = new NetworkWriter();

        assertThatThrownBy(() -> game.schema("Player").update(scan, writer, 1000))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("Player.b");

        assertThat(scan.next).isEqualTo(1);
        assertThat(scan.found).isEqualTo(2);
        assertThat(scan.masks[1]).isEqualTo(2);
        writer.truncate(scan.entryStart);
        assertThat(writer.toByteArray()).containsExactly(0, 3, 1, 2);
    }

    @Test
    void comparingAndWritingAllocatesNothing() {
        Game game = Game.of(EVERYTHING);
        Thing thing = game.thing("Everything");
        long all = thing.schema().allFields();
        BehaviourState state = thing.captured();
        NetworkWriter writer = new NetworkWriter();
        var thread = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        state.write(writer, all);
        long before = thread.getThreadAllocatedBytes(id);

        for (int i = 0; i < 10_000; i++) {
            writer.reset();
            state.capture(thing.behaviour, all);
            if (state.changed(thing.behaviour) != 0) {
                throw new AssertionError();
            }
            state.write(writer, all & ~(1L << 17)); // a URI's text is made anew
        }

        assertThat(thread.getThreadAllocatedBytes(id) - before).isLessThan(10_000);
    }

    @Test
    void aBoundIsCheckedOnBothEnds() {
        Game game = Game.of(EVERYTHING);
        Thing thing = game.thing("Everything").set("w", "four");
        BehaviourState state = thing.schema().newState();

        assertThatThrownBy(() -> thing.written(1L << 22)).hasMessageContaining("Everything.w has size 4");
        assertThatThrownBy(() -> state.read(new NetworkReader(HexFormat.of().parseHex("0500" + "61616161")), 1L << 22))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void whateverArrivesIsReadOrMalformed() {
        Game game = Game.of(EVERYTHING);
        Thing thing = game.thing("Everything");
        long seed = 20260101L;
        Random random = new Random(seed);
        BehaviourState state = thing.captured();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            try {
                state.read(
                        new NetworkReader(bytes),
                        random.nextLong() & thing.schema().allFields());
            } catch (MalformedMessageException expected) {
                // the one way to refuse
            } catch (Throwable other) {
                fail("Seed " + seed + ", round " + i + ": " + Arrays.toString(bytes), other);
            }
        }
    }

    @Test
    void aBehaviourWithoutFieldsHasAnEmptyState() {
        Game game = Game.of("public class Door extends NetworkBehaviour {}");
        Thing door = game.thing("Door");

        assertThat(door.schema().fieldCount()).isZero();
        assertThat(door.captured().changed(door.behaviour)).isZero();
        BehaviourScan scan = new BehaviourScan();
        scan.behaviours[0] = door.behaviour;
        scan.states[0] = door.captured();
        scan.count = 1;
        door.schema().scan(scan);
        assertThat(scan.found).isZero();
        assertThat(SERVER.reports).isEmpty();
    }

    @Test
    void fieldsMayBeCalledLikeWhatIsGenerated() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    @SyncVar int now; @SyncVar int changed; @SyncVar int behaviour; @SyncVar int mask;
                    @SyncVar @Nullable String writer; @SyncVar @Nullable String reader; @SyncVar int lookup;
                    @SyncVar @Nullable Integer before; @SyncVar int then; @SyncVar Optional<Vector3> TEAM_VALUES = Optional.empty();
                    @SyncVar Team team = Team.A;
                    enum Team { A }
                    @Command void call(int call, String writer, int reader, int function, Vector3 index) {}
                }
                """);
        Thing server = game.thing("Player").set("now", 1).set("writer", "w").set("before", 3);
        Thing client = game.thing("Player");

        server.sync(client, server.schema().allFields(), CLIENT);

        assertThat(client.captured().changed(server.behaviour)).isZero();
    }
}
