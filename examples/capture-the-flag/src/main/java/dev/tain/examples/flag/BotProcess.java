package dev.tain.examples.flag;

import dev.tain.manager.NetworkManager;
import dev.tain.run.TickLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Some bots in one process, each a client of its own; the last of them leaves in the middle and comes back. */
final class BotProcess {
    private static final long CONNECT_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final String address;
    private final List<NetworkManager> managers = new ArrayList<>();
    private final List<Bot> bots = new ArrayList<>();
    private final TickLoop loop = new TickLoop(60, this::tick);
    private final long leaveAfterNanos;
    private long started;
    private boolean left;
    private boolean back;

    /**
     * @param first the number of the first bot
     * @param leaveAfterSeconds when the last one leaves for a moment; 0 for never
     */
    BotProcess(String address, int first, int count, int leaveAfterSeconds) {
        this.address = address;
        this.leaveAfterNanos = TimeUnit.SECONDS.toNanos(leaveAfterSeconds);
        for (int i = first; i < first + count; i++) {
            Bot bot = new Bot("bot-" + i, i, i == 0);
            bots.add(bot);
            managers.add(NetworkManager.builder()
                    .prefabs(Field.prefabs(bot, bot))
                    .playerPrefab("player")
                    .listener(bot)
                    .build());
        }
    }

    /** Returns 0 if the server sent everybody home. */
    int run() {
        for (NetworkManager manager : managers) {
            manager.startClient(address);
        }
        loop.run();
        for (Bot bot : bots) {
            if (bot.end() == null || !bot.end().byPeer()) {
                System.err.println("A bot's connection ended: " + bot.end());
                return 1;
            }
        }
        return 0;
    }

    private void tick(long now) {
        started = started == 0 ? now : started;
        boolean anybody = false;
        for (int i = 0; i < managers.size(); i++) {
            managers.get(i).tick(now);
            bots.get(i).update(managers.get(i));
            anybody |= bots.get(i).end() == null;
        }
        comeAndGo(now);
        if (!anybody && (back || leaveAfterNanos == 0 || now - started > CONNECT_LIMIT_NANOS)) {
            loop.stop();
        }
    }

    private void comeAndGo(long now) {
        NetworkManager last = managers.get(managers.size() - 1);
        if (leaveAfterNanos > 0 && !left && now - started > leaveAfterNanos) {
            left = true;
            last.stopClient();
        } else if (left && !back && now - started > leaveAfterNanos + TimeUnit.SECONDS.toNanos(2)) {
            back = true;
            last.startClient(address);
        }
    }
}
