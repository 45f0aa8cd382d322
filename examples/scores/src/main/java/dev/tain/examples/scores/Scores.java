package dev.tain.examples.scores;

import java.util.Arrays;

/** The entry point: the whole example, or one part of it. */
public final class Scores {
    static final String USAGE = """
            Usage:
              (nothing)                                   a server and two clients, as three processes
              server [--address tcp://0.0.0.0:7777]       a server alone; Ctrl-C ends it
              client [--host localhost] [--port 7777] [--name ann]   a client alone; what is typed is chat""";

    private Scores() {}

    public static void main(String[] args) throws Exception {
        String part = args.length == 0 ? "demo" : args[0];
        try {
            run(part, new Arguments(args, Math.min(1, args.length)));
        } catch (IllegalArgumentException e) {
            System.err.println(Arrays.toString(args) + ": " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(String part, Arguments arguments) throws Exception {
        switch (part) {
            case "demo" -> System.exit(new Demo().run());
            case "server" ->
                new ScoresServer(
                                arguments.text("address", "tcp://0.0.0.0:7777"),
                                arguments.number("clients", 1),
                                arguments.number("rounds", 0))
                        .run();
            case "client" ->
                new ScoresClient(arguments.text("name", "ann"), arguments.number("input", 1) != 0)
                        .run(arguments.text("host", "localhost"), arguments.number("port", 7777));
            default -> throw new IllegalArgumentException("'" + part + "' is no part of this example. " + USAGE);
        }
    }
}
