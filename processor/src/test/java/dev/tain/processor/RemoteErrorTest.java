package dev.tain.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.tain.processor.Refusal.FIRST_LINE;
import static dev.tain.processor.Refusal.assertRefused;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import org.junit.jupiter.api.Test;

/** Every rule about remote and guarded methods is a compile error with a key, a sentence and a way out. */
class RemoteErrorTest {
    private static void assertPlayerRefused(String members, String error) {
        assertRefused("public class Player extends NetworkBehaviour {\n" + members + "\n}", error, FIRST_LINE + 1);
    }

    @Test
    void whatCannotBeOverriddenIsRefused() {
        assertPlayerRefused(
                "@Command static void fire() {}",
                "[StaticRemote] Player.fire is static, and the generated subclass cannot override it; remove static.");
        assertPlayerRefused(
                "@ClientRpc private void fire() {}",
                "[PrivateRemote] Player.fire is private, and the generated subclass cannot override it; make it"
                        + " package-private, protected or public.");
        assertPlayerRefused(
                "@TargetRpc final void fire() {}",
                "[FinalRemote] Player.fire is final, and the generated subclass cannot override it; remove final, or in"
                        + " Kotlin add open.");
        assertRefused(
                "public abstract class Base extends NetworkBehaviour {\n@Command abstract void fire();\n}",
                "[AbstractRemote] Base.fire is abstract, so there is nothing to run; give it a body, or mark what"
                        + " implements it instead.",
                FIRST_LINE + 1);
    }

    @Test
    void aCallbackIsNoRemoteMethod() {
        assertPlayerRefused(
                "@Override @ClientRpc protected void onStartServer() {}",
                "[CallbackRemote] Player.onStartServer is marked @ClientRpc and overrides a callback, which the library"
                        + " calls on the side it is for; remove @ClientRpc, and call another method that is marked so.");
        assertPlayerRefused("@Override @Command protected void onTick() {}", "[CallbackRemote] Player.onTick");
        assertPlayerRefused(
                "@Override @TargetRpc protected void onSerialize(NetworkWriter writer, boolean initial) {}"
                        + " @Override protected void onDeserialize(NetworkReader reader, boolean initial) {}",
                "[CallbackRemote] Player.onSerialize");
        assertPlayerRefused(
                "@Override @Command protected boolean acceptClientState() { return true; }",
                "[CallbackRemote] Player.acceptClientState");
    }

    @Test
    void aCallbackMayBeGuarded() {
        assertThat(Game.compile("""
                        public class Player extends NetworkBehaviour {
                            @Override @Server(silent = true) protected void onTick() {}
                            @Override @Client protected void onStartClient() {}
                            @Command void onStartServer(int other) {}
                        }
                        """)).succeededWithoutWarnings();
    }

    @Test
    void aResultIsRefused() {
        assertPlayerRefused(
                "@Command int fire() { return 1; }",
                "[RemoteResult] Player.fire returns an int, and nothing comes back from a call; make it void and answer by"
                        + " a call the other way.");
    }

    @Test
    void genericsAreRefused() {
        assertPlayerRefused(
                "@Command <T> void fire(T at) {}",
                "[GenericRemote] Player.fire has type parameters, and the wire does not carry types; declare one method"
                        + " for each type.");
    }

    @Test
    void aParameterThatDoesNotTravelIsRefused() {
        assertPlayerRefused(
                "@Command void fire(Thread thread) {}",
                "[UnsupportedType] Player.fire(thread) is a java.lang.Thread, which has no codec; write a Codec<Thread>"
                        + " and mark it @CodecFor(Thread.class), or choose another type.");
        assertPlayerRefused(
                "@Command void fire(Shape shape) {} interface Shape {}",
                "[NotSealed] Player.fire(shape) is a Shape, whose subtypes are not all known");
        assertPlayerRefused(
                "@Command void fire(Object any) {}", "[UnsupportedType] Player.fire(any) is a java.lang.Object");
    }

    @Test
    void aConnectionStandsWhereItMeansSomething() {
        assertPlayerRefused(
                "@ClientRpc void fire(NetworkConnection who) {}",
                "[RemoteConnection] Player.fire(who) is a connection, which means nothing on a client; remove it, or pass"
                        + " a NetworkIdentity.");
        assertPlayerRefused(
                "@TargetRpc void fire(int x, NetworkConnection who) {}",
                "[RemoteConnection] Player.fire(who) is a connection but not the first parameter, which is the target");
        assertPlayerRefused(
                "@Command void fire(NetworkConnection a, int x, NetworkConnection b) {}",
                "[RemoteConnection] Player.fire(b) is a second connection, and a command has one sender");
    }

    @Test
    void aConnectionDoesNotTravel() {
        assertPlayerRefused(
                "@ClientRpc void fire(List<NetworkConnection> all) {}",
                "[ConnectionField] Player.fire(all) is a NetworkConnection, which exists on one side only; send a"
                        + " NetworkIdentity, or a number of your own.");
    }

    @Test
    void twoMarksOnOneMethodAreRefused() {
        assertPlayerRefused(
                "@Command @ClientRpc void fire() {}",
                "[TwoRemotes] Player.fire is marked both @Command and @ClientRpc; keep one, and make another method for"
                        + " the other way.");
        assertPlayerRefused(
                "@Command @Server void fire() {}",
                "[GuardedRemote] Player.fire is marked both @Command and @Server; keep @Command, which says where it"
                        + " runs.");
        assertPlayerRefused(
                "@Client @Server void fire() {}",
                "[TwoGuards] Player.fire is marked both @Server and @Client; keep one.");
    }

    @Test
    void aRemoteMethodElsewhereIsRefused() {
        assertRefused(
                "public class Player { @Command void fire() {} }",
                "[NotABehaviour] Player.fire is marked @Command, but Player is no NetworkBehaviour");
        assertRefused("public interface Player { @Server default void fire() {} }", "[NotABehaviour] Player.fire");
    }

    @Test
    void aCheckedExceptionIsRefused() {
        assertPlayerRefused(
                "@Command void fire() throws java.io.IOException {}",
                "[CheckedException] Player.fire declares java.io.IOException, which generated code does not catch");
    }

    private static void assertOverrideRefused(String base, String own, String error) {
        assertRefused(
                "class Outer { static class Player extends Base {\n" + own + "\n}"
                        + " static abstract class Base extends NetworkBehaviour { " + base + " } }",
                error,
                FIRST_LINE + 1);
    }

    @Test
    void anOverrideRepeatsItsMark() {
        assertOverrideRefused(
                "@Command void fire() {}",
                "@Override void fire() {}",
                "[LostRemote] Player.fire overrides Base.fire, which is marked @Command, and is not marked so; mark it"
                        + " @Command too.");
        assertOverrideRefused(
                "@Command void fire() {}",
                "@Override @ClientRpc void fire() {}",
                "[LostRemote] Player.fire overrides Base.fire, which is marked @Command, and is not marked so");
        assertOverrideRefused(
                "@Command void fire() {}",
                "@Override @Command(requiresAuthority = false) void fire() {}",
                "[ChangedRemote] Player.fire overrides Base.fire with other options of @Command; repeat those of the base"
                        + " class.");
        assertOverrideRefused(
                "@TargetRpc void fire() {}",
                "@Override @TargetRpc(channel = dev.tain.transport.Channel.UNRELIABLE) void fire() {}",
                "[ChangedRemote]");
        assertOverrideRefused(
                "@Server void heal() {}",
                "@Override void heal() {}",
                "[LostGuard] Player.heal overrides Base.heal, which is marked @Server, and is not marked so; mark it"
                        + " @Server too.");
        assertOverrideRefused("@Server void heal() {}", "@Override @Client void heal() {}", "[LostGuard]");
        assertOverrideRefused("@Command void fire() {}", "@Override @Command final void fire() {}", "[FinalRemote]");
    }

    @Test
    void aGuardThatCannotBeOverriddenIsRefused() {
        assertPlayerRefused(
                "@Server static void heal() {}",
                "[StaticGuard] Player.heal is static, and the generated subclass cannot override it; remove static.");
        assertPlayerRefused("@Server private void heal() {}", "[PrivateGuard] Player.heal is private");
        assertPlayerRefused("@Client final void heal() {}", "[FinalGuard] Player.heal is final");
        assertRefused(
                "public abstract class Base extends NetworkBehaviour { @Server abstract void heal(); }",
                "[AbstractGuard] Base.heal is abstract, so there is nothing to run; give it a body, or mark what"
                        + " implements it instead.");
    }

    @Test
    void aGuardThatNamesWhatIsPrivateIsRefused() {
        assertPlayerRefused(
                "@Server void heal(List<Secret> by) {} private static class Secret {}",
                "[HiddenGuard] Player.heal is guarded and names a type that Player_Networked cannot reach; make that type"
                        + " package-private or public.");
    }

    private static Compilation compileAcross(String baseMembers) {
        return Compiler.javac()
                .withProcessors(new TainProcessor())
                .compile(
                        JavaFileObjects.forSourceString(
                                "com.lib.Base",
                                "package com.lib; import dev.tain.annotation.*; public abstract class Base extends"
                                        + " dev.tain.object.NetworkBehaviour { " + baseMembers + " }"),
                        Game.source("public class Player extends com.lib.Base {}"));
    }

    @Test
    void aMethodHiddenInAnotherPackageIsRefused() {
        assertThat(compileAcross("@Command void fire() {}"))
                .hadErrorContaining(
                        "[HiddenRemote] Player inherits Base.fire, which is marked @Command and package-private in another"
                                + " package, so that calls of it would not travel; make that method protected or public.")
                .inFile(Game.source("public class Player extends com.lib.Base {}"))
                .onLine(FIRST_LINE);
        assertThat(compileAcross("@Server void heal() {}"))
                .hadErrorContaining(
                        "[HiddenGuard] Player inherits Base.heal, which is guarded and package-private in another package,"
                                + " so that the guard would not hold; make that method protected or public.");
        assertThat(compileAcross("final dev.tain.object.SyncList<String> items = new dev.tain.object.SyncList<>();"))
                .hadErrorContaining("[InaccessibleCollection] Base.items is out of reach of com.game.Player_Schema");
        assertThat(compileAcross("@Command protected void fire() {} @Server public void heal() {}"))
                .succeededWithoutWarnings();
    }

    @Test
    void aHookHiddenInAnotherPackageIsRefused() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .compile(
                        JavaFileObjects.forSourceString(
                                "com.lib.Base",
                                "package com.lib; public abstract class Base extends dev.tain.object.NetworkBehaviour {"
                                        + " protected void changed(int before, int now) {} }"),
                        Game.source(
                                "public class Player extends com.lib.Base { @SyncVar(hook = \"changed\") int health; }"));

        assertThat(compilation)
                .hadErrorContaining(
                        "[InaccessibleHook] Player.health names the hook changed, which is another package's and out of"
                                + " reach of its state; make that method public.");
    }

    @Test
    void moreRemoteMethodsThanAByteTellsApartAreRefused() {
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < 257; i++) {
            methods.append("@Command void m").append(i).append("() {} ");
        }

        assertRefused(
                "public class Player extends NetworkBehaviour { " + methods + "}",
                "[TooManyRemotes] Player has, with its base classes, 257 remote methods, and at most 256 fit; move some to"
                        + " another behaviour.");
    }
}
