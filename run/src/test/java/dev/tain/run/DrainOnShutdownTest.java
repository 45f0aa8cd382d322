package dev.tain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a process with a {@link ServerLoop} ends, asked of real processes; {@link DrainingProgram} is what they run. */
@Timeout(20)
class DrainOnShutdownTest {
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void onlyWhereThereAreSignals() {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"));
    }

    @AfterEach
    void endAll() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void whatFollowsTheLoopStillHappensAfterASignal() throws Exception {
        Program program = start("save");
        program.readTo("ticking");

        program.signal();

        assertThat(program.rest()).containsExactly("run returned", "saved");
        assertThat(program.status()).isZero();
    }

    @Test
    void aProgramThatExitsByItselfAfterASignalIsNotWaitedForInVain() throws Exception {
        Program program = start("exit-after");
        program.readTo("ticking");
        long start = System.nanoTime();

        program.signal();

        assertThat(program.rest()).containsExactly("run returned");
        assertThat(program.status()).isZero();
        assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(TimeUnit.SECONDS.toNanos(9));
    }

    @Test
    void aLoopThatFailsWhileItDrainsEndsTheProcessWithOne() throws Exception {
        Program program = start("fail-later");
        program.readTo("ticking");

        program.signal();

        assertThat(program.status()).isEqualTo(1);
    }

    @Test
    void anExitFromTheLoopKeepsItsStatusAndIsNotHeldUp() throws Exception {
        assertThat(start("exit-in-update").status()).isEqualTo(7);
    }

    @Test
    void anExitFromAnotherThreadKeepsItsStatus() throws Exception {
        assertThat(start("exit-elsewhere").status()).isEqualTo(7);
    }

    @Test
    void anExitBeforeTheLoopRanKeepsItsStatus() throws Exception {
        assertThat(start("exit-before").status()).isEqualTo(7);
    }

    @Test
    void anExitAfterTheLoopRanKeepsItsStatus() throws Exception {
        Program program = start("stop-and-exit");

        assertThat(program.status()).isEqualTo(7);
    }

    @Test
    void aSignalAfterTheLoopRanEndsTheProcessAsAnyOther() throws Exception {
        Program program = start("stop-and-wait");
        program.readTo("run returned");

        program.signal();

        assertThat(program.status()).isEqualTo(128 + 15);
    }

    private Program start(String behaviour) throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DrainingProgram.class.getName(),
                        behaviour)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        return new Program(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset())));
    }

    private record Program(Process process, BufferedReader said) {
        void readTo(String awaited) throws IOException {
            for (String line = said.readLine(); !awaited.equals(line); line = said.readLine()) {
                assertThat(line).as("a line before \"%s\"", awaited).isNotNull();
            }
        }

        /** SIGTERM. Process.destroy would close the streams too. */
        void signal() {
            assertThat(process.toHandle().destroy()).isTrue();
        }

        List<String> rest() {
            return said.lines().toList();
        }

        int status() throws InterruptedException {
            assertThat(process.waitFor(9, TimeUnit.SECONDS)).as("it ended").isTrue();
            return process.exitValue();
        }
    }
}
