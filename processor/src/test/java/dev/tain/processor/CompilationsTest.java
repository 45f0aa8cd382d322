package dev.tain.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.tain.codegen.MessageCodec;
import dev.tain.codegen.MessageIndex;
import dev.tain.wire.StableHash;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How compilations meet: incremental ones, those against jars, modules, other processors; and what the index is called. */
class CompilationsTest {
    private static final String CLASS_PATH = Builds.CLASS_PATH;

    @TempDir
    Path folder;

    private Path write(String path, String text) throws IOException {
        return new Builds(folder).write(path, text);
    }

    private Path message(String name, String fields) throws IOException {
        return write(
                name.replace('.', '/') + ".java",
                "package " + name.substring(0, name.lastIndexOf('.')) + "; import dev.tain.annotation.*; public record "
                        + name.substring(name.lastIndexOf('.') + 1) + "(" + fields
                        + ") implements dev.tain.connection.NetworkMessage {}");
    }

    private String compile(Path output, List<String> options, Path... sources) throws IOException {
        return new Builds(folder).compile(output, options, sources);
    }

    private String compileOnClassPath(Path output, Path... sources) throws IOException {
        return new Builds(folder).compileOnClassPath(output, sources);
    }

    private static List<String> namesOf(MessageIndex index) {
        return index.codecs().stream().map(MessageCodec::wireName).toList();
    }

    private static List<String> messagesIn(Path... outputs) throws IOException {
        URL[] urls = new URL[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            urls[i] = outputs[i].toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, CompilationsTest.class.getClassLoader())) {
            List<String> names = new ArrayList<>();
            ServiceLoader.load(MessageIndex.class, loader).forEach(index -> names.addAll(namesOf(index)));
            return names;
        }
    }

    @Test
    void aMessageThatIsNotCompiledAgainStaysInTheIndex() throws IOException {
        Path output = folder.resolve("out");
        Path first = message("com.game.First", "int x");
        Path second = message("com.game.Second", "int y, First first");
        compileOnClassPath(output, first, second);

        String log = compileOnClassPath(output, second);

        assertThat(log).isEmpty();
        assertThat(messagesIn(output)).containsExactly("com.game.First", "com.game.Second");
    }

    @Test
    void aMessageThatIsOneNoMoreLeavesTheIndex() throws IOException {
        Path output = folder.resolve("out");
        compileOnClassPath(output, message("com.game.First", "int x"), message("com.game.Second", "int y"));

        compileOnClassPath(output, write("com/game/First.java", "package com.game; public record First(int x) {}"));

        assertThat(messagesIn(output)).containsExactly("com.game.Second");
    }

    @Test
    void aCodecThatIsNotCompiledAgainIsStillUsed() throws IOException {
        Path output = folder.resolve("out");
        Path codec = write("com/game/ThreadCodec.java", """
                package com.game;
                import dev.tain.wire.*;
                @dev.tain.annotation.CodecFor(Thread.class)
                public class ThreadCodec implements Codec<Thread> {
                    @Override public void write(NetworkWriter writer, Thread value) {}
                    @Override public Thread read(NetworkReader reader) { return Thread.currentThread(); }
                }
                """);
        Path message = message("com.game.First", "Thread x");
        compileOnClassPath(output, codec, message);

        compileOnClassPath(output, message);

        assertThat(messagesIn(output)).containsExactly("com.game.First");
    }

    @Test
    void messagesOfTwoJarsAreBothFound() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        compileOnClassPath(one, message("com.game.First", "int x"));
        compile(
                two,
                List.of("-cp", CLASS_PATH + java.io.File.pathSeparator + one),
                message("com.game.Second", "com.game.First first"));

        assertThat(messagesIn(one, two)).containsExactlyInAnyOrder("com.game.First", "com.game.Second");
        assertThat(two.resolve("com/game/First_Codec.class")).doesNotExist();
    }

    @Test
    void aTypeFromAJarWithoutCodecsGetsOneBesideItsUser() throws IOException {
        Path jar = folder.resolve("jar");
        Path out = folder.resolve("out");
        compileOnClassPath(
                jar,
                write(
                        "com/lib/Box.java",
                        "package com.lib; public record Box(int w, java.util.List<@org.jspecify.annotations.Nullable"
                                + " String> names) { public record Lid(int x) {} }"));

        compile(
                out,
                List.of("-cp", CLASS_PATH + java.io.File.pathSeparator + jar),
                message("com.game.Second", "com.lib.Box box, com.lib.Box.Lid lid"));

        assertThat(messagesIn(jar, out)).containsExactly("com.game.Second");
        assertThat(out.resolve("com/game/com_lib_Box_Codec.class")).exists();
        assertThat(out.resolve("com/game/com_lib_Box_Lid_Codec.class")).exists();
    }

    @Test
    void aProblemInAJarIsReportedWhereItIsUsed() throws IOException {
        Path jar = folder.resolve("jar");
        compileOnClassPath(jar, write("com/lib/Box.java", "package com.lib; public record Box(Thread thread) {}"));
        List<java.io.File> path = new ArrayList<>(List.of(jar.toFile()));
        for (String entry : CLASS_PATH.split(java.io.File.pathSeparator)) {
            path.add(new java.io.File(entry));
        }

        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .withClasspath(path)
                .compile(Game.source("public record Chat(com.lib.Box box) implements NetworkMessage {}"));

        assertThat(compilation)
                .hadErrorContaining("[UnsupportedType] Box.thread is a java.lang.Thread")
                .inFile(Game.source("public record Chat(com.lib.Box box) implements NetworkMessage {}"))
                .onLine(10);
    }

    @Test
    void aCodecNamedByThePackageIsUsedInAllOfIt() throws IOException {
        Path output = folder.resolve("out");
        write(
                "com/game/Tiny.java",
                "package com.game; import dev.tain.wire.*; public class Tiny implements Codec<Thread> {"
                        + " @Override public void write(NetworkWriter writer, Thread value) {}"
                        + " @Override public Thread read(NetworkReader reader) { return Thread.currentThread(); } }");
        compileOnClassPath(
                output,
                folder.resolve("src/com/game/Tiny.java"),
                write("com/game/package-info.java", "@dev.tain.annotation.UseCodec(Tiny.class) package com.game;"),
                message("com.game.First", "Thread thread"));

        assertThat(output.resolve("com/game/First_Codec.java")).content().contains("TINY.write(writer, ");
    }

    @Test
    void whatATypeAllowsToBeNullIsKnownFromItsClassFileToo() throws IOException {
        Path part = write("com/game/Part.java", """
                package com.game;
                import dev.tain.annotation.MaxSize;
                import java.util.*;
                import org.jspecify.annotations.Nullable;
                public record Part(@Nullable String a, List<@Nullable Integer> b, int @Nullable [] c, @Nullable String[] d,
                        @MaxSize(3) String e, List<@MaxSize(4) String> f, Map<String, List<@Nullable String>[]> g,
                        long h, double i, String j, @Nullable String @Nullable [] @Nullable [] k, @MaxSize(5) String[] l) {
                    public Part {} // in a class file nobody can tell it from one that is not written
                }
                """);
        Path message = message("com.game.Whole", "Part part");
        Path together = folder.resolve("together");
        Path apart = folder.resolve("apart");
        compileOnClassPath(together, part, message);

        compileOnClassPath(apart, part);
        compileOnClassPath(apart, message);

        for (String file : List.of("com/game/Whole_Codec.java", "com/game/Part_Codec.java")) {
            assertThat(apart.resolve(file)).hasSameTextualContentAs(together.resolve(file));
        }
    }

    @Test
    void aTypeOfAnotherPackageHasItsCodecBesideIt() throws IOException {
        Path output = folder.resolve("out");
        Path part = write("com/part/Part.java", "package com.part; public record Part(int x) {}");

        compileOnClassPath(output, part, message("com.game.Whole", "com.part.Part part"));

        assertThat(output.resolve("com/part/Part_Codec.class")).exists();
    }

    @Test
    void packagePrivateMessagesOfSeveralPackagesShareAnIndex() throws IOException {
        Path output = folder.resolve("out");
        compileOnClassPath(
                output,
                message("com.game.First", "int x"),
                write(
                        "com/game/chat/Hidden.java",
                        "package com.game.chat; record Hidden(Part part) implements dev.tain.connection.NetworkMessage {}"
                                + " record Part(int x) {}"));

        assertThat(messagesIn(output)).containsExactly("com.game.First", "com.game.chat.Hidden");
    }

    private Path moduleInfo(String directive) throws IOException {
        return write("module-info.java", "module com.game { requires dev.tain.core; " + directive + " }");
    }

    private static String modulePath() {
        return Builds.modulePath();
    }

    @Test
    void aModuleThatProvidesItsIndexIsFoundOnTheModulePath() throws IOException {
        Path output = folder.resolve("out");
        Path info = moduleInfo("provides dev.tain.codegen.MessageIndex with com.game.TainIndex;");
        String log = compile(
                output,
                List.of("-p", modulePath()),
                info,
                message("com.game.First", "int x, dev.tain.value.Vector3 v"));

        List<Path> path = new ArrayList<>(List.of(output));
        for (String entry : modulePath().split(java.io.File.pathSeparator)) {
            path.add(Path.of(entry));
        }
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolveAndBind(ModuleFinder.of(path.toArray(Path[]::new)), ModuleFinder.of(), Set.of("com.game"));
        ModuleLayer layer =
                ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());

        assertThat(log).isEmpty();
        assertThat(codecsProvidedIn(layer)).hasSize(1);
    }

    private static List<?> codecsProvidedIn(ModuleLayer layer) {
        try {
            Class<?> service = layer.findLoader("dev.tain.core").loadClass("dev.tain.codegen.MessageIndex");
            Object index = ServiceLoader.load(layer, service).iterator().next();
            return (List<?>) service.getMethod("codecs").invoke(index);
        } catch (ReflectiveOperationException problem) {
            throw new AssertionError(problem);
        }
    }

    @Test
    void whatATypeOfAnotherModuleAllowsToBeNullIsKnown() throws IOException {
        Path library = folder.resolve("library");
        compile(
                library,
                List.of("-p", modulePath()),
                write("lib/module-info.java", "module com.lib { requires static org.jspecify; exports com.lib; }"),
                write(
                        "lib/com/lib/Box.java",
                        "package com.lib; public record Box(java.util.List<@org.jspecify.annotations.Nullable String> a)"
                                + " {}"));

        Path output = folder.resolve("out");
        compile(
                output,
                List.of("-p", modulePath() + java.io.File.pathSeparator + library),
                moduleInfo("requires com.lib; provides dev.tain.codegen.MessageIndex with com.game.TainIndex;"),
                message("com.game.First", "com.lib.Box box"));

        assertThat(output.resolve("com/game/First_Codec.java")).content().contains("box Box{a List<String?>}");
    }

    @Test
    void aModuleThatDoesNotProvideItsIndexIsTold() throws IOException {
        String log = compile(
                folder.resolve("out"), List.of("-p", modulePath()), moduleInfo(""), message("com.game.First", "int x"));

        assertThat(log)
                .contains("[MissingProvides] Module com.game does not provide its messages, so on the module path"
                        + " nobody finds them; add to module-info.java: provides dev.tain.codegen.MessageIndex with"
                        + " com.game.TainIndex;");
    }

    @Test
    void theIndexLivesInThePackageTheMessagesShare() throws IOException {
        Path shared = folder.resolve("shared");
        Path apart = folder.resolve("apart");
        compileOnClassPath(shared, message("com.game.First", "int x"), message("com.game.chat.Second", "int y"));
        compileOnClassPath(apart, message("com.b.First", "int x"), message("com.a.Second", "int y"));

        String sharedHash = String.format("%08x", StableHash.hash32("com.game.First,com.game.chat.Second"));
        String apartHash = String.format("%08x", StableHash.hash32("com.a.Second,com.b.First"));
        assertThat(shared.resolve("com/game/TainIndex_" + sharedHash + ".class"))
                .exists();
        assertThat(apart.resolve("com/a/TainIndex_" + apartHash + ".class")).exists();
    }

    @Test
    void theBuildCanNameTheIndex() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .withOptions("-Atain.index=com.game.net.GameMessages")
                .compile(Game.source(Fixtures.SCORE));

        assertThat(compilation).succeededWithoutWarnings();
        assertThat(compilation).generatedSourceFile("com.game.net.GameMessages");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .withOptions("-Atain.index=com.game.1st")
                .compile(Game.source(Fixtures.SCORE));

        assertThat(compilation)
                .hadErrorContaining("[BadIndexName] -Atain.index=com.game.1st is not the name of a class");
    }

    @Test
    void messagesInTheUnnamedPackageWork() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .compile(JavaFileObjects.forSourceString(
                        "Chat", "record Chat(String text) implements dev.tain.connection.NetworkMessage {}"));

        assertThat(compilation).succeededWithoutWarnings();
        assertThat(compilation).generatedSourceFile("Chat_Codec");
    }

    @Test
    void aFieldOfATypeThatAnotherProcessorWritesIsAwaited() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor(), new LaterProcessor("public record Later(int x) {}", 1))
                .compile(Game.source("public record Chat(Later later) implements NetworkMessage {}"));

        assertThat(compilation).succeededWithoutWarnings();
        assertThat(compilation).generatedSourceFile("com.game.Later_Codec");
        assertThat(compilation).generatedSourceFile("com.game.Chat_Codec");
    }

    @Test
    void aReplyThatAnotherProcessorWritesIsAwaited() {
        Compilation compilation = Compiler.javac()
                .withProcessors(
                        new TainProcessor(),
                        new LaterProcessor(
                                "public record Later(int x) implements dev.tain.connection.NetworkMessage {}", 1))
                .compile(Game.source("public record Ask() implements NetworkRequest<Later> {}"));

        assertThat(compilation).succeededWithoutWarnings();
    }

    @Test
    void messagesThatAnotherProcessorWritesLateGetAnIndexToo() throws IOException {
        for (int round = 1; round <= 3; round++) {
            Compilation compilation = Compiler.javac()
                    .withProcessors(
                            new TainProcessor(),
                            new LaterProcessor(
                                    "public record Later(int x) implements dev.tain.connection.NetworkMessage {}",
                                    round))
                    .compile(Game.source("public record Chat(int x) implements NetworkMessage {}"));

            assertThat(compilation).succeededWithoutWarnings();
            assertThat(compilation).generatedSourceFile("com.game.Later_Codec");
            assertThat(compilation)
                    .generatedFile(javax.tools.StandardLocation.CLASS_OUTPUT, "META-INF/tain/messages")
                    .contentsAsUtf8String()
                    .isEqualTo("message com.game.Chat\nmessage com.game.Later\n");
        }
    }

    @Test
    void aTypeThatNobodyWritesIsLeftToTheCompiler() {
        Compilation compilation = Game.compile("public record Chat(Missing later) implements NetworkMessage {}");

        assertThat(compilation).hadErrorCount(1);
        assertThat(compilation).hadErrorContaining("cannot find symbol");
    }

    @Test
    @Timeout(20)
    void groupsThatReferToEachOtherArePlannedSoon() {
        StringBuilder source = new StringBuilder("public record Groups(G0 g) implements NetworkMessage {\n");
        for (int group = 0; group < 8; group++) {
            source.append("sealed interface G").append(group).append(" {}\n");
            for (int i = 0; i < 12; i++) {
                source.append("record R%d_%d(G0 a, G1 b, G2 c, G3 d, G4 e, G5 f, G6 g, G7 h) implements G%d {}\n"
                        .formatted(group, i, group));
            }
            source.append("record End")
                    .append(group)
                    .append("() implements G")
                    .append(group)
                    .append(" {}\n");
        }

        assertThat(Game.compile(source + "}")).succeededWithoutWarnings();
    }

    @Test
    void underAllWarningsAsErrorsGeneratedCodeCompiles() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .withOptions("-Xlint:all", "-Werror")
                .compile(JavaFileObjects.forSourceString("com.game.Chat", """
                        package com.game;
                        public record Chat(String text, Kind kind) implements dev.tain.connection.NetworkMessage {
                            public enum Kind { A, B }
                        }
                        """));

        assertThat(compilation).succeededWithoutWarnings();
    }

    @Test
    void aDeprecatedMessageIsNoWarningOfGeneratedCode() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .withOptions("-Xlint:all,-processing", "-Werror")
                .compile(Game.source(
                        "@Deprecated(forRemoval = true) public record Chat(int x) implements NetworkMessage {}"));

        assertThat(compilation).succeededWithoutWarnings();
    }

    @Test
    void theGivenNameOfAnIndexIsNotTakenTwice() throws IOException {
        Path main = folder.resolve("main");
        Path test = folder.resolve("test");
        List<String> named = List.of("-Atain.index=com.game.Messages");
        List<String> path = List.of("-cp", CLASS_PATH + java.io.File.pathSeparator + main);
        List<String> options = Stream.concat(named.stream(), path.stream()).toList();
        compile(main, options, message("com.game.First", "int x"));

        String log = compile(test, options, message("com.game.Second", "int x"));
        compile(main, options, message("com.game.First", "int y"));

        String hashed = "com.game.Messages_" + String.format("%08x", StableHash.hash32("com.game.Second"));
        assertThat(log)
                .contains("[IndexNameTaken] another compilation has an index com.game.Messages, so this one's is "
                        + hashed);
        assertThat(messagesIn(test, main)).containsExactlyInAnyOrder("com.game.First", "com.game.Second");
    }
}
