package dev.tain.examples.scores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java programs started from a test, with what they say; closing ends those that are left. */
final class Processes implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 15;

    private final List<Program> programs = new ArrayList<>();

    Program start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Program program = new Program(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        programs.add(program);
        return program;
    }

    @Override
    public void close() {
        programs.forEach(program -> program.process.destroyForcibly());
    }

    /** One of them. What it says is read all the time, so that it never waits for its reader. */
    static final class Program {
        final Process process;
        private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final List<String> heard = new ArrayList<>();
        private final Thread reader;

        private Program(Process process) {
            this.process = process;
            reader = new Thread(this::read, "reader-of-" + process.pid());
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                lines.add("(" + e + ")");
            }
        }

        /** Waits for a line in which the pattern occurs, and returns its first group, or all of it. */
        String hear(String pattern) throws InterruptedException {
            Pattern awaited = Pattern.compile(pattern);
            while (true) {
                String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(line)
                        .as("a line with \"%s\" after %s", pattern, heard)
                        .isNotNull();
                heard.add(line);
                Matcher matcher = awaited.matcher(line);
                if (matcher.find()) {
                    return matcher.group(matcher.groupCount() == 0 ? 0 : 1);
                }
            }
        }

        /** SIGTERM. */
        void terminate() {
            assertThat(process.toHandle().destroy()).isTrue();
        }

        /** SIGKILL. */
        void kill() {
            assertThat(process.toHandle().destroyForcibly()).isTrue();
        }

        /** SIGSTOP: it is there and does nothing. */
        void freeze() throws IOException, InterruptedException {
            Process kill = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        }

        /** Waits for its end. */
        int status() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("it ended, after %s", all())
                    .isTrue();
            reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            return process.exitValue();
        }

        /** Everything it has said. */
        List<String> all() {
            lines.drainTo(heard);
            return heard;
        }
    }
}
