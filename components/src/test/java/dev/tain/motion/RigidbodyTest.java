package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.Pose;
import dev.tain.object.Prefab;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Physics moves a body on the side that decides, and there only. */
class RigidbodyTest {
    private static final class Body implements RigidBody {
        boolean kinematic;
        int resets;

        @Override
        public boolean isKinematic() {
            return kinematic;
        }

        @Override
        public void kinematic(boolean kinematic) {
            this.kinematic = kinematic;
        }

        @Override
        public void resetVelocity() {
            resets++;
        }
    }

    private static Field field(NetworkSimulation net, Authority authority) {
        TransformSettings settings = Field.settings(Method.UNRELIABLE, authority);
        Prefab prefab = parts -> parts.add(new NetworkRigidbody_Networked(settings, new Body()));
        return new Field(net, prefab, NetworkConditions.perfect(), 2, false);
    }

    /** The server's, the owner's, the other client's. */
    private static List<Body> bodies(Field field) {
        return List.of(body(field.there()), body(field.here(0)), body(field.here(1)));
    }

    private static Body body(NetworkTransform transform) {
        return (Body) ((NetworkRigidbody) transform).body();
    }

    @Test
    void whereTheServerDecidesClientsBodiesAreKinematic() {
        NetworkSimulation.run(net -> {
            List<Body> bodies = bodies(field(net, Authority.SERVER));

            assertThat(bodies).extracting(body -> body.kinematic).containsExactly(false, true, true);
        });
    }

    @Test
    void whatTheOwnerDecidesFollowsTheOwner() {
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.OWNER);
            List<Body> bodies = bodies(field);
            assertThat(bodies).extracting(body -> body.kinematic).containsExactly(true, false, true);

            field.server.assignAuthority(field.object, field.other());
            field.rest(0.5);
            assertThat(bodies).extracting(body -> body.kinematic).containsExactly(true, true, false);

            field.server.removeAuthority(field.object);
            field.rest(0.5);
            assertThat(bodies).extracting(body -> body.kinematic).containsExactly(false, true, true);
        });
    }

    @Test
    void whatLeavesTheNetworkIsAsItWas() {
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.SERVER);
            List<Body> bodies = bodies(field);
            field.server.unspawn(field.object);
            field.rest(0.5);

            assertThat(bodies).extracting(body -> body.kinematic).containsExactly(false, false, false);
        });
    }

    @Test
    void aTeleportedBodyDoesNotGoOnFlying() {
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.SERVER);
            List<Body> bodies = bodies(field);
            field.there().teleport(new Pose().position(50, 0, 0));
            field.rest(0.5);

            assertThat(bodies).extracting(body -> body.resets).containsExactly(1, 1, 1);
        });
    }

    @Test
    void itMovesAsATransformDoes() {
        NetworkSimulation.run(net -> {
            Field field = field(net, Authority.OWNER);
            field.walk(2, 5);
            field.rest(1);

            assertThat(field.copy(1).pose().x).isEqualTo(field.object.pose().x).isBetween(9.98f, 10.02f);
        });
    }
}
