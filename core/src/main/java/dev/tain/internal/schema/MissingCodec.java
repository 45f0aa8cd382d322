package dev.tain.internal.schema;

/** What to say to a program whose messages have no codec: most often its build never ran the annotation processor. */
final class MissingCodec {
    private MissingCodec() {}

    static String describe(Class<?> type, boolean noneAtAll) {
        if (type.isInterface()) {
            return type.getName() + " is an interface; register and send concrete message types.";
        }
        String problem = noneAtAll
                ? "There is no codec for " + type.getName() + ", nor for any other message: the Tain annotation"
                        + " processor has not run on this program, or its META-INF/services were lost when the jar was"
                        + " shaded."
                : "There is no codec for " + type.getName() + ": the Tain annotation processor has not run on the"
                        + " module that declares it.";
        return problem + " Add the line for your build:" + LINES
                + "\n  shaded:  merge META-INF/services files, or give the generated index to the builder's messages(…).";
    }

    private static final String LINES = """

              Maven:   <plugin><artifactId>maven-compiler-plugin</artifactId><configuration><annotationProcessorPaths><path>
                         <groupId>dev.tain</groupId><artifactId>tain-processor</artifactId><version>…</version>
                       </path></annotationProcessorPaths></configuration></plugin>
              Gradle:  annotationProcessor("dev.tain:tain-processor:…")
              kapt:    kapt("dev.tain:tain-processor:…")""";
}
