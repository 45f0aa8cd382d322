package dev.tain.internal.schema;

import dev.tain.codegen.MessageCodec;
import org.jspecify.annotations.Nullable;

/** What to say to a program whose message has no codec: most often its build never ran the annotation processor. */
final class MissingCodec {
    private static final String LINES = """

              Maven:   <plugin><artifactId>maven-compiler-plugin</artifactId><configuration><annotationProcessorPaths><path>
                         <groupId>dev.tain</groupId><artifactId>tain-processor</artifactId><version>…</version>
                       </path></annotationProcessorPaths></configuration></plugin>
              Gradle:  annotationProcessor("dev.tain:tain-processor:…")
              kapt:    kapt("dev.tain:tain-processor:…")
              module:  provides dev.tain.codegen.MessageIndex with …;   (the compiler prints the whole line)
              shaded:  merge META-INF/services files, or give the generated index to the builder's messages(…)""";

    private MissingCodec() {}

    /** @param parent the codec of a superclass, where there is one */
    static String describe(Class<?> type, boolean noneAtAll, @Nullable MessageCodec<?> parent) {
        if (type.isInterface()) {
            return type.getName() + " is an interface; register and send concrete message types.";
        }
        if (type.isLocalClass() || type.isAnonymousClass()) {
            return type.getName() + " is declared inside a method, where no code can be generated for it. Declare the"
                    + " message as a class of its own, or nested in one.";
        }
        if (parent != null) {
            return type.getName() + " extends " + parent.type().getName()
                    + ", and only that is known. Send exactly that class, or let the annotation processor see the other.";
        }
        String problem = noneAtAll
                ? "There is no codec for " + type.getName() + ", nor for any other message: the Tain annotation"
                        + " processor has not run on this program, or its META-INF/services were lost when the jar was"
                        + " shaded, or its module does not provide them."
                : "There is no codec for " + type.getName() + ": the Tain annotation processor has not run on the"
                        + " module that declares it, or that module does not provide its index.";
        return problem + " Add the line for your build:" + LINES;
    }
}
