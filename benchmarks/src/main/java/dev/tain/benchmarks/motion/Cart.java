package dev.tain.benchmarks.motion;

import dev.tain.annotation.SyncVar;
import dev.tain.object.Pose;
import dev.tain.prediction.PredictedBehaviour;
import dev.tain.rewind.Rewindable;

/** A small car: five numbers, and a step of a few dozen operations. */
class Cart extends PredictedBehaviour<Cart.Drive> implements Rewindable {
    record Drive(float throttle, float steer) {}

    private static final Drive NOTHING = new Drive(0, 0);
    private static final Drive AHEAD = new Drive(1, 0.1f);

    @SyncVar
    float x;

    @SyncVar
    float z;

    @SyncVar
    float dx = 1;

    @SyncVar
    float dz;

    @SyncVar
    float speed;

    @Override
    protected Drive input() {
        return AHEAD;
    }

    @Override
    protected Drive noInput() {
        return NOTHING;
    }

    @Override
    protected void simulate(Drive drive, float dt) {
        step(drive, dt);
    }

    final void step(Drive drive, float dt) {
        speed += (drive.throttle() * 10 - speed * 0.2f) * dt;
        float turn = drive.steer() * speed * dt;
        float nx = dx - dz * turn;
        float nz = dz + dx * turn;
        float length = (float) Math.sqrt(nx * nx + nz * nz);
        dx = nx / length;
        dz = nz / length;
        x += dx * speed * dt;
        z += dz * speed * dt;
    }

    @Override
    public void pose(Pose into) {
        into.position(x, 0, z);
    }
}
