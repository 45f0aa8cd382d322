package dev.tain.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.tain.codegen.BehaviourSchema;
import dev.tain.codegen.MessageIndex;
import dev.tain.object.NetworkBehaviour;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How behaviours of several compilations meet: incremental ones, jars, modules, other processors. */
class BehaviourCompilationsTest {
    private static final String IMPORTS = "import dev.tain.annotation.*; import dev.tain.connection.*; import"
            + " dev.tain.object.*; import dev.tain.wire.*; import java.util.*; import org.jspecify.annotations.Nullable; ";

    @TempDir
    Path folder;

    private Path source(String name, String declaration) throws IOException {
        String packageName = name.substring(0, name.lastIndexOf('.'));
        return new Builds(folder)
                .write(name.replace('.', '/') + ".java", "package " + packageName + "; " + IMPORTS + declaration);
    }

    private String compile(Path output, Path... sources) throws IOException {
        return new Builds(folder).compileOnClassPath(output, sources);
    }

    private String compileAgainst(Path jar, Path output, Path... sources) throws IOException {
        String path = String.join(File.pathSeparator, Builds.CLASS_PATH, jar.toString(), output.toString());
        return new Builds(folder).compile(output, List.of("-cp", path), sources);
    }

    private static List<String> shapes(Path... outputs) throws IOException {
        URL[] urls = new URL[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            urls[i] = outputs[i].toUri().toURL();
        }
        List<String> shapes = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(urls, BehaviourCompilationsTest.class.getClassLoader())) {
            for (MessageIndex index : ServiceLoader.load(MessageIndex.class, loader)) {
                index.behaviours().stream().map(BehaviourSchema::toString).forEach(shapes::add);
            }
        }
        return shapes;
    }

    @Test
    void aBehaviourThatIsNotCompiledAgainStaysInTheIndex() throws IOException {
        Path output = folder.resolve("out");
        Path first = source("com.game.First", "public class First extends NetworkBehaviour { @SyncVar int x; }");
        Path second = source("com.game.Second", "public class Second extends First { @SyncVar int y; }");
        compile(output, first, second, source("com.game.Chat", "public record Chat() implements NetworkMessage {}"));

        String log = compile(output, second);

        assertThat(log).isEmpty();
        assertThat(shapes(output)).containsExactly("com.game.First(x int)", "com.game.Second(x int, y int)");
        assertThat(output.resolve("META-INF/tain/messages"))
                .hasContent("behaviour com.game.First\nbehaviour com.game.Second\nmessage com.game.Chat\n");
    }

    @Test
    void aBehaviourThatIsOneNoMoreLeavesTheIndex() throws IOException {
        Path output = folder.resolve("out");
        compile(
                output,
                source("com.game.First", "public class First extends NetworkBehaviour { @SyncVar int x; }"),
                source("com.game.Second", "public class Second extends NetworkBehaviour {}"));

        compile(output, source("com.game.First", "public class First {}"));

        assertThat(shapes(output)).containsExactly("com.game.Second()");
    }

    private static final String BASE = "public abstract class Base<T> extends NetworkBehaviour {"
            + " public record Box(List<@Nullable String> names) {}"
            + " @SyncVar int x; @SyncVar @Nullable String name; public final SyncList<@Nullable T> items = new SyncList<>();"
            + " @SyncVar @MaxSize(3) String code = \"\";"
            + " @Command protected void use(@Nullable T item, List<@Nullable String> all, int @Nullable [] a, Box box,"
            + " @MaxSize(2) byte[] b, long l, @Nullable Box[][] more) {}"
            + " @Server protected int cost() { return 1; } }";

    private static final String PLAYER = "public class Player extends com.lib.Base<String> { @SyncVar int y; }";

    @Test
    void aBaseClassOfAJarIsExtended() throws IOException {
        Path jar = folder.resolve("jar");
        Path apart = folder.resolve("apart");
        Path together = folder.resolve("together");
        Path base = source("com.lib.Base", BASE);
        Path player = source("com.game.Player", PLAYER);
        compile(together, base, player);

        compile(jar, base);
        String log = compileAgainst(jar, apart, player);

        assertThat(log).isEmpty();
        for (String file : List.of("Player_State.java", "Player_Schema.java")) {
            assertThat(apart.resolve("com/game").resolve(file))
                    .hasSameTextualContentAs(together.resolve("com/game").resolve(file));
        }
        assertThat(apart.resolve("com/lib")).doesNotExist();
        assertThat(shapes(jar, apart))
                .hasSize(1)
                .allMatch(shape -> shape.contains("code String, y int, items SyncList"));
    }

    @Test
    void aBaseClassThatWasCompiledWithoutTheProcessorIsRefused() throws IOException {
        Path jar = folder.resolve("jar");
        new Builds(folder).compile(jar, List.of("-cp", Builds.CLASS_PATH), List.of(), source("com.lib.Base", BASE));
        List<File> path = new ArrayList<>(List.of(jar.toFile()));
        Arrays.stream(Builds.CLASS_PATH.split(File.pathSeparator))
                .map(File::new)
                .forEach(path::add);

        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .withClasspath(path)
                .compile(Game.source(PLAYER));

        assertThat(compilation)
                .hadErrorContaining("[MissingState] Player extends com.lib.Base, which has @SyncVar fields but no"
                        + " Base_State; compile its module with Tain's processor.")
                .inFile(Game.source(PLAYER))
                .onLine(Refusal.FIRST_LINE);
    }

    @Test
    void aTypeOfAJarWithoutCodecsHasOneInEachModuleThatUsesIt() throws IOException {
        Path parts = folder.resolve("parts");
        Path jar = folder.resolve("jar");
        Path out = folder.resolve("out");
        new Builds(folder)
                .compile(
                        parts,
                        List.of("-cp", Builds.CLASS_PATH),
                        List.of(),
                        source("com.parts.Box", "public record Box(int w) {}"));
        compileAgainst(
                parts,
                jar,
                source(
                        "com.lib.Base",
                        "public abstract class Base extends NetworkBehaviour { @SyncVar com.parts.Box box = new com.parts.Box(1); }"));

        String path = String.join(File.pathSeparator, Builds.CLASS_PATH, parts.toString(), jar.toString());
        new Builds(folder)
                .compile(
                        out,
                        List.of("-cp", path),
                        source("com.game.Player", "public class Player extends com.lib.Base {}"));

        assertThat(jar.resolve("com/lib/com_parts_Box_Codec.class")).exists();
        assertThat(out.resolve("com/lib")).doesNotExist();
        assertThat(shapes(out, jar, parts)).containsExactly("com.game.Player(box Box{w int})");
    }

    @Test
    void statesOfSeveralPackagesExtendEachOther() throws IOException {
        Path output = folder.resolve("out");

        String log = compile(
                output,
                source("com.a.Hidden", "abstract class Hidden extends NetworkBehaviour { @SyncVar int a; }"),
                source("com.a.Open", "public abstract class Open extends Hidden {}"),
                source("com.b.Middle", "public abstract class Middle extends com.a.Open { @SyncVar int b; }"),
                source("com.a.Last", "public class Last extends com.b.Middle { @SyncVar int c; }"),
                source("com.c.Plain", "public class Plain extends com.a.Open {}"),
                source(
                        "com.d.Outer",
                        "public class Outer { protected abstract static class Part extends NetworkBehaviour { @SyncVar int d; } }"),
                source(
                        "com.e.Sub",
                        "public class Sub extends com.d.Outer { static class Deep extends Part { @SyncVar int e; protected Deep() {} } }"),
                source("com.a.Own", "class Own extends NetworkBehaviour { @SyncVar int f; }"));

        assertThat(log).isEmpty();
        assertThat(shapes(output))
                .containsExactlyInAnyOrder(
                        "com.a.Last(a int, b int, c int)",
                        "com.a.Own(f int)",
                        "com.c.Plain(a int)",
                        "com.e.Sub+Deep(d int, e int)");
        assertThat(Files.readString(output.resolve("com/a/Own_State.java"))).contains("\nclass Own_State");
    }

    @Test
    void aBaseClassOfAnotherPackageWorksAsOneOfTheSame() throws Exception {
        Path jar = folder.resolve("jar");
        Path out = folder.resolve("out");
        compile(jar, source("com.lib.Base", """
                public abstract class Base<T> extends NetworkBehaviour {
                    public final List<String> log = new ArrayList<>();
                    @SyncVar(hook = "healthChanged") private int health;
                    public final SyncList<T> items = new SyncList<>();
                    protected int getHealth() { return health; }
                    protected void setHealth(int health) { this.health = health; }
                    void healthChanged(int before, int now) { log.add("health " + before + " " + now); }
                    @Command protected void use(T item, NetworkConnection who) { log.add(who + " uses " + item); }
                    @Server protected int cost() { return 5; }
                }
                """));
        compileAgainst(jar, out, source("com.game.Player", """
                public class Player extends com.lib.Base<String> {
                    @SyncVar(hook = "nameChanged") String name = "";
                    void nameChanged(String before, String now) { log.add("name " + before + now + getHealth()); }
                }
                """));
        URL[] urls = {jar.toUri().toURL(), out.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            Class<?> type = loader.loadClass("com.game.Player_Networked");
            Thing there = new Thing((NetworkBehaviour) type.getConstructor().newInstance());
            Thing here = new Thing((NetworkBehaviour) type.getConstructor().newInstance());
            FakeHost server = new FakeHost(true);
            FakeHost client = new FakeHost(false);
            server.spawn(1, there);
            client.spawn(1, here);

            there.set("health", 3).set("name", "n");
            there.sync(here, 0b11, client);
            here.call("use", "sword", null);
            there.receive(client.sent.get(0), FakeHost.connection("alice"), server);

            assertThat(here.log()).hasToString("[health 0 3, name n3]");
            assertThat(there.log()).hasToString("[alice uses sword]");
            assertThat(here.call("cost")).isEqualTo(0);
            assertThat(there.call("cost")).isEqualTo(5);
        }
    }

    private Path moduleInfo(String directive) throws IOException {
        return new Builds(folder)
                .write("module-info.java", "module com.game { requires dev.tain.core; " + directive + " }");
    }

    @Test
    void aModuleOfBehavioursOnlyProvidesItsIndex() throws IOException {
        Path player = source("com.game.Player", "public class Player extends NetworkBehaviour { @SyncVar int x; }");
        List<String> path = List.of("-p", Builds.modulePath());

        String told = new Builds(folder).compile(folder.resolve("first"), path, moduleInfo(""), player);
        String silent = new Builds(folder)
                .compile(
                        folder.resolve("second"),
                        path,
                        moduleInfo("provides dev.tain.codegen.MessageIndex with com.game.TainIndex;"),
                        player);

        assertThat(told)
                .contains("[MissingProvides] Module com.game does not provide its behaviours, so on the module path"
                        + " nobody finds them; add to module-info.java: provides dev.tain.codegen.MessageIndex with"
                        + " com.game.TainIndex;");
        assertThat(silent).isEmpty();
    }

    @Test
    void theBuildCanNameTheIndex() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .withOptions("-Atain.index=com.game.net.GameIndex")
                .compile(Game.source(BehaviourFixtures.PLAYER));

        assertThat(compilation).succeededWithoutWarnings();
        assertThat(compilation)
                .generatedSourceFile("com.game.net.GameIndex")
                .contentsAsUtf8String()
                .contains("Player_Schema.INSTANCE");
    }

    @Test
    void anIndexOfMessagesAndBehavioursListsBoth() {
        MessageIndex index = Game.of(BehaviourFixtures.PLAYER, "public record Chat() implements NetworkMessage {}")
                .index();

        assertThat(index.codecs()).hasSize(1);
        assertThat(index.behaviours()).hasSize(1);
    }

    @Test
    void anIndexOfMessagesHasNoBehaviours() {
        assertThat(Game.of("public record Chat() implements NetworkMessage {}")
                        .index()
                        .behaviours())
                .isEmpty();
    }

    private static Stream<String> awaiting() {
        return Stream.of(
                "public class Player extends NetworkBehaviour { @SyncVar Later later = new Later(); }",
                "public class Player extends NetworkBehaviour { final SyncList<Later> later = new SyncList<>(); }",
                "public class Player extends NetworkBehaviour { @Command void fire(List<Later> later) {} }",
                "public class Player extends NetworkBehaviour { Player(Later later) {} }",
                "public class Player extends NetworkBehaviour { @Server Later make(Later[] later) { return null; } }",
                "public class Player extends Later { @SyncVar int x; }",
                "public class Player extends Outer.Middle {} class Outer { static class Middle extends Later {} }");
    }

    @Test
    void whatAnotherProcessorWritesIsAwaited() {
        awaiting().forEach(player -> {
            boolean base = player.contains("extends Later");
            String later = base
                    ? "public class Later extends dev.tain.object.NetworkBehaviour {}"
                    : "public record Later() {}";
            Compilation compilation = Compiler.javac()
                    .withProcessors(new TainProcessor(), new LaterProcessor(later, 1))
                    .compile(Game.source(player));

            assertThat(compilation).succeededWithoutWarnings();
            assertThat(compilation).generatedSourceFile("com.game.Player_Schema");
        });
    }

    @Test
    void aBehaviourMayNameItsOwnGeneratedClasses() {
        Compilation compilation = Game.compile("""
                public class Player extends NetworkBehaviour {
                    @SyncVar int health;
                    final List<Player_State> history = new ArrayList<>();
                    Player() {}
                    Player(Player_State from) { health = from.health; }
                    @Server void restore(Player_State state) { state.apply(this, -1, null); }
                    static Player make() { return new Player_Networked(); }
                }
                """);

        assertThat(compilation).succeededWithoutWarnings();
    }

    @Test
    void underAllWarningsAsErrorsGeneratedCodeCompiles() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .withOptions("-Xlint:all,-processing", "-Werror")
                .compile(Game.sources(BehaviourFixtures.PLAYER, BehaviourFixtures.UNIT, BehaviourFixtures.TANK, """
                        @Deprecated(forRemoval = true)
                        public class Old extends NetworkBehaviour {
                            @Deprecated @SyncVar(hook = "old") int x;
                            @Deprecated void old(int before, int now) {}
                            @Deprecated @Command void fire() {}
                            @SuppressWarnings("rawtypes") Old(List raw) {}
                        }
                        """));

        assertThat(compilation).succeededWithoutWarnings();
    }
}
