package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.testing.Messages.Blob;
import dev.tain.testing.Messages.Number;
import dev.tain.testing.Messages.Position;
import dev.tain.transport.Channel;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A thousand sessions, each over another bad network: the reliable stream sliced at arbitrary bytes and sometimes cut,
 * unreliable packets lost, doubled, reordered. Reliable messages arrive exactly once and in order, or the connection
 * ends with a reason; sequenced ones never go back.
 */
class ThousandSessionsTest {
    private static final int SESSIONS = 1000;

    /** Over datagrams, of which two in five may be lost each way, even a hello takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(55);

    /** What one client heard of one server, and the server of it. */
    private static final class Ears {
        final List<Integer> reliable = new ArrayList<>();
        final List<Integer> sequenced = new ArrayList<>();
        final List<Integer> upstream = new ArrayList<>();
        final List<Disconnect> ends = new ArrayList<>();
        int sentDown;
        int sentUp;
    }

    @Test
    void everyPromiseHoldsInEverySession() {
        NetworkSimulation.forSeeds(SESSIONS, ThousandSessionsTest::session);
    }

    private static NetworkConditions conditions(Random random) {
        int latency = random.nextInt(200);
        return NetworkConditions.builder()
                .latencyMillis(latency)
                .jitterMillis(latency == 0 ? 0 : random.nextInt(latency + 1))
                .loss(random.nextDouble() * 0.4)
                .duplicate(random.nextDouble() * 0.2)
                .reorder(random.nextDouble() * 0.3, 1 + random.nextInt(100))
                .build();
    }

    private static void session(NetworkSimulation net) {
        Random random = net.random();
        net.conditions(conditions(random));
        NetworkServer server =
                net.server(builder -> builder.sendRate(20 + random.nextInt(60)).helloTimeout(PATIENCE));
        List<Ears> all = new ArrayList<>();
        List<NetworkClient> clients = new ArrayList<>();
        server.registerHandler(
                Number.class,
                (NetworkConnection connection, Number number) ->
                        ears(connection).upstream.add(number.value()));
        for (int i = 0; i < 2; i++) {
            Ears ears = new Ears();
            all.add(ears);
            NetworkClient client =
                    net.client(builder -> builder.connectTimeout(PATIENCE).listener(new ClientListener() {
                        @Override
                        public void disconnected(Disconnect why) {
                            ears.ends.add(why);
                        }
                    }));
            client.registerHandler(Number.class, number -> ears.reliable.add(number.value()));
            client.registerHandler(Blob.class, blob -> ears.reliable.add(blob.bytes().length));
            client.registerHandler(Position.class, position -> ears.sequenced.add(position.sequence()));
            net.connect(client);
            clients.add(client);
        }
        int index = 0;
        for (NetworkConnection connection : server.connections()) {
            connection.attach(all.get(index++));
        }
        NetworkClient victim = clients.get(0);
        int cutAt = random.nextInt(3) == 0 ? random.nextInt(60) : -1;
        for (int tick = 0; tick < 60; tick++) {
            if (tick == cutAt) {
                net.cut(victim);
            }
            talk(server, clients, all, random, tick);
            net.tick();
        }
        net.exchange();
        check(clients, all, cutAt >= 0);
    }

    private static void talk(
            NetworkServer server, List<NetworkClient> clients, List<Ears> all, Random random, int tick) {
        for (NetworkConnection connection : server.connections()) {
            Ears ears = ears(connection);
            for (int i = random.nextInt(4); i > 0; i--) {
                // Every value is the running number, whatever kind of message carries it.
                int value = ears.sentDown++;
                connection.send(value >= 10 && random.nextInt(12) == 0 ? new Blob(new byte[value]) : new Number(value));
            }
            if (random.nextInt(20) == 0) {
                connection.send(new Blob(new byte[40_000 + random.nextInt(50_000)]));
            }
            connection.send(new Position(tick, tick, -tick), Channel.SEQUENCED);
        }
        for (int i = 0; i < clients.size(); i++) {
            if (clients.get(i).state() == ClientState.CONNECTED && random.nextBoolean()) {
                clients.get(i).send(new Number(all.get(i).sentUp++));
            }
        }
    }

    private static void check(List<NetworkClient> clients, List<Ears> all, boolean victimCut) {
        for (int i = 0; i < clients.size(); i++) {
            Ears ears = all.get(i);
            boolean cut = victimCut && i == 0;
            List<Integer> reliable = new ArrayList<>(ears.reliable);
            reliable.removeIf(value -> value >= 40_000);
            assertCountsUp(reliable, cut ? -1 : ears.sentDown);
            assertCountsUp(ears.upstream, cut ? -1 : ears.sentUp);
            assertThat(ears.sequenced).isSorted().doesNotHaveDuplicates();
            assertThat(clients.get(i).state())
                    .as("ends: %s", ears.ends)
                    .isEqualTo(cut ? ClientState.DISCONNECTED : ClientState.CONNECTED);
            assertThat(ears.ends).hasSize(cut ? 1 : 0);
        }
    }

    /** 0, 1, 2 … without a gap; all of them where {@code count} is known. */
    private static void assertCountsUp(List<Integer> values, int count) {
        for (int i = 0; i < values.size(); i++) {
            assertThat(values.get(i)).isEqualTo(i);
        }
        if (count >= 0) {
            assertThat(values).hasSize(count);
        }
    }

    private static Ears ears(NetworkConnection connection) {
        return Objects.requireNonNull(connection.attachment(Ears.class));
    }
}
