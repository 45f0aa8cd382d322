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

        assertThat(index.contractVersion()).isEqualTo(1);
        assertThat(index.codecs()).hasSize(Fixtures.ALL.size() + 2);
        assertThat(GAME.codec("Login").replyType()).isEqualTo(GAME.type("Login$Reply"));
        assertThat(GAME.codec("Login.Reply").replyType()).isNull();
        assertThat(GAME.codec("Login.Reply").wireName()).isEqualTo("com.game.Login+Reply");
    }
}
