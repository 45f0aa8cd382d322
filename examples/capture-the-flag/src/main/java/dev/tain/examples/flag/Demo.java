package dev.tain.examples.flag;

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

/** Starts a server or a host, and bots in two more processes, on a free port, and waits for them to end. */
final class Demo {
    private static final Pattern LISTENING = Pattern.compile("listening on (.+)");

    private final int seconds;
    private final int bots;
    private final boolean host;
    private final String addresses;
    private final List<Process> processes = new ArrayList<>();

    /** @param addresses where the server listens, with commas between them */
    Demo(int seconds, int bots, boolean host, String addresses) {
        this.seconds = seconds;
        this.bots = bots;
        this.host = host;
        this.addresses = addresses;
    }

    /** Returns 0 if all ended well. */
    int run() throws IOException, InterruptedException {
        try {
            int players = bots + (host ? 1 : 0);
            Process server = start(
                    ProcessBuilder.Redirect.PIPE,
                    host ? "host" : "server",
                    "--address",
                    addresses,
                    "--players",
                    Integer.toString(players),
                    "--seconds",
                    Integer.toString(seconds));
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), Charset.defaultCharset()));
            startBots(awaitAddresses(said));
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                System.out.println(line);
            }
            return awaitAll();
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    /** As many bots in each process; one of the last leaves half way and comes back. */
    private void startBots(List<String> servers) throws IOException {
        int groups = Math.max(2, servers.size());
        int first = host ? 1 : 0;
        int left = bots;
        for (int i = 0; i < groups && left > 0; i++) {
            int count = (left + groups - i - 1) / (groups - i);
            startBots(servers.get(i % servers.size()), first, count, i == groups - 1 ? Math.max(3, seconds / 2) : 0);
            first += count;
            left -= count;
        }
    }

    private void startBots(String server, int first, int count, int leaveAfter) throws IOException {
        start(
                ProcessBuilder.Redirect.INHERIT,
                "bots",
                "--server",
                server,
                "--first",
                Integer.toString(first),
                "--count",
                Integer.toString(count),
                "--leave-after",
                Integer.toString(leaveAfter));
    }

    private Process start(ProcessBuilder.Redirect output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                CaptureTheFlag.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }

    private static List<String> awaitAddresses(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            System.out.println(line);
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return List.of(listening.group(1).split(", "));
            }
        }
        throw new IOException("The server ended before it listened.");
    }

    private int awaitAll() throws InterruptedException {
        int worst = 0;
        for (Process process : processes) {
            if (!process.waitFor(seconds + 60L, TimeUnit.SECONDS)) {
                System.err.println("A process did not end within " + (seconds + 60) + " s.");
                return 1;
            }
            worst = Math.max(worst, process.exitValue());
        }
        return worst;
    }
}
