package dev.tain.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources and outputs in a folder, compiled as a build tool does. */
record Builds(Path folder) {
    static final String CLASS_PATH = System.getProperty("java.class.path");

    Path write(String path, String text) throws IOException {
        Path file = folder.resolve("src").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file;
    }

    /** What the compiler says; it succeeds. */
    String compile(Path output, List<String> options, Path... sources) throws IOException {
        return compile(output, options, List.of(new TainProcessor()), sources);
    }

    String compile(Path output, List<String> options, List<Processor> processors, Path... sources) throws IOException {
        Files.createDirectories(output);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter log = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> all =
                    new ArrayList<>(List.of("-d", output.toString(), "-Xlint:all,-processing,-path,-auxiliaryclass"));
            all.addAll(options);
            var task = compiler.getTask(log, files, null, all, null, files.getJavaFileObjects(sources));
            task.setProcessors(processors);
            assertThat(task.call()).as(log.toString()).isTrue();
        }
        return log.toString();
    }

    String compileOnClassPath(Path output, Path... sources) throws IOException {
        return compile(output, List.of("-cp", CLASS_PATH + File.pathSeparator + output), sources);
    }

    static String modulePath() {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(path -> path.matches(".*(wire|transport|core|jspecify).*") && !path.contains("test-classes"))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }
}
