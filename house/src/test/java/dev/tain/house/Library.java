package dev.tain.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * The library's compiled classes, read once, without tests, without other people's, and without what a multi-release jar
 * holds for the JVM only: which of two classes of one name is read last depends on the order of a jar's entries.
 */
final class Library {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("META-INF/versions"))
            .importPackages("dev.tain");

    /** Packages without threads, clocks and the rest: they also compile for a browser. */
    static final String[] PURE = {
        "dev.tain.wire",
        "dev.tain.value",
        "dev.tain.transport",
        "dev.tain",
        "dev.tain.annotation",
        "dev.tain.codegen",
        "dev.tain.connection",
        "dev.tain.object",
        "dev.tain.interest",
        "dev.tain.time",
        "dev.tain.internal..",
        "dev.tain.manager..",
        "dev.tain.authentication..",
        "dev.tain.room..",
        "dev.tain.prediction..",
        "dev.tain.rewind..",
        "dev.tain.motion..",
        "dev.tain.components.."
    };

    private Library() {}

    static boolean isGenerated(JavaClass type) {
        return type.getSimpleName().endsWith("_Codec") || type.getSimpleName().startsWith("TainIndex");
    }
}
