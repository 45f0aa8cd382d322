package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tain.NetworkClient;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.object.PreviousPlayer;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A player's car obeys at once, and is where the server says in the end. */
class PredictionTest {
    private static final int[] ROUND_TRIPS = {50, 100, 200};
    private static final double[] LOSSES = {0, 0.05, 0.1};

    @Test
    void itObeysInTheTickInWhichItIsTold() {
        for (int roundTrip : ROUND_TRIPS) {
            NetworkSimulation.forSeeds(5, net -> {
                Race race = new Race(net, Race.link(roundTrip, 0, 0));
                Car car = race.here();
                assertThat(car.isPredicted()).isTrue();
                float before = car.x;

                car.wish = new Car.Drive(1, 0);
                int steps = car.stepsDone;
                while (car.stepsDone == steps) {
                    net.tick();
                }

                assertThat(car.x).isGreaterThan(before);
                assertThat(race.there.x).isEqualTo(before);
            });
        }
    }

    @Test
    void undisturbedItIsNeverWrong() {
        for (int roundTrip : ROUND_TRIPS) {
            for (double loss : LOSSES) {
                NetworkSimulation.forSeeds(20, net -> {
                    Race race = new Race(net, Race.link(roundTrip, roundTrip / 5, loss));
                    settle(race, 14);
                    PredictionStatistics served = race.theirs();
                    settle(race, 1); // what went wrong before is known
                    PredictionStatistics before = race.ours();

                    settle(race, 10);

                    PredictionStatistics after = race.ours();
                    boolean disturbed = race.theirs().starved() > served.starved()
                            || race.theirs().skipped() > served.skipped();
                    assertThat(disturbed && loss == 0).isFalse();
                    if (!disturbed) {
                        assertThat(after.mispredicted()).isEqualTo(before.mispredicted());
                    }
                    assertThat(after.confirmed()).isGreaterThan(before.confirmed() + 200);
                });
            }
        }
    }

    private static void settle(Race race, int seconds) {
        for (int i = 0; i < seconds * 4; i++) {
            race.here().wish = new Car.Drive(
                    race.net.random().nextFloat(), race.net.random().nextFloat() - 0.5f);
            race.net.advance(Duration.ofMillis(250));
        }
    }

    @Test
    void theQueueIsHeldSoThatItSeldomRunsDry() {
        NetworkSimulation.forSeeds(20, net -> {
            Race race = new Race(net, Race.link(100, 30, 0.05));
            settle(race, 20);
            PredictionStatistics before = race.theirs();

            settle(race, 20);

            PredictionStatistics after = race.theirs();
            assertThat(after.starved() - before.starved()).isLessThan(12); // of 600 steps
            assertThat(after.skipped() - before.skipped()).isLessThan(12);
        });
    }

    @Test
    void disturbedItIsRightWithinTheRoundTripAndTwoTicks() {
        for (int roundTrip : ROUND_TRIPS) {
            NetworkSimulation.forSeeds(20, net -> {
                Race race = new Race(net, Race.link(roundTrip, 0, 0));
                race.here().wish = new Car.Drive(1, 0.2f);
                net.advance(Duration.ofSeconds(10));

                race.there.x += 3;
                race.there.crashes++;
                int ticks = (int) Math.ceil((roundTrip / 1000.0 + 2 * Race.STEP) * 60) + 2;
                for (int i = 0; i < ticks; i++) {
                    net.tick();
                }
                assertThat(race.ours().mispredicted()).isPositive();
                long wrong = race.ours().mispredicted();
                net.advance(Duration.ofSeconds(2));

                assertThat(race.ours().mispredicted()).isEqualTo(wrong);
                assertThat(race.here().heard).containsExactly("0->1");
            });
        }
    }

    @Test
    void whatIsShownMovesToTheCorrectionOverAFewFrames() {
        NetworkSimulation.run(net -> {
            Race race = new Race(net, Race.link(100, 0, 0));
            net.advance(Duration.ofSeconds(5));
            Pose shown = new Pose();
            race.here().renderPose(shown);
            float before = shown.x;

            race.there.x += 2;
            float largest = 0;
            for (int i = 0; i < 120; i++) {
                net.tick();
                race.here().renderPose(shown);
                largest = Math.max(largest, shown.x - before);
                before = shown.x;
            }

            assertThat(largest).isBetween(0.05f, 0.6f);
            assertThat(shown.x).isEqualTo(race.here().x, within(0.01f));
            assertThat(race.here().renderError()).isLessThan(0.01);
        });
    }

    @Test
    void whoLosesTheObjectSeesItAsTheServerDoes() {
        NetworkSimulation.run(net -> {
            Race race = new Race(net, Race.link(100, 0, 0));
            Car car = race.here();
            car.wish = new Car.Drive(1, 0);
            net.advance(Duration.ofSeconds(3));

            race.there.speed = 0;
            race.server.removePlayer(race.connection(), PreviousPlayer.KEEP);
            net.advance(Duration.ofSeconds(3));

            assertThat(car.isPredicted()).isFalse();
            assertThat(car.x).isEqualTo(race.there.x);
            assertThat(car.speed).isEqualTo(race.there.speed);
        });
    }

    @Test
    void othersSeeItAsTheServerDoes() {
        NetworkSimulation.run(net -> {
            Race race = new Race(net, NetworkConditions.perfect());
            NetworkClient other = net.connectClient(builder ->
                    builder.prefabs(Prefabs.builder().add("car", Car.class).build()));
            other.ready();
            race.here().wish = new Car.Drive(1, 0.5f);
            net.advance(Duration.ofSeconds(3));
            race.here().wish = new Car.Drive(0, 0);
            net.advance(Duration.ofSeconds(60));

            Car copy = Objects.requireNonNull(other.object(race.object.netId())).behaviour(Car.class);
            assertThat(copy.isPredicted()).isFalse();
            assertThat(copy.stepsDone).isZero();
            assertThat(copy.distance(race.there)).isLessThan(0.05);
        });
    }
}
