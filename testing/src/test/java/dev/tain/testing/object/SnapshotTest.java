package dev.tain.testing.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.NetworkServer;
import dev.tain.object.BehaviourSnapshot;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Quaternion;
import dev.tain.value.Vector3;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.junit.jupiter.api.Test;

/** Copies of a behaviour's fields. */
class SnapshotTest {
    @Test
    void whatWasCopiedIsPutBack() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            Hero hero = World.hero(server.spawn(server.instantiate("hero")));
            Hero friend = World.hero(server.spawn(server.instantiate("hero")));
            hero.log.clear();
            hero.health = 7;
            hero.friend = friend;
            BehaviourSnapshot snapshot = BehaviourSnapshot.of(hero);
            snapshot.capture();

            hero.health = 8;
            hero.friend = null;
            hero.position = Vector3.ONE;
            assertThat(snapshot.isCurrent()).isFalse();
            snapshot.restore();

            assertThat(hero.health).isEqualTo(7);
            assertThat(hero.friend).isSameAs(friend);
            assertThat(hero.position).isEqualTo(Vector3.ZERO);
            assertThat(hero.log).isEmpty();
            assertThat(snapshot.isCurrent()).isTrue();
        });
    }

    @Test
    void betweenTwoMomentsNumbersAreMixedAndWordsAreNot() {
        NetworkSimulation.run(net -> {
            Hero hero = World.hero(World.server(net).instantiate("hero"));
            BehaviourSnapshot from = BehaviourSnapshot.of(hero);
            from.capture();
            hero.position = new Vector3(10, 20, -30);
            hero.name = "later";
            BehaviourSnapshot to = BehaviourSnapshot.of(hero);
            to.capture();
            BehaviourSnapshot between = BehaviourSnapshot.of(hero);

            between.interpolate(from, to, 0.25);
            between.restore();
            assertThat(hero.position).isEqualTo(new Vector3(2.5f, 5, -7.5f));
            assertThat(hero.name).isEmpty();

            between.interpolate(from, to, 1);
            between.restore();
            assertThat(hero.name).isEqualTo("later");

            between.interpolate(from, to, 2);
            between.restore();
            assertThat(hero.position).isEqualTo(new Vector3(20, 40, -60));
        });
    }

    @Test
    void nearIsNearInNumbersOnly() {
        NetworkSimulation.run(net -> {
            Hero hero = World.hero(World.server(net).instantiate("hero"));
            BehaviourSnapshot one = BehaviourSnapshot.of(hero);
            BehaviourSnapshot other = BehaviourSnapshot.of(hero);
            one.capture();
            hero.position = new Vector3(0.01f, 0, 0);
            other.capture();

            assertThat(one.isNear(other, 0.02)).isTrue();
            assertThat(one.isNear(other, 0.005)).isFalse();
            hero.name = "another";
            other.capture();
            assertThat(one.isNear(other, 0.02)).isFalse();
        });
    }

    @Test
    void itTravels() {
        NetworkSimulation.run(net -> {
            Hero hero = World.hero(World.server(net).instantiate("hero"));
            hero.health = 42;
            hero.name = "far";
            BehaviourSnapshot here = BehaviourSnapshot.of(hero);
            here.capture();
            NetworkWriter writer = new NetworkWriter();
            here.write(writer);

            BehaviourSnapshot there = BehaviourSnapshot.of(hero);
            there.read(new NetworkReader(writer.toByteArray()));

            assertThat(there.isNear(here, 0)).isTrue();
        });
    }

    @Test
    void anOrdinaryObjectHasNoneAndIsToldWhatToDo() {
        assertThatThrownBy(() -> BehaviourSnapshot.of(new Hero()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("let a prefab make it, or use new Hero_Networked(…)");
    }

    @Test
    void rotationsTakeTheShorterWay() {
        Quaternion none = Quaternion.IDENTITY;
        Quaternion quarter = new Quaternion(0, (float) Math.sin(Math.PI / 4), 0, (float) Math.cos(Math.PI / 4));
        Quaternion sameTheOtherWay = new Quaternion(0, -quarter.y(), 0, -quarter.w());

        Quaternion half = none.interpolate(quarter, 0.5);

        assertThat(half.isNear(
                        new Quaternion(0, (float) Math.sin(Math.PI / 8), 0, (float) Math.cos(Math.PI / 8)), 1e-6))
                .isTrue();
        assertThat(none.interpolate(sameTheOtherWay, 0.5).isNear(half, 1e-6)).isTrue();
        assertThat(none.interpolate(none, 0.3)).isEqualTo(none);
    }
}
