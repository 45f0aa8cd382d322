package dev.tain.rewind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tain.object.Pose;
import dev.tain.value.Vector3;
import org.junit.jupiter.api.Test;

/** What is hit, and how far away. */
class HitboxTest {
    /** Along z, from ten before the origin. */
    private static double hit(Hitbox hitbox, Pose pose, double max) {
        Sight sight = new Sight();
        assertThat(sight.aim(new Vector3(0, 0, -10), new Vector3(0, 0, 7))).isTrue();
        return sight.hit(hitbox, pose, max);
    }

    private static double distance(Hitbox hitbox, Pose pose, float x, float y, float z) {
        Sight sight = new Sight();
        sight.look(new Vector3(x, y, z));
        return sight.distance(hitbox, pose);
    }

    private static Pose at(float x, float y, float z) {
        return new Pose().position(x, y, z);
    }

    @Test
    void aBoxIsHitAtItsSide() {
        Hitbox box = Hitbox.box(1, 2, 3);

        assertThat(hit(box, at(0, 0, 0), 100)).isEqualTo(7, within(1e-9));
        assertThat(hit(box, at(0.9f, 1.9f, 0), 100)).isEqualTo(7, within(1e-6));
        assertThat(hit(box, at(1.1f, 0, 0), 100)).isNaN();
        assertThat(hit(box, at(0, 0, 0), 6.9)).isNaN();
        assertThat(hit(box, at(0, 0, -30), 100)).isNaN();
        assertThat(hit(box, at(0, 0, -10), 100)).isZero();
    }

    @Test
    void aTurnedBoxIsHitWhereItIs() {
        float half = (float) Math.sqrt(0.5);
        Pose turned = at(0, 0, 0).rotation(0, half, 0, half); // a quarter turn: what was along x is along z

        assertThat(hit(new Hitbox.Box(5, 0, 0, 1, 1, 1), turned, 100)).isEqualTo(10 - 5 - 1, within(1e-5));
        assertThat(hit(Hitbox.box(3, 1, 0.1f), turned, 100)).isEqualTo(7, within(1e-5));
        assertThat(distance(Hitbox.box(3, 1, 0.1f), turned, 0.2f, 0, 0)).isEqualTo(0.1, within(1e-5));
    }

    @Test
    void aSphereIsHitInFrontOnly() {
        Hitbox sphere = Hitbox.sphere(2);

        assertThat(hit(sphere, at(0, 0, 0), 100)).isEqualTo(8, within(1e-9));
        assertThat(hit(sphere, at(1.99f, 0, 0), 100)).isBetween(9.0, 10.0);
        assertThat(hit(sphere, at(2.01f, 0, 0), 100)).isNaN();
        assertThat(hit(sphere, at(0, 0, -20), 100)).isNaN();
        assertThat(hit(sphere, at(0, 0, -11), 100)).isZero();
        assertThat(distance(sphere, at(0, 0, 0), 5, 0, 0)).isEqualTo(3, within(1e-9));
        assertThat(distance(sphere, at(0, 0, 0), 1, 0, 0)).isZero();
    }

    @Test
    void aPoseThatIsNoRotationIsTakenForNone() {
        Pose broken = at(0, 0, 0).rotation(0, 0, 0, 0);

        assertThat(hit(Hitbox.box(1, 1, 1), broken, 100)).isEqualTo(9, within(1e-9));
        assertThatThrownBy(() -> Hitbox.sphere(-1)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> Hitbox.box(1, Float.NaN, 1)).hasMessageContaining("0 or more");
    }
}
