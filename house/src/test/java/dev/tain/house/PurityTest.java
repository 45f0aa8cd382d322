package dev.tain.house;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Time, bytes and randomness are arguments; nothing is static and changes. */
class PurityTest {
    /** Of the concurrency packages the pure modules may use the unit of time and the plainest of interfaces. */
    private static final Set<String> ALLOWED_CONCURRENT =
            Set.of("java.util.concurrent.TimeUnit", "java.util.concurrent.Executor");

    /** Types that are deeply immutable, or arrays nobody hands out. */
    private static final Set<String> CONSTANT_TYPES = Set.of(
            "java.lang.String",
            "java.lang.Integer",
            "java.net.URI",
            "java.time.Duration",
            "java.util.regex.Pattern",
            "java.lang.System$Logger");

    private static final DescribedPredicate<JavaClass> BANNED = new DescribedPredicate<>("a banned type of the JDK") {
        @Override
        public boolean test(JavaClass type) {
            String name = type.getName();
            String packageName = type.getPackageName();
            if (packageName.startsWith("java.util.concurrent")) {
                return !ALLOWED_CONCURRENT.contains(name);
            }
            return packageName.startsWith("java.lang.reflect")
                    || packageName.startsWith("java.io") && !name.equals("java.io.Serializable")
                    || packageName.startsWith("java.nio.channels")
                    || packageName.startsWith("java.nio.file")
                    || packageName.startsWith("java.security")
                    || packageName.startsWith("javax.crypto")
                    || packageName.startsWith("java.util.logging")
                    || packageName.startsWith("sun.")
                    || packageName.startsWith("java.net")
                            && !name.equals("java.net.URI")
                            && !name.equals("java.net.URISyntaxException")
                    || name.equals("java.lang.System$Logger")
                    || name.equals("java.lang.Runtime")
                    || name.equals("java.lang.ProcessBuilder")
                    || name.equals("java.lang.ThreadLocal")
                    || name.equals("java.util.Timer")
                    || name.equals("java.time.Clock")
                    || name.equals("java.lang.invoke.VarHandle");
        }
    };

    @Test
    void thePureModulesUseNothingABrowserLacks() {
        noClasses()
                .that()
                .resideInAnyPackage(Library.PURE)
                .should()
                .dependOnClassesThat(BANNED)
                .check(Library.CLASSES);
    }

    @Test
    void thePureModulesAskNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage(Library.PURE)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "start")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(Library.CLASSES);
    }

    @Test
    void nothingStaticChangesAnywhere() {
        List<String> mutable = new ArrayList<>();
        for (JavaClass type : Library.CLASSES) {
            if (type.getPackageName().startsWith("dev.tain.examples")
                    || type.getPackageName().startsWith("dev.tain.benchmarks")) {
                continue;
            }
            for (JavaField field : type.getFields()) {
                if (field.getModifiers().contains(STATIC) && !isConstant(field)) {
                    mutable.add(field.getFullName() + " of type "
                            + field.getRawType().getName());
                }
            }
        }
        assertThat(mutable).isEmpty();
    }

    private static boolean isConstant(JavaField field) {
        JavaClass type = field.getRawType();
        boolean synthetic = field.getName().startsWith("$");
        boolean immutable = type.isPrimitive()
                || type.isEnum()
                || type.isRecord()
                || type.isArray() && field.getModifiers().contains(PRIVATE)
                || CONSTANT_TYPES.contains(type.getName())
                || isUnmodifiableCollection(type) && field.getModifiers().contains(PRIVATE)
                || type.isAssignableTo("dev.tain.wire.Codec")
                || type.isAssignableTo("dev.tain.codegen.BehaviourSchema")
                || type.isAssignableTo("dev.tain.codegen.WireType")
                || type.getName().startsWith("com.palantir.javapoet");
        return synthetic || field.getModifiers().contains(FINAL) && immutable;
    }

    // Interfaces only: whoever writes List.of or Map.of into a constant declares these.
    private static boolean isUnmodifiableCollection(JavaClass type) {
        return type.getName().equals("java.util.List")
                || type.getName().equals("java.util.Set")
                || type.getName().equals("java.util.Map");
    }
}
