package dev.tain.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static dev.tain.processor.Refusal.FIRST_LINE;
import static dev.tain.processor.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Every rule is a compile error with a key, a sentence and a way out, at the element. */
class ErrorTest {
    @Test
    void aFieldWithoutACodecIsRefused() {
        assertRefused(
                """
                public record Chat(String text,
                        Socket socket) implements NetworkMessage {}
                """,
                "[UnsupportedType] Chat.socket is a java.net.Socket, which has no codec; write a Codec<Socket> and mark"
                        + " it @CodecFor(Socket.class), or leave the component out.",
                FIRST_LINE + 1);
        assertRefused(
                "public record Chat(Object any) implements NetworkMessage {}",
                "[UnsupportedType] Chat.any is a java.lang.Object");
        assertRefused(
                "public record Chat(Runnable call) implements NetworkMessage {}",
                "[UnsupportedType] Chat.call is a java.lang.Runnable");
        assertRefused(
                "public record Chat(IllegalStateException problem) implements NetworkMessage {}", "[UnsupportedType]");
    }

    @Test
    void aFieldOfANestedTypeIsRefusedWhereItStands() {
        assertRefused("""
                public record Chat(List<Line> lines) implements NetworkMessage {
                    public record Line(Thread thread) {}
                }
                """, "[UnsupportedType] Line.thread is a java.lang.Thread", FIRST_LINE + 1);
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        Compilation compilation = Game.compile(
                "public record Chat(Object any, Thread thread) implements NetworkMessage {}",
                "public record Other(Queue<String> queue) implements NetworkMessage {}");

        assertThat(compilation).hadErrorCount(3);
    }

    @Test
    void genericsAreRefused() {
        assertRefused(
                "public record Chat<T>(String text) implements NetworkMessage {}",
                "[GenericMessage] Chat is generic, and the wire does not carry type arguments; declare one message for"
                        + " each type argument.");
        assertRefused(
                """
                public record Chat(Pair<String, String> pair) implements NetworkMessage {
                    record Pair<A, B>(A a, B b) {}
                }
                """,
                "[GenericField] Chat.pair is a com.game.Chat.Pair<java.lang.String, java.lang.String>, and generic"
                        + " types have no generated codec; write a Codec<");
    }

    @Test
    void whatCannotBeAMessageIsRefused() {
        assertRefused(
                "public abstract class Chat implements NetworkMessage {}",
                "[AbstractMessage] Chat is an abstract class, of which no object can arrive; make it an interface,"
                        + " sealed, or concrete.");
        assertRefused("public enum Chat implements NetworkMessage { A }", "[EnumMessage] Chat is an enum");
        assertRefused(
                "class Outer { private record Chat() implements NetworkMessage {} }",
                "[PrivateMessage] Chat is private, out of reach of its codec; make it package-private or public.");
        assertRefused("class Outer { class Chat implements NetworkMessage {} }", "[InnerMessage] Chat is an inner");
    }

    @Test
    void interfacesAndSealedClassesMayBeBases() {
        assertThat(Game.compile(
                        "public interface Event extends NetworkMessage {}",
                        "public record Hit(int damage) implements Event {}",
                        """
                        public sealed abstract class Base implements NetworkMessage permits Base.One {
                            public static final class One extends Base { public int x; }
                        }
                        """))
                .succeeded();
    }

    @Test
    void aClassThatCannotBeMadeIsRefused() {
        assertRefused(
                "public class Chat implements NetworkMessage { public int a; public Chat(String other) {} }",
                "[NoConstructor] Chat has no constructor that generated code can use; add a public one without"
                        + " arguments, or one that takes exactly its fields (a), or make it a record.");
    }

    @Test
    void aFieldOutOfReachIsRefused() {
        assertRefused(
                "public class Chat implements NetworkMessage { private int hidden; }",
                "[InaccessibleField] Chat.hidden cannot be read by generated code; make it public and not final, give"
                        + " it a getter and a setter, or make it transient.");
        assertRefused(
                "public class Chat implements NetworkMessage { public final int fixed = 1; }",
                "[InaccessibleField] Chat.fixed cannot be set by generated code");
        assertRefused(
                "public class Chat extends Base implements NetworkMessage { public int x; } class Base { public int x; }",
                "[HiddenField] Chat has two fields named x");
    }

    @Test
    void aTypeOutOfReachIsRefused() {
        assertRefused(
                "public record Chat(Hidden hidden) implements NetworkMessage { private record Hidden(int x) {} }",
                "[InaccessibleType] Chat.hidden is a com.game.Chat.Hidden, which its codec in package com.game cannot"
                        + " reach");
        assertRefused(
                "public class Chat implements NetworkMessage { public Part part; class Part { public int x; } }",
                "[InnerType] Chat.part is a Part, an inner class");
    }

    @Test
    void openTypesAreRefused() {
        assertRefused(
                "public record Chat(Shape shape) implements NetworkMessage { interface Shape {} }",
                "[NotSealed] Chat.shape is a Shape, whose subtypes are not all known; declare that type sealed, or use a"
                        + " concrete one.");
        assertRefused("""
                public record Chat(Shape shape) implements NetworkMessage {
                    sealed interface Shape permits Open {}
                    static non-sealed class Open implements Shape {}
                }
                """, "[NotSealed] Subtype Open of Shape is an Open", FIRST_LINE + 2);
    }

    @Test
    void moreSubtypesThanATagTellsApartAreRefused() {
        String names = IntStream.range(0, 256).mapToObj(i -> "S" + i).collect(Collectors.joining(", "));
        String types = IntStream.range(0, 256)
                .mapToObj(i -> "record S" + i + "() implements Shape {} ")
                .collect(Collectors.joining());
        assertRefused(
                "public record Chat(Shape shape) implements NetworkMessage { sealed interface Shape permits " + names
                        + " {} " + types + "}",
                "[TooManySubtypes] Shape has 256 subtypes");
    }

    @Test
    void collectionsOfUnknownKindOrContentAreRefused() {
        assertRefused(
                "public record Chat(ArrayList<String> list) implements NetworkMessage {}",
                "[UnsupportedCollection] Chat.list is a java.util.ArrayList, of which the wire knows nothing; declare it"
                        + " as List.");
        assertRefused("public record Chat(Queue<String> q) implements NetworkMessage {}", "declare it as List");
        assertRefused(
                "public record Chat(TreeMap<String, String> m) implements NetworkMessage {}", "declare it as Map");
        assertRefused("public record Chat(SortedSet<String> s) implements NetworkMessage {}", "declare it as Set");
        assertRefused(
                "public record Chat(List raw) implements NetworkMessage {}",
                "[RawCollection] Chat.raw is a raw List; name its element type, as in List<String>.");
        assertRefused(
                "public record Chat(List<?> any) implements NetworkMessage {}",
                "[WildcardCollection] Chat.any is a java.util.List<?>");
    }

    @Test
    void aBoundThatMeansNothingIsRefused() {
        assertRefused(
                "public record Chat(@MaxSize(-1) String text) implements NetworkMessage {}",
                "[BadMaxSize] Chat.text has @MaxSize(-1); give a bound of 0 or more.");
        assertRefused(
                "public record Chat(@MaxSize(5) int number) implements NetworkMessage {}",
                "[BadMaxSize] Chat.number is an int, which has no size to bound");
    }

    @Test
    void aNullablePrimitiveIsRefused() {
        assertRefused(
                "public record Chat(@Nullable int number) implements NetworkMessage {}",
                "[NullablePrimitive] Chat.number is an int, which is never null; remove @Nullable, or declare the boxed"
                        + " type.");
    }

    @Test
    void halfOfAPairByHandIsRefused() {
        assertRefused(
                """
                public record Chat(Half half) implements NetworkMessage {
                    record Half(int x) { public void serialize(NetworkWriter writer) {} }
                }
                """,
                "[HalfByHand] Half has serialize but not its counterpart; add static Half deserialize(NetworkReader)");
        assertRefused(
                """
                public record Chat(int x) implements NetworkMessage {
                    public static Chat deserialize(NetworkReader reader) { return null; }
                }
                """, "[HalfByHand] Chat has deserialize but not its counterpart; add void serialize(NetworkWriter)");
    }

    private static final String CODEC = """
            implements Codec<Thread> {
                @Override public void write(NetworkWriter writer, Thread value) {}
                @Override public Thread read(NetworkReader reader) { return null; }
            """;

    @Test
    void aCodecThatIsNoneIsRefused() {
        assertRefused(
                "@CodecFor(Thread.class)\npublic class ThreadCodec {}",
                "[BadCodec] ThreadCodec does not implement Codec<T>",
                FIRST_LINE + 1);
        assertRefused(
                "@CodecFor(String.class)\npublic class ThreadCodec " + CODEC + "}",
                "[BadCodec] ThreadCodec is marked @CodecFor(java.lang.String.class) but is a Codec<java.lang.Thread>;"
                        + " make the two agree.",
                FIRST_LINE + 1);
        assertRefused(
                "@CodecFor(Thread.class)\npublic class ThreadCodec " + CODEC + "ThreadCodec(int x) {} }",
                "[BadCodec] ThreadCodec cannot be constructed; give it a no-argument constructor that is not private.",
                FIRST_LINE + 1);
        assertRefused(
                "public record Chat(@UseCodec(Chat.C.class) String s) implements NetworkMessage { static class C "
                        + CODEC + "} }",
                "[BadCodec] C is a Codec<java.lang.Thread>, which Chat.s does not hold");
    }

    @Test
    void twoCodecsForOneTypeAreRefused() {
        Compilation compilation = Game.compile(
                "@CodecFor(Thread.class) public class One " + CODEC + "}",
                "@CodecFor(Thread.class) public class Two " + CODEC + "}");

        assertThat(compilation)
                .hadErrorContaining(
                        "[DuplicateCodec] Two and One are both codecs for java.lang.Thread; remove @CodecFor"
                                + " from one and name it by @UseCodec where it is meant.");
    }

    @Test
    void answersThatCannotArriveAreRefused() {
        assertRefused(
                "public record Login() implements NetworkRequest<NetworkMessage> {}",
                "[ReplyNotMessage] Login is answered by dev.tain.connection.NetworkMessage, of which no object can"
                        + " arrive; name a concrete message as the reply.");
    }

    @Test
    void messagesThatCannotBeToldApartAreRefused() {
        // "costarring" and "liquid" are a known pair of FNV-1a collisions.
        Compilation sameId = Game.compile(
                "@WireName(\"costarring\") public record A() implements NetworkMessage {}",
                "@WireName(\"liquid\") public record B() implements NetworkMessage {}");
        Compilation sameName = Game.compile(
                "@WireName(\"x\") public record A() implements NetworkMessage {}",
                "@WireName(\"x\") public record B() implements NetworkMessage {}");

        assertThat(sameId).hadErrorContaining("[IdCollision] com.game.A and com.game.B both have the id ");
        assertThat(sameId).hadErrorContaining("give one of them another name with @WireName.");
        assertThat(sameName)
                .hadErrorContaining("[DuplicateWireName] com.game.A and com.game.B are both x on the wire; change one"
                        + " @WireName.");
    }

    @Test
    void idsOfTheLibraryAreRefused() {
        String name = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "n" + i)
                .filter(candidate -> dev.tain.wire.StableHash.hash16(candidate) < 32)
                .findFirst()
                .orElseThrow();
        assertRefused(
                "@WireName(\"" + name + "\") public record Chat() implements NetworkMessage {}",
                "[ReservedId] Chat has");
    }

    @Test
    void codecsOfTheSameNameAreRefused() {
        Compilation compilation = Game.compile(
                "public class Outer { public record Chat() implements NetworkMessage {} }",
                "public record Outer_Chat() implements NetworkMessage {}");

        assertThat(compilation).hadErrorContaining("[CodecNameClash]");
    }

    @Test
    void aClassInTheCodecsPlaceIsReported() {
        Compilation compilation =
                Game.compile("public record Chat() implements NetworkMessage {}", "public class Chat_Codec {}");

        assertThat(compilation).hadErrorContaining("[CannotWrite] Generated code was not written: ");
        assertThat(compilation).hadErrorContaining("Chat_Codec");
    }

    @Test
    void withoutTheLibraryNothingHappens() {
        JavaFileObject file = JavaFileObjects.forSourceString("a.Plain", "package a; class Plain {}");

        Compilation compilation = javac().withProcessors(new TainProcessor())
                .withClasspath(java.util.List.of())
                .compile(file);

        assertThat(compilation).succeededWithoutWarnings();
    }

    @Test
    void everyErrorNamesAWayOut() {
        Compilation compilation = Game.compile("public record Chat(Object any) implements NetworkMessage {}");

        for (Diagnostic<? extends JavaFileObject> error : compilation.errors()) {
            assertThat(error.getMessage(Locale.ROOT)).matches("(?s)\\[[A-Za-z]+\\] [^;]+; .+\\..*");
        }
    }

    @Test
    void anOptionalOfWhatMayBeNullIsRefused() {
        assertRefused(
                "public record Chat(Optional<@Nullable String> text) implements NetworkMessage {}",
                "[NullableOptional] Chat.text is an Optional of something @Nullable, and an Optional never holds null;"
                        + " remove that @Nullable and send an empty Optional instead.");
    }

    @Test
    void methodsByHandThatKnowNothingOfAFieldAreRefused() {
        assertRefused(
                """
                public record Chat(Sub sub) implements NetworkMessage {
                    public static class Base {
                        public int a;
                        public void serialize(NetworkWriter writer) { writer.writeInt(a); }
                        public void deserialize(NetworkReader reader) { a = reader.readInt(); }
                    }
                    public static class Sub extends Base { public int b; }
                }
                """,
                "[HalfByHand] Sub inherits serialize from Base, which knows nothing of Sub.b; override both serialize"
                        + " and deserialize, or make the field transient.");
    }

    @Test
    void checkedExceptionsAreRefused() {
        assertRefused(
                """
                public record Chat(Part part) implements NetworkMessage {
                    public record Part(int x) {
                        public void serialize(NetworkWriter writer) throws java.io.IOException {}
                        public static Part deserialize(NetworkReader reader) { return new Part(1); }
                    }
                }
                """,
                "[CheckedException] Part.serialize declares java.io.IOException, which generated code does not"
                        + " catch; wrap it in an unchecked exception, or in NetworkReader.malformed when reading.");
        assertRefused("""
                public class Chat implements NetworkMessage {
                    public int x;
                    public Chat() throws Exception {}
                }
                """, "[CheckedException] Chat's constructor declares java.lang.Exception");
        assertRefused("""
                public class Chat implements NetworkMessage {
                    public final int x;
                    public Chat(int x) throws Exception { this.x = x; }
                }
                """, "[CheckedException] Chat's constructor declares java.lang.Exception");
        assertRefused("""
                public class Chat implements NetworkMessage {
                    private int x;
                    public int getX() throws Exception { return x; }
                    public void setX(int x) { this.x = x; }
                }
                """, "[CheckedException] Chat.getX declares", FIRST_LINE + 1);
        assertRefused("""
                public class Chat implements NetworkMessage {
                    private int x;
                    public int getX() { return x; }
                    public void setX(int x) throws Exception { this.x = x; }
                }
                """, "[CheckedException] Chat.setX declares", FIRST_LINE + 1);
    }

    @Test
    void theWayOutOfAnUnknownTypeFitsTheFieldAndTheType() {
        assertRefused(
                "public class Chat implements NetworkMessage { public Thread thread; }",
                "mark it @CodecFor(Thread.class), or make the field transient.");
        assertRefused(
                "public record Chat(Map.Entry<String, String> entry) implements NetworkMessage {}",
                "write a Codec<Map.Entry<String, String>> and mark it @CodecFor(Map.Entry.class), or leave the"
                        + " component out.");
    }
}
