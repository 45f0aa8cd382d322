package dev.tain.testing.object;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** The prefabs of these tests, and what every one of them begins with. */
final class World {
    static final Prefabs PREFABS = Prefabs.builder()
            .add("hero", Hero.class, Pack.class)
            .add("mover", Mover.class)
            .add("rock", Rock.class)
            .add("slow", Slow.class)
            .add("drawing", Drawing.class)
            .add("plain", Hero.class)
            .add("ledger", Ledger.class)
            .add("sapling", Sapling.class)
            .add("leaver", Leaver.class)
            .add("lever", Lever.class)
            .add("sign", Sign.class)
            .add("counted", Counted.class)
            .add("lamp", Lamp.class)
            .add("wolf", Wolf.class)
            .add("dice", Dice.class)
            .sceneObject("gate", Hero.class)
            .build();

    private static final Duration NEVER = Duration.ofDays(30);

    private World() {}

    static NetworkServer server(NetworkSimulation net) {
        return net.server(builder -> builder.prefabs(PREFABS));
    }

    /** One that does not ask for the time meanwhile, so that what is sent can be counted. */
    static NetworkServer quietServer(NetworkSimulation net) {
        return net.server(builder -> builder.prefabs(PREFABS).pingInterval(NEVER));
    }

    /** A client that is connected and ready. */
    static NetworkClient client(NetworkSimulation net) {
        return client(net, builder -> {});
    }

    /** As {@link #quietServer}. */
    static NetworkClient quietClient(NetworkSimulation net) {
        return client(net, builder -> builder.pingInterval(NEVER));
    }

    private static NetworkClient client(NetworkSimulation net, Consumer<NetworkClient.Builder> settings) {
        NetworkClient client = net.connectClient(builder -> settings.accept(builder.prefabs(PREFABS)));
        client.ready();
        net.exchange();
        return client;
    }

    /** The client's copy of the server's object. */
    static NetworkIdentity copy(NetworkClient client, NetworkIdentity object) {
        return Objects.requireNonNull(
                client.object(object.netId()), () -> "client " + client + " does not observe " + object);
    }

    static Hero hero(NetworkIdentity object) {
        return object.behaviour(Hero.class);
    }

    static Hero hero(NetworkClient client, NetworkIdentity object) {
        return hero(copy(client, object));
    }
}
