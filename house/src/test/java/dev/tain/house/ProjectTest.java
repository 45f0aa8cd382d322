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

/** What a walk over the files can tell. */
class ProjectTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> DRAWERS = List.of("Helper", "Utils", "Util", "Common", "Impl");

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> walk = Files.walk(ROOT)) {
            return walk.filter(path -> path.toString().endsWith(ending))
                    .filter(path -> !ROOT.relativize(path).toString().matches("(.*/)?(target|\\.git)/.*"))
                    .toList();
        }
    }

    private static List<Path> mainSources() throws IOException {
        return files(".java").stream()
                .filter(path -> path.toString().contains("/src/main/java/"))
                .toList();
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        List<String> unmarked = new ArrayList<>();
        for (Path source : mainSources()) {
            Path info = source.resolveSibling("package-info.java");
            boolean inPackage = !source.getFileName().toString().equals("module-info.java");
            if (inPackage && !(Files.exists(info) && Files.readString(info).contains("@NullMarked"))) {
                unmarked.add(ROOT.relativize(source.getParent()).toString());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void thereAreNoDrawersForWhatHasNoPlace() throws IOException {
        assertThat(mainSources())
                .noneMatch(source -> DRAWERS.stream()
                        .anyMatch(drawer -> source.getFileName().toString().endsWith(drawer + ".java")));
    }

    @Test
    void noTestSleeps() throws IOException {
        List<String> sleepers = new ArrayList<>();
        for (Path source : files(".java")) {
            String path = source.toString();
            boolean test = path.contains("/src/test/") || path.contains("/testing/src/main/");
            if (test && !path.contains("/house/") && Files.readString(source).contains("Thread.sleep(")) {
                sleepers.add(ROOT.relativize(source).toString());
            }
        }
        assertThat(sleepers).isEmpty();
    }

    @Test
    void everyPublicTypeSaysWhatItIs() throws IOException {
        Pattern publicType = Pattern.compile(
                "^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) (\\w+)",
                Pattern.MULTILINE);
        List<String> silent = new ArrayList<>();
        for (Path source : mainSources()) {
            String text = Files.readString(source);
            Matcher type = publicType.matcher(text);
            if (type.find() && !text.substring(0, type.start()).contains("/**")) {
                silent.add(ROOT.relativize(source).toString());
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
        List<String> broken = new ArrayList<>();
        for (Path document : files(".md")) {
            String prose = Files.readString(document).replaceAll("(?s)```.*?```", "");
            Matcher matcher = link.matcher(prose);
            while (matcher.find()) {
                if (!Files.exists(document.resolveSibling(matcher.group(1)))) {
                    broken.add(ROOT.relativize(document) + " -> " + matcher.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void filesThatCodeSpeaksOfExist() throws IOException {
        Pattern mention = Pattern.compile("docs/[\\w./-]+\\.md");
        List<String> missing = new ArrayList<>();
        for (Path source : files(".java")) {
            Matcher matcher = mention.matcher(Files.readString(source));
            while (matcher.find()) {
                if (!Files.exists(ROOT.resolve(matcher.group()))) {
                    missing.add(ROOT.relativize(source) + " -> " + matcher.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theTestCommandOfTheReadmeIsWhatContinuousIntegrationRuns() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String ci = Files.readString(ROOT.resolve(".ci/run"));
        Matcher block =
                Pattern.compile("## Test it\\s+```\\w*\\n([^\\n]+)\\n```").matcher(readme);
        assertThat(block.find()).isTrue();
        assertThat(ci.lines()).contains(block.group(1));
    }
}
