package dev.tain.examples.motion;

import dev.tain.annotation.SyncVar;
import dev.tain.object.Pose;
import dev.tain.prediction.PredictedBehaviour;

/**
 * A car with a driver who keeps to the road. The same class runs on the server and, ahead of it, on its owner's client; to
 * the others a {@code NetworkTransform} shows it.
 */
public class Car extends PredictedBehaviour<Car.Drive> {
    /** What the driver does. */
    public record Drive(float throttle, float steer) {}

    private static final Drive NOTHING = new Drive(0, 0);
    private static final double LOOK_AHEAD = 0.25;

    @SyncVar
    float x;

    @SyncVar
    float z;

    @SyncVar
    float heading;

    @SyncVar
    float speed;

    /** Steps since it hit oil; it slides. */
    @SyncVar
    int sliding;

    @Override
    protected Drive input() {
        double ahead = Track.angleAt(x, z) + LOOK_AHEAD;
        double wanted = StrictMath.atan2(Track.z(ahead) - z, Track.x(ahead) - x);
        double off = StrictMath.IEEEremainder(wanted - heading, 2 * StrictMath.PI);
        float steer = (float) Math.max(-1, Math.min(1, off * 3));
        return new Drive(Math.abs(steer) > 0.7 ? 0.2f : 1, steer);
    }

    @Override
    protected Drive noInput() {
        return NOTHING;
    }

    @Override
    protected void simulate(Drive drive, float dt) {
        speed += (drive.throttle() * 14 - speed * 0.7f) * dt;
        float grip = sliding > 0 ? 0.2f : 1;
        heading += drive.steer() * grip * Math.min(speed, 10) * 0.25f * dt;
        x += (float) StrictMath.cos(heading) * speed * dt;
        z += (float) StrictMath.sin(heading) * speed * dt;
        sliding = Math.max(0, sliding - 1);
        if (isServer()) {
            pose(identity().pose()); // from where the transform tells the spectators
        }
    }

    /** On the server: a patch of oil, of which no client knows. */
    void slip(float sideways) {
        sliding = 20;
        x -= (float) StrictMath.sin(heading) * sideways;
        z += (float) StrictMath.cos(heading) * sideways;
        heading += sideways * 0.15f;
    }

    @Override
    public void pose(Pose into) {
        into.position(x, 0, z);
        float half = heading / 2;
        into.rotation(0, (float) -StrictMath.sin(half), 0, (float) StrictMath.cos(half));
    }
}
