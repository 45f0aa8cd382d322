package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.connection.ClientState;
import dev.tain.testing.NetworkSimulation;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Corrections that are none are not obeyed, and throw nothing. */
class HostileServerTest {
    private static Correction correction(int step, int number, int lead, Consumer<NetworkWriter> states) {
        Correction correction = new Correction();
        correction.step = step;
        correction.number = number;
        correction.lead = lead;
        states.accept(correction.states);
        return correction;
    }

    private static void state(NetworkWriter writer, int netId, int index, int bytes) {
        writer.writeVarUInt(netId);
        writer.writeByte((byte) index);
        int start = writer.beginSized();
        for (int i = 0; i < bytes; i++) {
            writer.writeByte((byte) 0);
        }
        writer.endSized(start);
    }

    @Test
    void numbersFromAnywhereAreHarmless() {
        NetworkSimulation.run(net -> {
            Race race = new Race(net, Race.link(50, 0, 0));
            PredictionGroup group = race.here().group();
            int[] extremes = {0, -1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE, group.number(), group.number() - 500};
            for (int number : extremes) {
                for (int lead : extremes) {
                    group.arrived(correction(group.number(), number, lead, states -> {}));
                    net.tick();
                    assertThat(group.speed()).isBetween(0.95, 1.05);
                }
            }
            race.here().wish = new Car.Drive(1, 0);
            net.advance(Duration.ofSeconds(5));

            assertThat(race.client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(race.there.x).isPositive();
        });
    }

    @Test
    void aLeadFarInTheRedHurriesTheClock() {
        InputClock clock = new InputClock(1, 8);
        clock.heard(Integer.MIN_VALUE);
        assertThat(clock.speed()).isEqualTo(1.05);
    }

    @Test
    void statesOfUnknownObjectsArePassedOver() {
        NetworkSimulation.run(net -> {
            Race race = new Race(net, Race.link(50, 0, 0));
            PredictionGroup group = race.here().group();
            group.arrived(correction(1 << 20, group.number(), 1, states -> {
                state(states, -7, 0, 100);
                state(states, race.object.netId(), 255, 3);
            }));
            net.tick();

            assertThat(race.client.state()).isEqualTo(ClientState.CONNECTED);
        });
    }

    @Test
    void aStateOfAnotherSizeIsTheEndOfTheConnection() {
        for (int size : new int[] {0, 3, 16, 18, 200}) { // 17 would be right
            NetworkSimulation.run(net -> {
                Race race = new Race(net, Race.link(50, 0, 0));
                Car car = race.here();
                car.group()
                        .arrived(correction(
                                1 << 20,
                                car.group().number(),
                                1,
                                states -> state(states, race.object.netId(), 0, size)));
                net.tick();

                assertThat(race.client.state()).isEqualTo(ClientState.DISCONNECTED);
            });
        }
    }

    @Test
    void aCorrectionThatEndsWithinAStateIsMalformed() {
        for (int missing = 1; missing < 8; missing++) {
            Correction whole = correction(3, 4, -5, states -> state(states, 9, 0, 4));
            whole.states.truncate(whole.states.position() - Math.min(missing, whole.states.position() - 1));
            NetworkWriter writer = new NetworkWriter();
            whole.serialize(writer);
            writer.writeLong(0); // what follows in the packet is not its
            writer.writeLong(0);
            NetworkReader reader = new NetworkReader(writer.buffer());
            reader.wrap(writer.buffer(), 0, writer.position());

            assertThatThrownBy(() -> Correction.deserialize(reader)).isInstanceOf(MalformedMessageException.class);
        }
    }
}
