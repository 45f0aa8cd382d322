package dev.tain.house.guide;

import dev.tain.annotation.SyncVar;
import dev.tain.prediction.PredictedBehaviour;
import dev.tain.prediction.PredictedSpawns;
import dev.tain.prediction.PredictionGroup;

/** What players push about, and what fires rockets. */
@SuppressWarnings("NullAway")
public class Ball extends PredictedBehaviour<Boolean> {
    @SyncVar
    float x;

    @SyncVar
    float z;

    PredictedSpawns spawns;

    Ball(PredictionGroup group) {
        super(group);
    }

    @Override
    protected Boolean input() {
        return false;
    }

    @Override
    protected Boolean noInput() {
        return false;
    }

    @Override
    protected void simulate(Boolean fire, float dt) {
        if (fire) {
            spawns.spawn(this, "rocket", rocket -> rocket.pose().position(x, 0, z));
        }
    }
}
