package dev.tain.rewind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tain.object.Pose;
import org.junit.jupiter.api.Test;

/** What is hit, and how far away. */
class HitboxTest {
    private static final double[] ALONG_Z = {0, 0, -10, 0, 0, 1};

    private static Pose at(float x, float y, float z) {
        return new Pose().position(x, y, z);
    }

    @Test
    void aBoxIsHitAtItsSide() {
        Hitbox box = Hitbox.box(1, 2, 3);

        assertThat(box.raycast(at(0, 0, 0), ALONG_Z, 100)).isEqualTo(7, within(1e-9));
        assertThat(box.raycast(at(0.9f, 1.9f, 0), ALONG_Z, 100)).isEqualTo(7, within(1e-6));
        assertThat(box.raycast(at(1.1f, 0, 0), ALONG_Z, 100)).isNaN();
        assertThat(box.raycast(at(0, 0, 0), ALONG_Z, 6.9)).isNaN();
        assertThat(box.raycast(at(0, 0, -30), ALONG_Z, 100)).isNaN();
        assertThat(box.raycast(at(0, 0, -10), ALONG_Z, 100)).isZero();
    }

    @Test
    void aTurnedBoxIsHitWhereItIs() {
        float half = (float) Math.sqrt(0.5);
        Pose turned = at(0, 0, 0).rotation(0, half, 0, half); // a quarter turn: what was along x is along z

        assertThat(new Hitbox.Box(5, 0, 0, 1, 1, 1).raycast(turned, ALONG_Z, 100))
                .isEqualTo(10 - 5 - 1, within(1e-5));
        assertThat(Hitbox.box(3, 1, 0.1f).raycast(turned, ALONG_Z, 100)).isEqualTo(7, within(1e-5));
        assertThat(Hitbox.box(3, 1, 0.1f).distance(turned, 0.2, 0, 0)).isEqualTo(0.1, within(1e-5));
    }

    @Test
    void aSphereIsHitInFrontOnly() {
        Hitbox sphere = Hitbox.sphere(2);

        assertThat(sphere.raycast(at(0, 0, 0), ALONG_Z, 100)).isEqualTo(8, within(1e-9));
        assertThat(sphere.raycast(at(1.99f, 0, 0), ALONG_Z, 100)).isBetween(9.0, 10.0);
        assertThat(sphere.raycast(at(2.01f, 0, 0), ALONG_Z, 100)).isNaN();
        assertThat(sphere.raycast(at(0, 0, -20), ALONG_Z, 100)).isNaN();
        assertThat(sphere.raycast(at(0, 0, -11), ALONG_Z, 100)).isZero();
        assertThat(sphere.distance(at(0, 0, 0), 5, 0, 0)).isEqualTo(3, within(1e-9));
        assertThat(sphere.distance(at(0, 0, 0), 1, 0, 0)).isZero();
    }

    @Test
    void aPoseThatIsNoRotationIsTakenForNone() {
        Pose broken = at(0, 0, 0).rotation(0, 0, 0, 0);

        assertThat(Hitbox.box(1, 1, 1).raycast(broken, ALONG_Z, 100)).isEqualTo(9, within(1e-9));
        assertThatThrownBy(() -> Hitbox.sphere(-1)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> Hitbox.box(1, Float.NaN, 1)).hasMessageContaining("0 or more");
    }
}
