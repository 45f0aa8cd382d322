package dev.tain.examples.flag;

import dev.tain.manager.NetworkManager;
import dev.tain.run.TickLoop;

/** The process of the server, or of a host: a server with a player of its own. */
final class MatchProcess {
    private final NetworkManager manager;
    private final Referee referee;
    private final Bot hostsBot;
    private final TickLoop loop = new TickLoop(60, this::tick);
    private final boolean host;

    /**
     * @param addresses with commas between them
     * @param players how many players the match waits for, the host's own among them
     */
    MatchProcess(String addresses, int players, int seconds, boolean host) {
        this.host = host;
        referee = new Referee(players, seconds);
        hostsBot = new Bot("host", 0, true);
        NetworkManager.Builder builder = NetworkManager.builder();
        for (String address : addresses.split(",")) {
            builder.address(address);
        }
        manager = builder.prefabs(Field.prefabs(referee, hostsBot))
                .playerPrefab("player")
                .onlineScene(Field.LOBBY)
                .serverListener(referee)
                .clientListener(hostsBot)
                .server(settings -> settings.sendRate(30))
                .build();
    }

    /** Returns 0 if somebody captured a flag and everybody saw the same. */
    int run() {
        if (host) {
            manager.startHost();
        } else {
            manager.startServer();
        }
        loop.run();
        Referee.Result result = referee.result();
        if (result == null) {
            System.err.println("The match did not come to its end.");
            return 1;
        }
        manager.server().stop("The match is over. Goodbye!");
        manager.tick(System.nanoTime());
        System.out.println("[server] " + result.players() + " players, " + result.captures() + " captures, "
                + result.bytes() + " bytes to clients");
        result.differences().forEach(difference -> System.err.println("[server] " + difference));
        System.out.println("[server] " + (result.differences().isEmpty() ? "everybody saw the same" : "NOT THE SAME"));
        return result.isGood() ? 0 : 1;
    }

    private void tick(long now) {
        manager.tick(now);
        referee.update(now);
        if (host) {
            hostsBot.update(manager);
        }
        if (referee.result() != null) {
            loop.stop();
        }
    }
}
