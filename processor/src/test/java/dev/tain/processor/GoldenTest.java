package dev.tain.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The generated sources, word for word, as a game's programmer finds them. After an intended change run with
 * {@code -Dtain.golden.update=true} and read the difference before committing it.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private static final Map<String, String> GENERATED = generate();

    private static Map<String, String> generate() {
        Compilation compilation =
                Game.compile(Stream.concat(Fixtures.ALL.values().stream().distinct(), BehaviourFixtures.ALL.stream())
                        .toArray(String[]::new));
        assertThat(compilation).succeeded();
        Map<String, String> sources = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedSourceFiles()) {
            String path = file.toUri().getPath();
            sources.put(path.substring(path.lastIndexOf('/') + 1), text(file));
        }
        return sources;
    }

    static {
        if (Boolean.getBoolean("tain.golden.update")) {
            try {
                rewrite();
            } catch (IOException problem) {
                throw new IllegalStateException(problem);
            }
        }
    }

    private static void rewrite() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> old = Files.list(FOLDER)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, String> source : GENERATED.entrySet()) {
            Files.writeString(FOLDER.resolve(source.getKey()), source.getValue());
        }
    }

    private static String text(JavaFileObject file) {
        try {
            return file.getCharContent(true).toString().replace("\r\n", "\n");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Stream<String> files() {
        return GENERATED.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSourceIsAsExpected(String file) throws IOException {
        String actual = GENERATED.get(file);
        Path golden = FOLDER.resolve(file);

        assertThat(golden)
                .as("no golden file; run with -Dtain.golden.update=true")
                .exists();
        String expected = Files.readString(golden, StandardCharsets.UTF_8).replace("\r\n", "\n");
        assertThat(actual.lines())
                .as(file)
                .containsExactlyElementsOf(expected.lines().toList());
    }

    @Test
    void noGoldenFileIsLeftOver() throws IOException {
        try (Stream<Path> golden = Files.list(FOLDER)) {
            assertThat(golden.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(GENERATED.keySet());
        }
    }

    @Test
    void theServiceFileNamesTheIndex() throws IOException {
        Compilation compilation = Game.compile(Fixtures.SCORE, Fixtures.REQUEST);

        assertThat(compilation)
                .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/services/dev.tain.codegen.MessageIndex")
                .contentsAsUtf8String()
                .matches("com\\.game\\.TainIndex_[0-9a-f]{8}\n");
        assertThat(compilation)
                .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/tain/messages")
                .contentsAsUtf8String()
                .isEqualTo("message com.game.Login\nmessage com.game.Login.Reply\nmessage com.game.ScoreMessage\n");
    }

    @Test
    void theSameSourcesGiveTheSameOutput() {
        assertThat(generate()).isEqualTo(GENERATED);
    }
}
