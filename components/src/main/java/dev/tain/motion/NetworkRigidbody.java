package dev.tain.motion;

import org.jspecify.annotations.Nullable;

/**
 * A {@link NetworkTransform} of something that physics moves, on the side that decides only: everywhere else it is
 * kinematic, so that two sides do not pull at it. What it was before, it is again when this side decides, and when the
 * object leaves the network.
 */
public class NetworkRigidbody extends NetworkTransform {
    private final RigidBody body;
    private boolean kinematicBefore;

    /** With {@link TransformSettings#defaults()}. */
    public NetworkRigidbody(RigidBody body) {
        this(TransformSettings.defaults(), body);
    }

    /** One whose pose is the object's node's. */
    public NetworkRigidbody(TransformSettings settings, RigidBody body) {
        this(settings, body, null);
    }

    /** @param target what is moved; null for the object's node */
    public NetworkRigidbody(TransformSettings settings, RigidBody body, @Nullable PoseTarget target) {
        super(settings, target);
        this.body = body;
    }

    public final RigidBody body() {
        return body;
    }

    @Override
    final void started() {
        kinematicBefore = body.isKinematic();
    }

    @Override
    final void decisionMoved(boolean here) {
        body.kinematic(!here || kinematicBefore);
    }

    @Override
    final void stopped() {
        body.kinematic(kinematicBefore);
    }

    @Override
    final void teleported() {
        body.resetVelocity();
    }
}
