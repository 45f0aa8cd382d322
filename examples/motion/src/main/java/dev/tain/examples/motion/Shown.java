package dev.tain.examples.motion;

import dev.tain.object.NetworkBehaviour;
import dev.tain.object.Pose;
import dev.tain.time.SnapshotBuffer;
import dev.tain.time.SnapshotInterpolation;

/** Where a client that does not drive the car shows it: between two moments that arrived, a little in the past. */
public class Shown extends NetworkBehaviour {
    private final SnapshotBuffer<Pose> buffer = new SnapshotBuffer<>(64, Pose::new);
    private final Pose now = new Pose();
    private final Pose last = new Pose();

    @Override
    protected void onUpdate() {
        if (isServer()) {
            return;
        }
        behaviour(Car.class).pose(now);
        if (now.x != last.x || now.z != last.z) {
            last.set(now);
            Pose slot = buffer.insert(time().messageTime(), time().localTime());
            if (slot != null) {
                slot.set(now);
            }
        }
        buffer.step(time().time());
    }

    /** Where it is shown; only valid on a client that has seen it move. */
    void write(Pose into) {
        if (buffer.sample(time().time())) {
            Pose from = buffer.from();
            Pose to = buffer.to();
            into.position((float) SnapshotInterpolation.lerp(from.x, to.x, buffer.fraction()), 0, (float)
                    SnapshotInterpolation.lerp(from.z, to.z, buffer.fraction()));
        }
    }
}
