package dev.tain.transport.kcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.transport.Channel;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.NetworkConditions;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What honest peers get into: idle servers, clocks that differ, ends in the middle of something. */
class EngineSituationsTest {
    private static final NetworkConditions NEAR =
            NetworkConditions.builder().latencyMillis(25).build();

    private static Parameters parameters(int window, int deadLink, int connectMillis) {
        return new Parameters(
                1200, window, window, window * 1171, 10, 2, true, deadLink, 10_000, 1_000, connectMillis, 2_000);
    }

    private static EngineRig rig(Parameters parameters, NetworkConditions conditions) {
        return new EngineRig(parameters, new Random(3), conditions, 0, 0);
    }

    @Test
    void theFirstClientOfAServerThatNobodyAdvancedIsLetIn() {
        EngineRig rig = new EngineRig(1, NEAR);
        byte[] hello = new byte[30];
        hello[0] = 1;
        hello[9] = Kcp.PUSH;
        hello[25] = 1;
        hello[29] = 1;
        int late = rig.now() + 60_000;

        rig.server.receive("client", hello, 0, hello.length, late);
        rig.server.advance(late);
        byte[][] answer = new byte[1][];
        rig.down.deliver(Long.MAX_VALUE, (to, bytes, length) -> answer[0] = bytes);
        Kcp.putInt(hello, 1, Kcp.getInt(answer[0], 1));
        rig.server.receive("client", hello, 0, hello.length, late + 10);

        assertThat(rig.server.size()).isEqualTo(1);
    }

    @Test
    void aClientThatBeginsAnewWhileTheServerTalksToTheOldOneIsLetIn() {
        for (int seed = 0; seed < 20; seed++) {
            EngineRig rig = new EngineRig(seed, NEAR);
            EngineRig.Client before = rig.connect("client");
            for (int i = 0; i < 20; i++) {
                rig.sendToClient(before, true, new byte[100]);
                rig.steps(16);
            }
            EngineRig.Client after = rig.client("client");
            for (int i = 0; i < 60 && rig.serverEvents.connectedCount < 2; i++) {
                rig.sendToClient(before, true, new byte[100]);
                rig.steps(16);
            }
            rig.steps(100);

            assertThat(after.events.ended).isEmpty();
            assertThat(after.engine.peer().isConnected()).isTrue();
            assertThat(rig.serverEvents.connectedCount).isEqualTo(2);
        }
    }

    @Test
    void aLongConnectTimeoutIsWaitedFor() {
        EngineRig rig = rig(
                parameters(4096, 40, 20_000),
                NetworkConditions.builder().loss(1).build());
        EngineRig.Client client = rig.client("client");

        rig.steps(19_900);
        assertThat(client.events.ended).isEmpty();
        rig.steps(200);
        assertThat(client.events.ended).containsExactly(DisconnectReason.UNREACHABLE);
    }

    @Test
    void aSmallDeadLinkStillConnects() {
        EngineRig rig = rig(parameters(4096, 1, 10_000), NEAR);

        EngineRig.Client client = rig.connect("client");
        client.send(true, new byte[] {1});
        rig.steps(500);

        assertThat(rig.serverEvents.reliable).hasSize(1);
        assertThat(client.events.ended).isEmpty();
    }

    @Test
    void whatWasSentOnTheLaneOfTransfersArrivesBeforeTheEndToo() {
        EngineRig rig = new EngineRig(1, NEAR);
        EngineRig.Client client = rig.connect("client");
        for (int i = 0; i < 500; i++) {
            client.engine.peer().send(Channel.BULK, new byte[1000], 0, 1000);
        }

        client.engine.peer().disconnect(rig.now());
        rig.steps(2_000);

        assertThat(rig.serverEvents.bulk).hasSize(500);
        assertThat(client.events.leftCount).isEqualTo(1);
    }

    @Test
    void twoSidesThatDoNotReadStayConnected() {
        EngineRig rig = rig(parameters(64, 40, 10_000), NEAR);
        EngineRig.Client client = rig.connect("client");
        client.events.room = 1;
        rig.serverEvents.room = 1;
        for (int i = 0; i < 300; i++) {
            client.send(true, new byte[] {1});
            rig.sendToClient(client, true, new byte[] {1});
            rig.step();
        }

        rig.steps(60_000);

        assertThat(client.events.ended).isEmpty();
        assertThat(rig.serverEvents.ended).isEmpty();
    }

    @Test
    void whatLiesBehindAGapIsBoundedInBytes() {
        Parameters small = new Parameters(1200, 4096, 4096, 100_000, 10, 2, true, 40, 10_000, 1_000, 10_000, 2_000);
        int[] sent = new int[1];
        Kcp kcp = new Kcp(small, new SegmentPool(small), (bytes, length) -> sent[0] += length);
        byte[] segment = new byte[Kcp.HEAD_BYTES + 1000];
        segment[4] = Kcp.PUSH;
        segment[7] = 16; // it has room itself
        Kcp.putInt(segment, 20, 1000);

        int acknowledgedBytes = 0;
        for (int number = 1; number < 4_000; number++) {
            Kcp.putInt(segment, 12, number);
            assertThat(kcp.input(segment, 0, segment.length, number)).isNull();
            int before = sent[0];
            kcp.flush(number);
            acknowledgedBytes += sent[0] > before ? 1000 : 0;
        }

        assertThat(acknowledgedBytes).isBetween(50_000, 100_000); // what is not acknowledged is not kept
    }
}
