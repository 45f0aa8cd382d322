package dev.tain.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which codec a field gets when several could write it. */
class CodecChoiceTest {
    private static String codec(String name, int tag) {
        return "public class " + name
                + " implements Codec<Point> {"
                + " @Override public void write(NetworkWriter writer, Point value) { writer.writeByte(" + tag + "); }"
                + " @Override public Point read(NetworkReader reader) { reader.readByte(); return new Point(0); } }";
    }

    private static final String POINT = "public record Point(int x) {}";

    private static String bytes(String message) {
        Game game = Game.of(
                POINT,
                codec("One", 1),
                codec("Two", 2),
                codec("Three", 3).replace("public class", "@CodecFor(Point.class) public class"),
                message);
        return game.hexOf("Move", game.sample("Move"));
    }

    @Test
    void theFieldsOwnAnnotationWinsOverTheTypes() {
        assertThat(bytes("""
                                @UseCodec(Two.class)
                                public record Move(@UseCodec(One.class) Point a, Point b) implements NetworkMessage {
                                    static Move sample() { return new Move(new Point(9), new Point(9)); }
                                }
                                """)).isEqualTo("0102");
    }

    @Test
    void aTypesAnnotationHoldsForTypesInsideIt() {
        assertThat(bytes("""
                                @UseCodec(Two.class)
                                public class Move implements NetworkMessage {
                                    public Part part = new Part(new Point(9));
                                    public record Part(Point point) {}
                                    static Move sample() { return new Move(); }
                                }
                                """)).isEqualTo("02");
    }

    @Test
    void codecForIsUsedWhereNothingElseIsSaid() {
        assertThat(bytes("""
                                public record Move(Point a, List<Point> b, @Nullable Point c, @UseCodec(One.class) List<Point> d)
                                        implements NetworkMessage {
                                    static Move sample() {
                                        Point p = new Point(9);
                                        return new Move(p, List.of(p, p), null, List.of(p));
                                    }
                                }
                                """)).isEqualTo("03" + "030303" + "00" + "0201");
    }

    @Test
    void aCodecMayReplaceTheFormOfAnyType() {
        Game game = Game.of("""
                public record Chat(@UseCodec(Chat.Tiny.class) Integer small, @UseCodec(Chat.Tiny.class) int smaller, int plain)
                        implements NetworkMessage {
                    public static class Tiny implements Codec<Integer> {
                        @Override public void write(NetworkWriter writer, Integer value) { writer.writeByte(value); }
                        @Override public Integer read(NetworkReader reader) { return (int) reader.readByte(); }
                    }
                    static Chat sample() { return new Chat(5, 6, 7); }
                }
                """);

        assertThat(game.hexOf("Chat", game.sample("Chat"))).isEqualTo("05060e");
        assertThat(game.read("Chat", "05060e")).isEqualTo(game.sample("Chat"));
    }

    @Test
    void byHandWinsOverGeneratedEvenForAnInterface() {
        Game game = Game.of("""
                public record Draw(Shape shape, Mode mode) implements NetworkMessage {
                    public interface Shape {
                        default void serialize(NetworkWriter writer) { writer.writeByte(7); }
                        static Shape deserialize(NetworkReader reader) { reader.readByte(); return new Shape() {}; }
                    }
                    public enum Mode {
                        A;
                        public void serialize(NetworkWriter writer) { writer.writeByte(8); }
                        public static Mode deserialize(NetworkReader reader) { reader.readByte(); return A; }
                    }
                    static Draw sample() { return new Draw(new Shape() {}, Mode.A); }
                }
                """);

        assertThat(game.hexOf("Draw", game.sample("Draw"))).isEqualTo("0708");
    }
}
