package dev.tain.examples.flag;

import java.util.Arrays;

/** The entry point: the whole example, or one part of it. */
public final class CaptureTheFlag {
    static final String USAGE = """
            Usage:
              demo [--seconds 20] [--bots 8] [--mode server]   a match: a server and bots, as three processes;
                   [--address kcp://127.0.0.1:0,tcp://…]       --mode host: the server plays too; several addresses:
                                                               a process of bots for each, two at least
              server|host [--address kcp://0.0.0.0:7777,…] [--players 8] [--seconds 60]
              bots [--server localhost:7777] [--first 0] [--count 4] [--leave-after 0]
            The demo ends with 0 if a flag was captured and every client saw what the server saw.""";

    private CaptureTheFlag() {}

    public static void main(String[] args) throws Exception {
        boolean named = args.length > 0 && !args[0].startsWith("--");
        try {
            System.exit(run(named ? args[0] : "demo", new Arguments(args, named ? 1 : 0)));
        } catch (IllegalArgumentException e) {
            System.err.println(Arrays.toString(args) + ": " + e.getMessage());
            System.exit(2);
        }
    }

    private static int run(String part, Arguments arguments) throws Exception {
        return switch (part) {
            case "demo" ->
                new Demo(
                                arguments.number("seconds", 20),
                                arguments.number("bots", 8),
                                arguments.text("mode", "server").equals("host"),
                                arguments.text("address", "kcp://127.0.0.1:0"))
                        .run();
            case "server", "host" ->
                new MatchProcess(
                                arguments.text("address", "kcp://0.0.0.0:7777"),
                                arguments.number("players", 8),
                                arguments.number("seconds", 60),
                                part.equals("host"))
                        .run();
            case "bots" ->
                new BotProcess(
                                arguments.text("server", "localhost:7777"),
                                arguments.number("first", 0),
                                arguments.number("count", 4),
                                arguments.number("leave-after", 0))
                        .run();
            default -> throw new IllegalArgumentException("'" + part + "' is no part of this example. " + USAGE);
        };
    }
}
