package dev.tain.examples.scores;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts a server and two clients as processes of their own, on a free port, and waits for them to end. */
final class Demo {
    private static final Pattern LISTENING = Pattern.compile("listening on .*:(\\d+)");
    private static final int LIMIT_SECONDS = 60;

    private final List<Process> processes = new ArrayList<>();

    /** Returns 0 if all three ended well. */
    int run() throws IOException, InterruptedException {
        try {
            Process server = start(
                    ProcessBuilder.Redirect.PIPE,
                    "server",
                    "--address",
                    "tcp://127.0.0.1:0",
                    "--clients",
                    "2",
                    "--rounds",
                    "5");
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), Charset.defaultCharset()));
            String port = awaitPort(said);
            for (String name : List.of("ann", "bob")) {
                start(
                        ProcessBuilder.Redirect.INHERIT,
                        "client",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        port,
                        "--name",
                        name,
                        "--input",
                        "0");
            }
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                System.out.println(line);
            }
            return awaitAll();
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start(ProcessBuilder.Redirect output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                Scores.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }

    private static String awaitPort(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            System.out.println(line);
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return listening.group(1);
            }
        }
        throw new IOException("The server ended before it listened.");
    }

    private int awaitAll() throws InterruptedException {
        int worst = 0;
        for (Process process : processes) {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("A process did not end within " + LIMIT_SECONDS + " s.");
                return 1;
            }
            worst = Math.max(worst, process.exitValue());
        }
        return worst;
    }
}
