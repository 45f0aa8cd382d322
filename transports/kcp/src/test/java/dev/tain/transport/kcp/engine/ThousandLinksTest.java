package dev.tain.transport.kcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.NetworkConditions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A thousand connections over networks of every badness, each repeated by its seed: every reliable message arrives once
 * and in order, whatever is lost, doubled, late and out of order, and wherever numbers and the clock wrap around.
 */
class ThousandLinksTest {
    private static final int SEEDS = 1_000;
    private static final int MESSAGES = 30;
    private static final int PATIENCE_MILLIS = 200_000;

    @Test
    void everyReliableMessageArrivesOnceAndInOrder() {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                run(seed);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void run(int seed) {
        Random random = new Random(seed);
        NetworkConditions conditions = conditions(random, seed % 41 / 100.0);
        int firstNumber = List.of(0, -1, -20, Integer.MAX_VALUE - 5).get(seed % 4);
        int clockOffset =
                List.of(0, -500, Integer.MAX_VALUE - 800, Integer.MIN_VALUE).get(seed / 4 % 4);
        // Nobody gives up here: a dead link is another test.
        Parameters d = Parameters.defaults();
        int window = seed % 3 == 0 ? 32 : d.receiveWindow();
        Parameters patient = new Parameters(
                d.datagramBytes(), window, window, window * 1171, 10, 2, true, 10_000, 150_000, 1_000, 150_000, 2_000);
        EngineRig rig = new EngineRig(patient, random, conditions, firstNumber, clockOffset);
        EngineRig.Client client = rig.client("client");
        rig.await(PATIENCE_MILLIS, () -> client.engine.peer().isConnected() && rig.serverPeer("client") != null);

        byte[][] sentUp = messages(random, patient);
        byte[][] sentDown = messages(random, patient);
        client.events.room = 5;
        for (int i = 0; i < MESSAGES; i++) {
            client.send(true, sentUp[i]);
            rig.sendToClient(client, true, sentDown[i]);
            client.send(false, new byte[] {(byte) i});
            rig.steps(random.nextInt(40));
            if (random.nextInt(4) == 0) {
                client.events.room = 5;
                client.engine.peer().resume(rig.now());
            }
        }
        rig.await(PATIENCE_MILLIS, () -> {
            client.events.room = 5;
            client.engine.peer().resume(rig.now());
            return client.events.reliable.size() >= MESSAGES && rig.serverEvents.reliable.size() >= MESSAGES;
        });
        rig.steps(50);

        assertThat(rig.serverEvents.reliable.toArray(new byte[0][])).isDeepEqualTo(sentUp);
        assertThat(client.events.reliable.toArray(new byte[0][])).isDeepEqualTo(sentDown);
        assertThat(rig.serverEvents.connectedCount).isEqualTo(1);
        assertThat(client.events.ended).isEmpty();
        assertThat(rig.serverEvents.ended).isEmpty();
        for (byte[] unreliable : rig.serverEvents.unreliable) {
            assertThat(unreliable).hasSize(1);
        }
    }

    private static NetworkConditions conditions(Random random, double loss) {
        int latency = random.nextInt(120);
        NetworkConditions.Builder builder = NetworkConditions.builder()
                .latencyMillis(latency)
                .jitterMillis(latency == 0 ? 0 : random.nextInt(latency))
                .loss(loss)
                .duplicate(random.nextDouble() * 0.2);
        return random.nextBoolean()
                ? builder.reorder(0.2, 1 + random.nextInt(80)).build()
                : builder.build();
    }

    private static byte[][] messages(Random random, Parameters parameters) {
        byte[][] messages = new byte[MESSAGES][];
        for (int i = 0; i < MESSAGES; i++) {
            int largest = random.nextInt(10) == 0 ? Math.min(20_000, parameters.maxReliableBytes()) : 300;
            messages[i] = new byte[1 + random.nextInt(largest)];
            random.nextBytes(messages[i]);
        }
        return messages;
    }

    @Test
    void theSameSeedGivesTheSameConversation() {
        long[] first = count(7);
        assertThat(count(7)).isEqualTo(first);
        assertThat(Arrays.equals(count(8), first)).isFalse();
    }

    private static long[] count(int seed) {
        EngineRig rig = new EngineRig(seed, NetworkConditions.bad());
        EngineRig.Client client = rig.connect("client");
        for (int i = 0; i < 50; i++) {
            client.send(true, new byte[100]);
            rig.steps(33);
        }
        return new long[] {rig.up.sent(), rig.down.sent(), rig.up.bytesSent(), rig.down.bytesSent()};
    }
}
