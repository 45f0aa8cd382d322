package dev.tain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Java of README and guide is code that compiles: each paragraph of it stands in {@code guide/Snippets.java}. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private static String squeezed(String code) {
        // Formatting is free: white space, a modifier that a nested class needs, braces around one statement.
        return code.replaceAll("\\s+", "").replace("publicstaticfinalclass", "publicfinalclass");
    }

    @Test
    void everySnippetCompiles() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/dev/tain/house/guide"))) {
            for (Path file : files.sorted().toList()) {
                sources.append(Files.readString(file));
            }
        }
        String compiled = squeezed(sources.toString());
        List<Path> documents = new ArrayList<>();
        documents.add(ROOT.resolve("README.md"));
        try (Stream<Path> guide = Files.list(ROOT.resolve("docs/guide"))) {
            guide.sorted().forEach(documents::add);
        }
        List<String> strangers = new ArrayList<>();
        for (Path document : documents) {
            Matcher block = JAVA.matcher(Files.readString(document));
            while (block.find()) {
                for (String paragraph : block.group(1).split("\\n\\s*\\n")) {
                    if (!compiled.contains(squeezed(paragraph))) {
                        strangers.add(document.getFileName() + ":\n" + paragraph);
                    }
                }
            }
        }
        assertThat(strangers).isEmpty();
    }
}
