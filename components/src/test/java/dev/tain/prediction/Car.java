package dev.tain.prediction;

import dev.tain.annotation.SyncVar;
import dev.tain.object.Pose;
import java.util.ArrayList;
import java.util.List;

/** A car on a plane: throttle and steering, speed and heading. What it is to do is in {@link #wish}. */
class Car extends PredictedBehaviour<Car.Drive> {
    record Drive(float throttle, float steer) {}

    @SyncVar
    float x;

    @SyncVar
    float z;

    @SyncVar
    float heading;

    @SyncVar
    float speed;

    @SyncVar(hook = "crashed")
    int crashes;

    Drive wish = new Drive(0, 0);
    final List<String> heard = new ArrayList<>();
    int sounds;
    int stepsDone;

    Car() {}

    Car(PredictionGroup group) {
        super(group);
    }

    @Override
    protected Drive input() {
        return wish;
    }

    @Override
    protected Drive noInput() {
        return new Drive(0, 0);
    }

    @Override
    protected void simulate(Drive drive, float dt) {
        stepsDone++;
        speed = Math.min(20, Math.max(-5, speed + drive.throttle() * 10 * dt - speed * 0.2f * dt));
        heading += drive.steer() * speed * 0.1f * dt;
        x += (float) StrictMath.cos(heading) * speed * dt;
        z += (float) StrictMath.sin(heading) * speed * dt;
        if (x > 1000) {
            once(() -> sounds++);
        }
    }

    @Override
    public void pose(Pose into) {
        into.position(x, 0, z);
    }

    void crashed(int before, int now) {
        heard.add(before + "->" + now);
    }

    double distance(Car other) {
        return Math.hypot(x - other.x, z - other.z);
    }
}
