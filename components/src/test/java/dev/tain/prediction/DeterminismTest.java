package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.object.Prefabs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a game can find out about its own steps. */
class DeterminismTest {
    /** It remembers what it should not. */
    static class Forgetful extends Car {
        private float turbo;

        @Override
        protected void simulate(Drive drive, float dt) {
            turbo += drive.throttle();
            speed += turbo * dt;
            super.simulate(drive, dt);
        }
    }

    /** It leaves things to chance. */
    static class Careless extends Car {
        private static final Random DICE = new Random(1);

        @Override
        protected void simulate(Drive drive, float dt) {
            x += DICE.nextFloat();
            super.simulate(drive, dt);
        }
    }

    private static final Prefabs PREFABS = Prefabs.builder()
            .add("car", Car.class)
            .add("forgetful", Forgetful.class)
            .add("careless", Careless.class)
            .build();

    private static List<Car.Drive> inputs() {
        Random random = new Random(5);
        List<Car.Drive> inputs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            inputs.add(new Car.Drive(random.nextFloat(), random.nextFloat() - 0.5f));
        }
        return inputs;
    }

    @Test
    void whatIsAllInItsFieldsPasses() {
        assertThatCode(() -> Determinism.check(PREFABS, "car", Car.class, inputs()))
                .doesNotThrowAnyException();
    }

    /** What every JVM from 17 on comes to: floating point is strict there, and so is StrictMath. */
    @Test
    void theSameStepsEndAtTheSameBitsOnEveryJvm() {
        Car car = new Car();
        for (int round = 0; round < 50; round++) {
            for (Car.Drive drive : inputs()) {
                car.simulate(drive, 1f / 30);
            }
        }

        assertThat(new int[] {
                    Float.floatToRawIntBits(car.x),
                    Float.floatToRawIntBits(car.z),
                    Float.floatToRawIntBits(car.heading),
                    Float.floatToRawIntBits(car.speed)
                })
                .containsExactly(1139867014, 1151693893, 1091209772, 1100972365);
    }

    @Test
    void aForgottenFieldIsFound() {
        assertThatThrownBy(() -> Determinism.check(PREFABS, "forgetful", Forgetful.class, inputs()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the same object, gone back")
                .hasMessageContaining("must be a @SyncVar");
    }

    @Test
    void chanceIsFound() {
        assertThatThrownBy(() -> Determinism.check(PREFABS, "careless", Careless.class, inputs()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Step 0 came out otherwise for a second object");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> Determinism.check(PREFABS, "boat", Car.class, inputs()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("boat");
    }
}
