package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.Prefab;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is animated on one side is animated on the others, in its order and with the motion. */
class AnimatorTest {
    private static final AnimationParameters PARAMETERS = AnimationParameters.builder()
            .number("speed")
            .flag("grounded")
            .integer("weapon")
            .trigger("jump")
            .trigger("shoot")
            .build();

    /** Writes down what it is told. */
    private static final class Journal implements AnimationTarget {
        final List<String> lines = new ArrayList<>();

        @Override
        public void set(String parameter, boolean value) {
            lines.add(parameter + "=" + value);
        }

        @Override
        public void set(String parameter, int value) {
            lines.add(parameter + "=" + value);
        }

        @Override
        public void set(String parameter, float value) {
            lines.add(parameter + "=" + value);
        }

        @Override
        public void trigger(String name) {
            lines.add(name);
        }
    }

    private static Field field(NetworkSimulation net, Authority authority, NetworkConditions conditions) {
        TransformSettings settings = Field.settings(Method.UNRELIABLE, authority);
        Prefab prefab = parts -> {
            parts.add(new NetworkAnimator_Networked(PARAMETERS, new Journal(), authority));
            parts.add(new NetworkTransform_Networked(settings));
        };
        return new Field(net, prefab, conditions, 2, false);
    }

    private static NetworkAnimator deciding(Field field) {
        NetworkAnimator there = there(field);
        return there.decides() ? there : field.copy(0).behaviour(NetworkAnimator.class);
    }

    private static NetworkAnimator there(Field field) {
        return field.object.behaviour(NetworkAnimator.class);
    }

    private static List<String> lines(NetworkAnimator animator) {
        return ((Journal) animator.target()).lines;
    }

    private static NetworkAnimator here(Field field, int client) {
        return field.copy(client).behaviour(NetworkAnimator.class);
    }

    @ParameterizedTest
    @EnumSource(Authority.class)
    void everySideSeesAllOfItOnceAndInItsOrder(Authority authority) {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = field(net, authority, Field.link(100, 0.1));
            NetworkAnimator animator = deciding(field);

            animator.set("speed", 1.5f);
            animator.trigger("jump");
            animator.set("speed", 2.5f);
            animator.set("grounded", true);
            animator.trigger("jump");
            animator.trigger("shoot");
            animator.set("weapon", -3);
            field.rest(1);
            animator.trigger("shoot");
            animator.set("grounded", false);
            field.rest(1);

            for (NetworkAnimator each : List.of(there(field), here(field, 0), here(field, 1))) {
                assertThat(lines(each))
                        .containsExactly(
                                "speed=1.5",
                                "jump",
                                "speed=2.5",
                                "grounded=true",
                                "jump",
                                "shoot",
                                "weapon=-3",
                                "shoot",
                                "grounded=false");
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Authority.class)
    void whoComesLateSeesTheParametersAndNoOldTrigger(Authority authority) {
        NetworkSimulation.run(net -> {
            Field field = field(net, authority, Field.link(100, 0));
            deciding(field).set("speed", 4f);
            deciding(field).trigger("jump");
            deciding(field).set("weapon", 2);
            field.rest(1);

            field.join();
            field.rest(1);

            assertThat(lines(here(field, 2))).containsExactly("speed=4.0", "weapon=2");
            assertThat(here(field, 2).number("speed")).isEqualTo(4);
            assertThat(here(field, 2).integer("weapon")).isEqualTo(2);
            assertThat(here(field, 2).flag("grounded")).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(Authority.class)
    void itFitsTheMotion(Authority authority) {
        NetworkSimulation.forSeeds(5, net -> {
            Field field = field(net, authority, Field.link(200, 0));
            field.walk(6, 6);
            float jumpedAt = field.deciding().x;
            deciding(field).trigger("jump");

            List<String> heard = lines(here(field, 1));
            float before = 0;
            while (heard.isEmpty()) {
                before = field.copy(1).pose().x;
                field.walk(1.0 / 60, 6);
            }

            float seenAt = field.copy(1).pose().x; // there, and not where it is by now
            assertThat(seenAt).isEqualTo(jumpedAt, within(0.5f));
            assertThat(before).isLessThan(jumpedAt + 0.5f);
            assertThat(field.deciding().x).isGreaterThan(jumpedAt + 0.6f);
        });
    }

    @Test
    void smallChangesDoNotTravelAndDoNotAddUp() {
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.SERVER, NetworkConditions.perfect());
            for (int i = 1; i <= 100; i++) {
                deciding(field).set("speed", i * 0.0004f);
                field.rest(0.05);
            }
            field.rest(1);

            assertThat(lines(there(field))).hasSize(100);
            assertThat(lines(here(field, 0))).hasSizeLessThan(40);
            assertThat(here(field, 1).number("speed")).isEqualTo(0.04f, within(0.001f));
        });
    }

    @Test
    void whatChangesOftenWithinATickTravelsOnce() {
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.SERVER, NetworkConditions.perfect());
            for (int i = 1; i <= 500; i++) {
                deciding(field).set("weapon", i);
            }
            field.rest(1);

            assertThat(lines(here(field, 0))).containsExactly("weapon=500");
            for (int i = 1; i <= 400; i++) {
                deciding(field).trigger("shoot");
            }
            field.rest(1);
            assertThat(lines(here(field, 0))).hasSize(401);
        });
    }

    @Test
    void ownershipPassesAndEverybodyAgrees() {
        NetworkSimulation.forSeeds(20, net -> {
            Field field = field(net, Authority.OWNER, Field.link(100, 0.05));
            here(field, 0).set("weapon", 1);
            field.rest(1);
            field.server.assignAuthority(field.object, field.other());
            here(field, 0).set("weapon", 7); // too late to arrive
            field.rest(1);
            assertThat(here(field, 0).integer("weapon")).isEqualTo(1);

            here(field, 1).set("weapon", 5);
            field.rest(1);

            assertThat(here(field, 0).integer("weapon")).isEqualTo(5);
            assertThat(there(field).integer("weapon")).isEqualTo(5);
        });
    }

    @Test
    void theWrongSideIsToldSo() {
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.SERVER, NetworkConditions.perfect());
            assertThatThrownBy(() -> here(field, 0).trigger("jump"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is animated by the server; set 'jump' there");
        });
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.OWNER, NetworkConditions.perfect());
            assertThatThrownBy(() -> there(field).set("speed", 1f))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is animated by its owner's client");
        });
    }

    @Test
    void whatAClientMayNotSayIsCounted() {
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.SERVER, NetworkConditions.perfect());
            AnimationChanges lie = new AnimationChanges();
            lie.add(0, AnimationParameters.Kind.NUMBER, 5);
            here(field, 0).tellServer(lie);
            field.rest(0.5);
            assertThat(there(field).refusedChanges()).isEqualTo(1);
        });
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.OWNER, NetworkConditions.perfect());
            AnimationChanges lie = new AnimationChanges();
            lie.add(60, AnimationParameters.Kind.NUMBER, 5);
            here(field, 0).tellServer(lie);
            field.rest(0.5);
            assertThat(there(field).refusedChanges()).isEqualTo(1);
            assertThat(lines(there(field))).isEmpty();
        });
    }

    @Test
    void namesAreCheckedInWords() {
        NetworkAnimator animator = new NetworkAnimator(PARAMETERS, new Journal());
        assertThatThrownBy(() -> animator.set("sped", 1f))
                .hasMessageContaining("There is no parameter 'sped'; there are [speed, grounded");
        assertThatThrownBy(() -> animator.set("speed", true)).hasMessageContaining("'speed' is a NUMBER");
        assertThatThrownBy(() -> animator.set("speed", Float.NaN)).hasMessageContaining("it takes a number");
        AnimationParameters.Builder many = AnimationParameters.builder();
        for (int i = 0; i < 65; i++) {
            many.flag("flag" + i);
        }
        assertThatThrownBy(many::build).hasMessageContaining("There are 65 parameters and triggers");
        assertThatThrownBy(() -> AnimationParameters.builder().flag("a").trigger("a"))
                .hasMessageContaining("two parameters 'a'");
    }
}
