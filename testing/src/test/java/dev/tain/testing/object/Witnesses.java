package dev.tain.testing.object;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.ServerListener;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefab;
import dev.tain.object.Prefabs;
import dev.tain.testing.NetworkSimulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A server and clients whose objects write down what they are told, each side in a journal of its own. */
final class Witnesses {
    final List<String> there = new ArrayList<>();
    final NetworkSimulation net;
    final NetworkServer server;

    Witnesses(NetworkSimulation net) {
        this.net = net;
        this.server = net.server(builder -> builder.prefabs(prefabs(there)).listener(new ServerListener() {
            @Override
            public void disconnected(NetworkConnection connection, Disconnect why) {
                there.add("disconnected " + connection.id());
            }
        }));
    }

    /** Prefabs of two witnesses each, {@code a} and {@code b}, that write to a journal. */
    private static Prefabs prefabs(List<String> journal) {
        return Prefabs.builder()
                .add("two", two("", journal))
                .add("child", two("child ", journal))
                .add("other", two("other ", journal))
                .build();
    }

    private static Prefab two(String prefix, List<String> journal) {
        return parts -> {
            parts.add(new Witness_Networked(prefix + "a", journal));
            parts.add(new Witness_Networked(prefix + "b", journal));
        };
    }

    /** A client that is connected and ready. */
    NetworkClient client(List<String> journal) {
        NetworkClient client = connected(journal);
        client.ready();
        net.exchange();
        return client;
    }

    /** A client that is connected. */
    NetworkClient connected(List<String> journal) {
        return net.connectClient(builder -> builder.prefabs(prefabs(journal)).listener(new ClientListener() {
            @Override
            public void disconnected(Disconnect why) {
                journal.add("disconnected");
            }
        }));
    }

    NetworkConnection connection(int id) {
        return Objects.requireNonNull(server.connection(id));
    }

    static Witness a(NetworkIdentity object) {
        return (Witness) object.behaviours().get(0);
    }

    static Witness b(NetworkIdentity object) {
        return (Witness) object.behaviours().get(1);
    }
}
