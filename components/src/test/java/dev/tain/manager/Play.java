package dev.tain.manager;

import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import dev.tain.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Managers in a simulation: a server and clients, or a host, which is both. */
final class Play {
    /** The two ways to be one player. */
    enum Mode {
        SERVER_AND_CLIENT,
        HOST
    }

    final NetworkSimulation net;
    final SimulatedNetwork network;
    final Journal serverJournal;
    final Journal clientJournal;
    final NetworkManager server;
    final NetworkManager client;
    private final Consumer<NetworkManager.Builder> settings;
    private final Mode mode;

    private Play(NetworkSimulation net, Mode mode, Consumer<NetworkManager.Builder> settings) {
        this.net = net;
        this.mode = mode;
        this.settings = settings;
        this.network = net.network();
        this.serverJournal = new Journal();
        this.clientJournal = mode == Mode.HOST ? serverJournal : new Journal();
        this.server = manager(
                serverJournal, b -> b.server(s -> s.transport(network.server()).reportSink(net.reportSink())));
        this.client = mode == Mode.HOST ? server : manager(clientJournal, b -> {});
    }

    static Play of(NetworkSimulation net, Mode mode, Consumer<NetworkManager.Builder> settings) {
        return new Play(net, mode, settings);
    }

    /** A manager of the same game. */
    NetworkManager manager(Journal journal, Consumer<NetworkManager.Builder> more) {
        NetworkManager.Builder builder = NetworkManager.builder()
                .prefabs(prefabs(journal))
                .listener(journal)
                .client(c -> c.reportSink(net.reportSink()));
        settings.accept(builder);
        more.accept(builder);
        NetworkManager manager = builder.build();
        net.alsoTick(manager::tick);
        return manager;
    }

    /** Objects that write into a journal. */
    static Prefabs prefabs(Journal journal) {
        return Prefabs.builder()
                .add("player", parts -> parts.add(new Witness_Networked(journal.entries)))
                .add("hero", Hero.class, Pack.class)
                .sceneObject("arena/gate", parts -> parts.add(new Witness_Networked(journal.entries)))
                .sceneObject("cave/lamp", parts -> parts.add(new Witness_Networked(journal.entries)))
                .build();
    }

    /** Starts everybody and goes on until all is calm. */
    Play start() {
        begin();
        settle();
        return this;
    }

    void begin() {
        if (mode == Mode.HOST) {
            server.startHost();
        } else {
            server.startServer();
            client.startClient(network.client());
        }
    }

    /** A further client of the same game, with a journal of its own. */
    NetworkManager join(Journal journal) {
        NetworkManager other = manager(journal, b -> {});
        other.startClient(network.client());
        return other;
    }

    void settle() {
        net.exchange();
        net.advance(Duration.ofMillis(300));
    }

    /** What all journals together have, the server's first. */
    List<String> journal() {
        List<String> all = new ArrayList<>(serverJournal.entries);
        if (clientJournal != serverJournal) {
            all.addAll(clientJournal.entries);
        }
        return all;
    }

    NetworkIdentity copy(NetworkIdentity object) {
        return Objects.requireNonNull(client.client().object(object.netId()), () -> "no copy of " + object);
    }
}
