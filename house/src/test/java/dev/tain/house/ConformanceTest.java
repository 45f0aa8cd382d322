package dev.tain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md} names tests that are there, and leaves no row without an answer. */
class ConformanceTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED =
            Pattern.compile("`(?:object/)?([A-Z]\\w*Test)`(?: \\(((?:`\\w+`(?:, )?)+)\\))?");
    private static final Pattern METHOD = Pattern.compile("`(\\w+)`");

    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> all = Files.walk(ROOT)) {
            for (Path file : all.filter(path -> path.toString().contains("src/test/java")
                            && path.toString().endsWith("Test.java"))
                    .toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                sources.merge(name, Files.readString(file), String::concat);
            }
        }
        try (Stream<Path> own = Files.walk(ROOT.resolve("testing/src/main/java"))) {
            own.forEach(
                    file -> sources.putIfAbsent(file.getFileName().toString().replace(".java", ""), ""));
        }
        return sources;
    }

    @Test
    void theTestsItNamesAreThere() throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();

        Matcher named = NAMED.matcher(Files.readString(ROOT.resolve("docs/conformance.md")));
        while (named.find()) {
            String source = tests.get(named.group(1));
            if (source == null) {
                missing.add(named.group(1));
            } else if (named.group(2) != null) {
                Matcher method = METHOD.matcher(named.group(2));
                while (method.find()) {
                    if (!source.contains("void " + method.group(1) + "(")) {
                        missing.add(named.group(1) + "." + method.group(1));
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void noRowIsWithoutAnAnswer() throws IOException {
        List<String> bare = Files.readAllLines(ROOT.resolve("docs/conformance.md")).stream()
                .filter(line -> line.startsWith("| ") && line.matches(".*\\|\\s*\\|.*"))
                .toList();

        assertThat(bare).isEmpty();
    }
}
