package dev.tain.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import javax.tools.JavaFileObject;

/** Checks that one source is refused with one error, at its place. */
final class Refusal {
    /** The prelude takes 9 lines, so the first line of the source is line 10. */
    static final int FIRST_LINE = 10;

    private Refusal() {}

    static void assertRefused(String source, String error) {
        assertRefused(source, error, FIRST_LINE);
    }

    static void assertRefused(String source, String error, int line) {
        JavaFileObject file = Game.source(source);
        Compilation compilation = javac().withProcessors(new TainProcessor()).compile(file);

        assertThat(compilation).failed();
        assertThat(compilation).hadErrorCount(1);
        assertThat(compilation).hadErrorContaining(error).inFile(file).onLine(line);
    }
}
