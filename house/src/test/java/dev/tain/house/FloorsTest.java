package dev.tain.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may know whom. The picture is in {@code docs/architecture.md}. */
class FloorsTest {
    private static final String JDK = "java..";
    private static final String JSPECIFY = "org.jspecify.annotations..";

    /** Rooms of core: a room knows rooms of smaller numbers only. */
    private static final Map<String, Integer> ROOMS = Map.ofEntries(
            Map.entry("dev.tain.annotation", 0),
            Map.entry("dev.tain.time", 0),
            Map.entry("dev.tain.internal.collect", 0),
            Map.entry("dev.tain.connection", 1),
            Map.entry("dev.tain.codegen", 2),
            Map.entry("dev.tain.internal.schema", 3),
            Map.entry("dev.tain.object", 3),
            Map.entry("dev.tain.internal.session", 4),
            Map.entry("dev.tain.interest", 4),
            Map.entry("dev.tain.internal.object", 5),
            Map.entry("dev.tain.internal.server", 6),
            Map.entry("dev.tain.internal.client", 6),
            Map.entry("dev.tain", 8));

    @Test
    void wireKnowsNobody() {
        classes()
                .that()
                .resideInAnyPackage("dev.tain.wire", "dev.tain.value")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.tain.wire", "dev.tain.value", JDK, JSPECIFY)
                .check(Library.CLASSES);
    }

    @Test
    void transportKnowsWire() {
        classes()
                .that()
                .resideInAPackage("dev.tain.transport")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.tain.transport", "dev.tain.wire", JDK, JSPECIFY)
                .check(Library.CLASSES);
    }

    @Test
    void coreKnowsTransportAndWire() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.tain",
                        "dev.tain.annotation",
                        "dev.tain.codegen",
                        "dev.tain.connection",
                        "dev.tain.object",
                        "dev.tain.interest",
                        "dev.tain.time",
                        "dev.tain.internal..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tain",
                        "dev.tain.annotation",
                        "dev.tain.codegen",
                        "dev.tain.connection",
                        "dev.tain.object",
                        "dev.tain.interest",
                        "dev.tain.time",
                        "dev.tain.internal..",
                        "dev.tain.value",
                        "dev.tain.transport",
                        "dev.tain.wire",
                        JDK,
                        JSPECIFY)
                .check(Library.CLASSES);
    }

    @Test
    void componentsKnowWhatCoreExports() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.tain.manager",
                        "dev.tain.authentication",
                        "dev.tain.room",
                        "dev.tain.prediction",
                        "dev.tain.rewind",
                        "dev.tain.motion",
                        "dev.tain.components")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tain.manager",
                        "dev.tain.authentication",
                        "dev.tain.room",
                        "dev.tain.prediction",
                        "dev.tain.rewind",
                        "dev.tain.motion",
                        "dev.tain.components",
                        "dev.tain",
                        "dev.tain.annotation",
                        "dev.tain.codegen",
                        "dev.tain.connection",
                        "dev.tain.object",
                        "dev.tain.interest",
                        "dev.tain.time",
                        "dev.tain.value",
                        "dev.tain.transport",
                        "dev.tain.wire",
                        JDK,
                        JSPECIFY)
                .check(Library.CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.tain.authentication")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tain.manager", "dev.tain.room")
                .check(Library.CLASSES);
    }

    @Test
    void socketsKnowTheSeamAndNotTheCore() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.tain.transport.netty..",
                        "dev.tain.transport.tcp..",
                        "dev.tain.transport.kcp..",
                        "dev.tain.transport.websocket..",
                        "dev.tain.transport.quic..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tain", "dev.tain.connection..", "dev.tain.codegen..", "dev.tain.internal..")
                .check(Library.CLASSES);
    }

    @Test
    void theKcpEngineIsBytesAndNumbersOnly() {
        classes()
                .that()
                .resideInAPackage("dev.tain.transport.kcp.engine")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tain.transport.kcp.engine", "dev.tain.transport", "java.lang", "java.util", JSPECIFY)
                .check(Library.CLASSES);
    }

    @Test
    void nobodyOutsideCoreEntersItsInternalRooms() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.tain.run..",
                        "dev.tain.testing..",
                        "dev.tain.discovery..",
                        "dev.tain.transport..",
                        "dev.tain.processor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tain.internal..")
                .check(Library.CLASSES);
    }

    @Test
    void serverAndClientNeverMeet() {
        noClasses()
                .that()
                .resideInAPackage("dev.tain.internal.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tain.internal.client..")
                .check(Library.CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.tain.internal.client..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tain.internal.server..")
                .check(Library.CLASSES);
    }

    @Test
    void aRoomOfCoreKnowsRoomsOfSmallerNumbersOnly() {
        List<String> upward = new ArrayList<>();
        for (JavaClass type : Library.CLASSES) {
            Integer from = ROOMS.get(type.getPackageName());
            if (from == null) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String other = dependency.getTargetClass().getPackageName();
                Integer to = ROOMS.get(other);
                if (to != null && !other.equals(type.getPackageName()) && to >= from) {
                    upward.add(dependency.getDescription());
                }
            }
        }
        assertThat(upward).isEmpty();
    }

    @Test
    void everyPackageOfCoreIsARoom() {
        for (JavaClass type : Library.CLASSES) {
            if (type.getPackageName().startsWith("dev.tain.internal")) {
                assertThat(ROOMS).containsKey(type.getPackageName());
            }
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.tain.(**)").should().beFreeOfCycles().check(Library.CLASSES);
    }
}
