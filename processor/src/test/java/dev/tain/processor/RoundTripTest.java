package dev.tain.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.connection.NetworkMessage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written comes back, and in the bytes that docs/wire.md promises. */
class RoundTripTest {
    private static final Game GAME = Fixtures.game();

    static Stream<String> messages() {
        return Fixtures.ALL.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageComesBackAndWritesTheSameBytesAgain(String type) {
        NetworkMessage message = GAME.sample(type);
        byte[] bytes = GAME.bytesOf(type, message);

        NetworkMessage back = GAME.read(type, bytes);

        assertThat(back).usingRecursiveComparison().isEqualTo(message);
        assertThat(GAME.bytesOf(type, back)).isEqualTo(bytes);
    }

    private static String hex(String type) {
        return GAME.hexOf(type, GAME.sample(type));
    }

    @Test
    void theScoreMessageHasTheBytesOfMirror() {
        assertThat(Integer.toHexString(
                        Short.reverseBytes((short) GAME.codec("ScoreMessage").id()) & 0xFFFF))
                .isEqualTo("7a7f");
        assertThat(hex("ScoreMessage")).isEqualTo("fa80c4030000c03f000010c00000404006");
    }

    @Test
    void primitivesAreFixedButForIntAndLong() {
        assertThat(hex("Primitives"))
                .isEqualTo("01" + "fe" + "3412" + "4100" + "01" + "f7e0" + "0000803f" + "00000000000000c0");
    }

    @Test
    void boxesAreLikePrimitivesAndNullableOnesHaveAFlag() {
        assertThat(hex("Boxes"))
                .isEqualTo("01" + "fe" + "3412" + "4100" + "01" + "f7e0" + "0000803f" + "00000000000000c0" + "0101"
                        + "0101" + "010200" + "014200" + "0106" + "0108" + "00" + "00");
    }

    @Test
    void valuesOfTheJdkHaveTheirOwnForms() {
        assertThat(hex("Values"))
                .isEqualTo("040068c3a9" + "0000" + "33221100" + "5544" + "7766" + "8899aabbccddeeff" + "0a06" + "0d08"
                        + "10006b63703a2f2f686572653a37373737" + "02" + "00" + "0100" + "010000803f00000040"
                        + "01020078" + "01030204" + "0106" + "00" + "010000000000001040" + "06006669766521" + "0000");
    }

    @Test
    void aSealedTypeIsATagAndItsSubtype() {
        assertThat(hex("Drawing")).isEqualTo("01" + "00000040" + "01" + "03" + "02" + "03" + "000a" + "01");
    }

    @Test
    void collectionsAreACountPlusOneAndElements() {
        Game game = Game.of("""
                public record Small(List<Integer> a, @Nullable List<Integer> b, Map<String, @Nullable Integer> c, int[] d)
                        implements NetworkMessage {
                    static Small sample() {
                        Map<String, Integer> map = new HashMap<>();
                        map.put("k", null);
                        return new Small(List.of(1, 2), null, map, new int[] {1});
                    }
                }
                """);

        assertThat(game.hexOf("Small", game.sample("Small"))).isEqualTo("030204" + "00" + "0202006b00" + "0201000000");
    }

    @Test
    void aNullThatIsNotAllowedIsNamed() {
        Game game = Game.of("""
                public record Chat(String text, List<String> lines) implements NetworkMessage {
                    static Chat sample() { return new Chat(null, List.of()); }
                    static class Second { static Chat sample() { return new Chat("", Arrays.asList("a", null)); } }
                }
                """);

        assertThatThrownBy(() -> game.hexOf("Chat", game.sample("Chat")))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Chat.text is null; mark it @Nullable or set it");
        assertThatThrownBy(() -> game.hexOf("Chat", game.sample("Chat.Second")))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Chat.lines has a null element; mark its elements @Nullable or leave it out");
    }

    @Test
    void tooLargeAFieldIsRefusedWhenWritten() {
        Game game = Game.of("""
                public record Chat(@MaxSize(2) List<String> lines) implements NetworkMessage {
                    static Chat sample() { return new Chat(List.of("a", "b", "c")); }
                }
                """);

        assertThatThrownBy(() -> game.hexOf("Chat", game.sample("Chat")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Chat.lines has size 3; @MaxSize allows 2. Send less, or raise the bound on both ends.");
    }

    @Test
    void shapesSpellATypeOutOnce() {
        assertThat(GAME.codec("ScoreMessage").shape())
                .isEqualTo("score int, scorePos Vector3{x float, y float, z float}, lives int");
        assertThat(GAME.codec("Drawing").shape())
                .isEqualTo("shape Shape(Circle{radius float}|Square{side float}|Line{length int}|Corner[LEFT|RIGHT]),"
                        + " second Shape?, events List<Event(Hit{damage int}|Miss{})>");
        assertThat(GAME.codec("Tree").shape())
                .isEqualTo("value int, left Tree?, more List<Tree>, expr Expr(Num{n int}|Add{a Expr, b Expr})");
        assertThat(GAME.codec("ByHand").shape())
                .isEqualTo("money Money<by hand>, counter Counter<by hand>, second Counter<by hand>?, point Point<by"
                        + " hand>, url URL<by hand>");
        assertThat(GAME.codec("Own").shape()).isEqualTo("<by hand>");
    }

    @Test
    void theIndexListsEveryMessageAndKnowsReplies() {
        var index = GAME.index();

        assertThat(index.contractVersion()).isEqualTo(2);
        assertThat(index.codecs()).hasSize(Fixtures.ALL.size() + 2);
        assertThat(GAME.codec("Login").replyType()).isEqualTo(GAME.type("Login$Reply"));
        assertThat(GAME.codec("Login.Reply").replyType()).isNull();
        assertThat(GAME.codec("Login.Reply").wireName()).isEqualTo("com.game.Login+Reply");
    }

    @Test
    void namesOfFieldsMayBeThoseOfTheGeneratedCode() {
        Game game = Game.of("""
                public record Names(int reader, int writer, int value, int i, List<Integer> list, int listCount, int var,
                        int record, int yield, List<String> news, String entry, Map<String, String> key, int problem)
                        implements NetworkMessage {
                    public Names { }
                    static Names sample() {
                        return new Names(1, 2, 3, 4, List.of(5), 6, 7, 8, 9, List.of("a"), "b", Map.of("c", "d"), 10);
                    }
                }
                """);

        byte[] bytes = game.bytesOf("Names", game.sample("Names"));

        assertThat(game.read("Names", bytes)).isEqualTo(game.sample("Names"));
    }

    @Test
    void fieldsOfAGenericBaseClassHaveTheirConcreteTypes() {
        Game game = Game.of("""
                public class Chat extends Base<String> implements NetworkMessage {
                    public int own = 1;
                    static Chat sample() {
                        Chat chat = new Chat();
                        chat.held = "h";
                        chat.all = List.of("a");
                        return chat;
                    }
                }
                class Base<T> { public T held; public List<T> all; }
                """);

        assertThat(game.hexOf("Chat", game.sample("Chat"))).isEqualTo("02" + "020068" + "02" + "020061");
        assertThat(game.codec("Chat").shape()).isEqualTo("own int, held String, all List<String>");
    }

    @Test
    void anyAnnotationNamedNullableCounts() {
        Game game = Game.of("""
                public record Chat(@Marks.Nullable String text, @Marks.Nullable String[] lines) implements NetworkMessage {
                    static Chat sample() { return new Chat(null, null); }
                }
                class Marks {
                    @java.lang.annotation.Target(java.lang.annotation.ElementType.FIELD)
                    @interface Nullable {}
                }
                """);

        assertThat(game.codec("Chat").shape()).isEqualTo("text String?, lines String[]?");
        assertThat(game.hexOf("Chat", game.sample("Chat"))).isEqualTo("000000");
    }

    @Test
    void messagesMayHoldEachOther() {
        Game game = Game.of("""
                public record Ping(@Nullable Pong pong) implements NetworkMessage {
                    static Ping sample() { return new Ping(new Pong(new Ping(new Pong(null)))); }
                    public record Pong(@Nullable Ping ping) implements NetworkMessage {}
                }
                """);

        assertThat(game.hexOf("Ping", game.sample("Ping"))).isEqualTo("01010100");
        assertThat(game.read("Ping", "01010100")).isEqualTo(game.sample("Ping"));
    }

    @Test
    void moreMessagesThanOneMethodHoldsFitTheIndex() {
        String[] sources = new String[501];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = "@WireName(\"" + uniqueName(i) + "\") public record M" + i + "() implements NetworkMessage {}";
        }

        assertThat(Game.of(sources).index().codecs()).hasSize(sources.length);
    }

    private static final java.util.Set<Integer> TAKEN = new java.util.HashSet<>();

    private static String uniqueName(int i) {
        String name = "m" + i;
        int id = dev.tain.wire.StableHash.hash16(name);
        return id >= 32 && TAKEN.add(id) ? name : uniqueName(i + 10_000);
    }

    @Test
    void writingAllocatesNothing() {
        Game game = Game.of(Fixtures.SCORE, """
                public record Rich(List<Integer> list, int[] array, Vector3[] points, Item item, @Nullable String name)
                        implements NetworkMessage {
                    public record Item(int x, Shape shape) {}
                    public sealed interface Shape permits Round {}
                    public record Round(float radius) implements Shape {}
                    static Rich sample() {
                        return new Rich(List.of(1, 2, 3), new int[5], new Vector3[] {Vector3.ONE},
                                new Item(1, new Round(2)), "n");
                    }
                }
                """);

        for (String type : new String[] {"ScoreMessage", "Rich"}) {
            var codec = game.codec(type);
            NetworkMessage message = game.sample(type);
            var writer = new dev.tain.wire.NetworkWriter();
            var thread = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
            long id = Thread.currentThread().getId();
            codec.write(writer, message);
            long before = thread.getThreadAllocatedBytes(id);
            for (int i = 0; i < 10_000; i++) {
                writer.reset();
                codec.write(writer, message);
            }
            assertThat(thread.getThreadAllocatedBytes(id) - before).as(type).isLessThan(10_000);
        }
    }

    @Test
    void aFieldOfAConcreteSealedClassKeepsItsSubclass() {
        Game game = Game.of("""
                public record Zoo(An first, An second, Thing third) implements NetworkMessage {
                    public sealed interface Thing permits An, Stone {}
                    public record Stone() implements Thing {}
                    public static sealed class An implements Thing permits Dog { public int legs; public @Nullable An friend; }
                    public static final class Dog extends An { public String name = "rex"; }
                    static Zoo sample() {
                        Dog dog = new Dog();
                        dog.legs = 4;
                        An an = new An();
                        an.legs = -1;
                        an.friend = dog;
                        return new Zoo(dog, an, dog);
                    }
                }
                """);
        NetworkMessage zoo = game.sample("Zoo");

        NetworkMessage back = game.read("Zoo", game.bytesOf("Zoo", zoo));

        assertThat(back).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(zoo);
        assertThat(game.codec("Zoo").shape())
                .isEqualTo("first An(Dog{name String, legs int, friend An?}|An{legs int, friend An?}), second An, third"
                        + " Thing(An|Stone{})");
    }

    @Test
    void aMessageThatIsAConcreteSealedClassKeepsItsSubclass() {
        Game game = Game.of("""
                public sealed class Event implements NetworkMessage permits Event.Hit {
                    public int at;
                    public @Nullable Event cause;
                    public static final class Hit extends Event { public int damage; }
                    static Event sample() {
                        Event event = new Event();
                        Hit hit = new Hit();
                        hit.damage = 3;
                        event.cause = hit;
                        return event;
                    }
                }
                """);
        NetworkMessage event = game.sample("Event");

        NetworkMessage back = game.read("Event", game.bytesOf("Event", event));

        assertThat(back).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(event);
    }

    @Test
    void aSubclassThatWouldBeCutToItsBaseIsRefused() {
        Game game = Game.of("""
                public record Zoo(Animal pet, List<Animal> others) implements NetworkMessage {
                    public static class Animal { public int legs; }
                    public static class Dog extends Animal { public String name = "rex"; }
                    static Zoo sample() { return new Zoo(new Animal(), List.of(new Animal())); }
                    static class First { static Zoo sample() { return new Zoo(new Dog(), List.of()); } }
                    static class Second { static Zoo sample() { return new Zoo(new Animal(), List.of(new Dog())); } }
                }
                """);

        assertThat(game.hexOf("Zoo", game.sample("Zoo"))).isEqualTo("00" + "02" + "00");
        assertThatThrownBy(() -> game.hexOf("Zoo", game.sample("Zoo.First")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Zoo.pet holds a com.game.Zoo$Dog; the declared type is Animal, and only that travels. Make"
                        + " Animal sealed, or write a codec.");
        assertThatThrownBy(() -> game.hexOf("Zoo", game.sample("Zoo.Second")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Zoo.others holds a com.game.Zoo$Dog");
    }

    @Test
    void methodsByHandMayBeInheritedWhereNothingIsAdded() {
        Game game = Game.of("""
                public record Chat(Sub sub) implements NetworkMessage {
                    public static class Base {
                        public int a;
                        public void serialize(NetworkWriter writer) { writer.writeByte(a); }
                        public void deserialize(NetworkReader reader) { a = reader.readByte(); }
                    }
                    public static class Sub extends Base { transient int cache; }
                    static Chat sample() { return new Chat(new Sub()); }
                }
                """);

        assertThat(game.hexOf("Chat", game.sample("Chat"))).isEqualTo("00");
    }

    @Test
    void aGenericBaseClassMayHideItsFieldBehindAccessors() {
        Game game = Game.of("""
                public class Chat extends Base<String> implements NetworkMessage {
                    static Chat sample() {
                        Chat chat = new Chat();
                        chat.setPayload("p");
                        return chat;
                    }
                }
                class Base<T> {
                    private T payload;
                    public T getPayload() { return payload; }
                    public void setPayload(T payload) { this.payload = payload; }
                }
                """);

        assertThat(game.hexOf("Chat", game.sample("Chat"))).isEqualTo("020070");
        assertThat(game.hexOf("Chat", game.read("Chat", "020070"))).isEqualTo("020070");
    }

    @Test
    void aTypeThatIsIterableTravelsByItsFieldsOrByHand() {
        Game game = Game.of("""
                public record Chat(Bag bag, Hand hand) implements NetworkMessage {
                    public record Bag(List<String> items) implements Iterable<String> {
                        @Override public Iterator<String> iterator() { return items.iterator(); }
                    }
                    public static final class Hand extends AbstractMap<String, String> {
                        @Override public Set<Map.Entry<String, String>> entrySet() { return Set.of(); }
                        public void serialize(NetworkWriter writer) { writer.writeByte(7); }
                        public static Hand deserialize(NetworkReader reader) { reader.readByte(); return new Hand(); }
                    }
                    static Chat sample() { return new Chat(new Bag(List.of("a")), new Hand()); }
                }
                """);

        assertThat(game.hexOf("Chat", game.sample("Chat"))).isEqualTo("02020061" + "07");
        assertThat(game.read("Chat", "0202006107")).isEqualTo(game.sample("Chat"));
    }

    @Test
    void componentsMayBeNamedLikeTypesAndConstants() {
        Game game = Game.of("""
                public record Names(Vector3 Vector3, Kind kind, int KIND_VALUES, Kind[] more, List<Integer> Objects,
                        int New, vec vec, String com, int dev, String[] java, String Names, Map<String, Part> Part)
                        implements NetworkMessage {
                    public enum Kind { A, B }
                    public record Part(Kind Kind, @Nullable Part Part_Codec) {}
                    static Names sample() {
                        return new Names(new Vector3(1, 2, 3), Kind.B, 1, new Kind[0], List.of(2), 3, new vec(5), "c", 4, null,
                                "n", Map.of("p", new Part(Kind.A, new Part(Kind.B, null))));
                    }
                    public Names { java = new String[] {"j"}; }
                }
                """, """
                public final class vec {
                    final int x;
                    vec(int x) { this.x = x; }
                    public void serialize(NetworkWriter writer) { writer.writeByte(x); }
                    public static vec deserialize(NetworkReader reader) { return new vec(reader.readByte()); }
                }
                """);
        NetworkMessage names = game.sample("Names");

        NetworkMessage back = game.read("Names", game.bytesOf("Names", names));

        assertThat(back).usingRecursiveComparison().isEqualTo(names);
    }

    @Test
    void typesOfTheGameMayBeNamedLikeThoseOfTheLanguage() {
        Game game = Game.of(
                """
                public record Chat(String own, java.lang.String text, List<java.lang.String>[] all, @Nullable Integer n,
                        Objects objects, Vague vague) implements NetworkMessage {
                    @java.lang.SuppressWarnings({"unchecked", "rawtypes"})
                    static Chat sample() {
                        return new Chat(new String(1), "t", new List[] {List.of("a")}, null, new Objects(2), new Vague());
                    }
                    public Chat {}
                    public static class Vague { public int x; }
                }
                """,
                "public record String(int x) {}",
                "public record Objects(int x) {}",
                "@interface Override {}",
                "@interface SuppressWarnings {}",
                "class RuntimeException {}",
                "class IllegalArgumentException {}",
                "public enum Integer { A }");
        NetworkMessage chat = game.sample("Chat");

        NetworkMessage back = game.read("Chat", game.bytesOf("Chat", chat));

        assertThat(back).usingRecursiveComparison().isEqualTo(chat);
    }

    @Test
    void baseClassesOfMessagesMayBeAbstractOrGeneric() {
        Game game = Game.of(
                "public abstract class AbsBase implements NetworkMessage { public int tick; }",
                "public abstract class Middle extends AbsBase {}",
                """
                public class Step extends Middle {
                    public int x;
                    static Step sample() { return new Step(); }
                }
                """,
                "public class Upd<T> implements NetworkMessage { public T held; }",
                "public class SUpd extends Upd<String> {}");

        assertThat(game.index().codecs()).extracting("wireName").containsExactly("com.game.SUpd", "com.game.Step");
        assertThat(game.codec("SUpd").shape()).isEqualTo("held String");
        assertThat(game.hexOf("Step", game.sample("Step"))).isEqualTo("0000");
    }

    @Test
    void aShapeLongerThanAStringConstantIsSpelledOut() {
        String[] enums = new String[2];
        for (int i = 0; i < enums.length; i++) {
            StringBuilder constants = new StringBuilder("public enum Many" + i + " { A");
            for (int constant = 0; constant < 1200; constant++) {
                constants.append(", A_CONSTANT_WITH_A_RATHER_LONG_NAME_").append(constant);
            }
            enums[i] = constants.append(" }").toString();
        }

        Game game = Game.of("public record Chat(Many0 a, Many1 b) implements NetworkMessage {}", enums[0], enums[1]);

        assertThat(game.codec("Chat").shape())
                .hasSizeGreaterThan(65_535)
                .startsWith("a Many0[A|")
                .endsWith("_1199]");
    }
}
