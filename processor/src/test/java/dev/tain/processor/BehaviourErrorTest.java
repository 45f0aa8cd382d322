package dev.tain.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.tain.processor.Refusal.FIRST_LINE;
import static dev.tain.processor.Refusal.assertRefused;

import com.google.testing.compile.Compilation;
import dev.tain.wire.StableHash;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every rule about the class of a behaviour is a compile error with a key, a sentence and a way out. */
class BehaviourErrorTest {
    @Test
    void whatCannotBeExtendedIsRefused() {
        assertRefused(
                "public final class Player extends NetworkBehaviour {}",
                "[FinalBehaviour] Player is final, and its remote methods are overridden in a generated subclass; remove"
                        + " final, or in Kotlin add open.");
        assertRefused(
                "class Outer { private static class Player extends NetworkBehaviour {} }",
                "[PrivateBehaviour] Player is private, out of reach of its generated code; make it package-private or"
                        + " public.");
        assertRefused(
                "class Outer { class Player extends NetworkBehaviour {} }",
                "[InnerBehaviour] Player is an inner class, which needs an enclosing object; make it static.");
        assertRefused(
                "class Outer { abstract class Player extends NetworkBehaviour { @SyncVar int x; } }",
                "[InnerBehaviour]");
        assertRefused(
                "public sealed class Player extends NetworkBehaviour permits Player.Own {"
                        + " static non-sealed class Own extends Player {} }",
                "[SealedBehaviour] Player is sealed, and its remote methods are overridden in a generated subclass;"
                        + " declare it non-sealed, or permit Player_Networked.");
        assertRefused(
                "public class Player extends NetworkBehaviour { private Player() {} }",
                "[PrivateConstructors] Player has private constructors only, and a generated subclass calls one; make one"
                        + " package-private, protected or public.");
    }

    @Test
    void sealedBehavioursMayPermitTheGeneratedSubclass() {
        assertThat(Game.compile("public sealed class Player extends NetworkBehaviour permits Player_Networked {}"))
                .succeededWithoutWarnings();
        assertThat(Game.compile("""
                        public abstract sealed class Base extends NetworkBehaviour permits Player { @SyncVar int x; }
                        """, "public non-sealed class Player extends Base {}"))
                .succeededWithoutWarnings();
    }

    @Test
    void ownStateIsWrittenAndRead() {
        assertRefused(
                "public class Player extends NetworkBehaviour { protected void onSerialize(NetworkWriter writer, boolean"
                        + " initial) {} }",
                "[HalfByHand] Player overrides onSerialize but not its counterpart; override onDeserialize too.");
        assertRefused(
                "public class Player extends NetworkBehaviour { protected void onDeserialize(NetworkReader reader,"
                        + " boolean initial) {} }",
                "[HalfByHand] Player overrides onDeserialize but not its counterpart; override onSerialize too.");
    }

    @Test
    void aNegativeIntervalIsRefused() {
        assertRefused(
                "@SyncSettings(intervalMillis = -1) public class Player extends NetworkBehaviour {}",
                "[BadInterval] Player has an interval of -1 ms; give one of 0 or more.");
    }

    @Test
    void behavioursThatCannotBeToldApartAreRefused() {
        assertRefused(
                """
                @WireName("x") public class Player extends NetworkBehaviour {
                    @WireName("x") public static class Other extends NetworkBehaviour {}
                }
                """,
                "[DuplicateWireName] com.game.Player and com.game.Player.Other are both x on the wire; change one"
                        + " @WireName.",
                FIRST_LINE + 1);
        String[] twins = twins();
        assertRefused(
                "@WireName(\"" + twins[0] + "\") public class Player extends NetworkBehaviour {\n@WireName(\""
                        + twins[1] + "\") public static class Other extends NetworkBehaviour {} }",
                "[IdCollision] com.game.Player and com.game.Player.Other both have the id",
                FIRST_LINE + 1);
    }

    /** Two names with the same 16-bit hash. */
    private static String[] twins() {
        Map<Integer, String> seen = new HashMap<>();
        for (int i = 0; ; i++) {
            String name = "n" + i;
            String other = seen.put(StableHash.hash16(name), name);
            if (other != null) {
                return new String[] {other, name};
            }
        }
    }

    @Test
    void messagesAndBehavioursAreNumberedApart() {
        assertThat(Game.compile(
                        "@WireName(\"x\") public class Player extends NetworkBehaviour {}",
                        "@WireName(\"x\") public record Chat() implements NetworkMessage {}"))
                .succeededWithoutWarnings();
    }

    @Test
    void generatedNamesThatMeetAreRefused() {
        assertThat(Game.compile(
                        "public class Outer { public static class Player extends NetworkBehaviour {} }",
                        "public class Outer_Player extends NetworkBehaviour {}"))
                .hadErrorContaining(
                        "[GeneratedNameClash] com.game.Outer.Player and com.game.Outer_Player would both have generated"
                                + " classes called com.game.Outer_Player_Schema; rename one.");
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        assertThat(Game.compile("""
                        public class Player extends NetworkBehaviour {
                            @SyncVar static int a;
                            @SyncVar(hook = "none") int b;
                            @Command int c() { return 1; }
                            @Server private void d() {}
                            SyncList<String> e = new SyncList<>();
                        }
                        """)).hadErrorCount(5);
    }

    @Test
    void aGenericBehaviourIsABaseOnly() {
        assertThat(Game.compile("""
                        public abstract class Base<T> extends NetworkBehaviour {
                            @SyncVar int x;
                            final SyncList<T> items = new SyncList<>();
                            @Command void use(T item) {}
                        }
                        """)).succeededWithoutWarnings();
    }

    @Test
    void aGenericBehaviourThatNothingExtendsIsToldOf() {
        Compilation compilation = Game.compile("public class Base<T> extends NetworkBehaviour { @SyncVar int x; }");

        assertThat(compilation).succeeded();
        assertThat(compilation).hadWarningCount(1);
        assertThat(compilation)
                .hadWarningContaining(
                        "[GenericBehaviour] Base has type parameters and no subclass here that names them,"
                                + " so there is no Base_Networked and no object can have it; add a subclass, as in class MyBase"
                                + " extends Base<…>, or make it abstract if others extend it");
        assertThat(Game.compile("""
                        public class Base<T> extends NetworkBehaviour {
                            @SyncVar int x;
                            static class Own extends Base<String> {}
                        }
                        """)).succeededWithoutWarnings();
    }
}
