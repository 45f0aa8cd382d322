package dev.tain.house.guide;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.annotation.Command;
import dev.tain.annotation.SyncVar;
import dev.tain.motion.AnimationParameters;
import dev.tain.motion.AnimationTarget;
import dev.tain.motion.NetworkAnimator;
import dev.tain.motion.NetworkAnimator_Networked;
import dev.tain.motion.NetworkTransform;
import dev.tain.motion.NetworkTransform_Networked;
import dev.tain.motion.TransformSettings;
import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Prefab;
import dev.tain.object.Prefabs;
import dev.tain.prediction.Determinism;
import dev.tain.prediction.PredictedBehaviour;
import dev.tain.prediction.PredictionGroup;
import dev.tain.rewind.Hitbox;
import dev.tain.rewind.LagCompensation;
import dev.tain.rewind.LagCompensator_Networked;
import dev.tain.rewind.RewoundHit;
import dev.tain.time.SnapshotBuffer;
import dev.tain.time.SnapshotInterpolation;
import dev.tain.value.Ray;
import java.util.List;

/** What the guide's pages about time and motion show. */
@SuppressWarnings({"unused", "NullAway", "NullableProblems", "ClassCanBeStatic"})
public class MotionSnippets {
    interface Keys {
        float up();

        float side();
    }

    interface Sounds {
        void play(String name);
    }

    interface Countdown {
        void show(double seconds);
    }

    interface Physics {
        void step(float dt);
    }

    static Keys keys;
    static Sounds sounds;
    Physics physics;
    Countdown countdown;
    double startedAt;

    void countDown(NetworkClient client) {
        double age = client.time().serverTime() - startedAt; // the same on every client, to some milliseconds
        countdown.show(Math.max(0, 10 - age));
    }

    public static class Balloon extends NetworkBehaviour {
        @SyncVar(hook = "rose")
        float height;

        float shown;
        final SnapshotBuffer<float[]> buffer = new SnapshotBuffer<>(32, () -> new float[1]);

        void rose(float before, float now) {
            float[] slot = buffer.insert(time().messageTime(), time().localTime());
            if (slot != null) {
                slot[0] = now;
            }
        }

        @Override
        protected void onUpdate() { // in every tick, at the rate of the display
            if (buffer.step(time().time())) {
                shown = (float) SnapshotInterpolation.lerp(buffer.from()[0], buffer.to()[0], buffer.fraction());
            }
        }
    }

    public static class Car extends PredictedBehaviour<Car.Drive> {
        public record Drive(float throttle, float steer) {}

        @SyncVar
        float x;

        @SyncVar
        float z;

        @SyncVar
        float heading;

        @SyncVar
        float speed;

        @Override
        protected Drive input() {
            return new Drive(keys.up(), keys.side());
        } // once a step, on the owner's client

        @Override
        protected Drive noInput() {
            return new Drive(0, 0);
        }

        @Override
        protected void simulate(Drive drive, float dt) {
            speed += drive.throttle() * 10 * dt;
            heading += drive.steer() * dt;
            x += (float) StrictMath.cos(heading) * speed * dt;
            z += (float) StrictMath.sin(heading) * speed * dt;
            if (speed > 30) {
                once(() -> sounds.play("whoosh"));
            } // not again when it is replayed
        }

        @Override
        public void pose(Pose into) {
            into.position(x, 0, z);
        }
    }

    void check(Prefabs prefabs) {
        Determinism.check(prefabs, "car", Car.class, List.of(new Car.Drive(1, 0), new Car.Drive(1, 0.5f)));
    }

    void together() {
        PredictionGroup group = new PredictionGroup(dt -> physics.step(dt));
        Prefabs prefabs = Prefabs.builder()
                .add("ball", parts -> parts.add(new Ball_Networked(group)))
                .build();
    }

    public static class Soldier extends NetworkBehaviour {
        @SyncVar
        int health = 100;
    }

    public static class Gun extends NetworkBehaviour {
        final LagCompensation lag;

        Gun(LagCompensation lag) {
            this.lag = lag;
        }

        @Command
        void fire(Ray aim) {
            RewoundHit hit = lag.raycast(owner(), aim, 100);
            if (hit != null) {
                hit.object().behaviour(Soldier.class).health -= 10;
            }
        }
    }

    void compensate(NetworkServer server) {
        LagCompensation lag = new LagCompensation(server.time()); // one for a server
        Prefab soldier = parts -> {
            parts.add(Soldier.class);
            parts.add(new LagCompensator_Networked(lag, Hitbox.box(0.5f, 1, 0.5f)));
        };
    }

    AnimationTarget animation;

    static final TransformSettings RUNNER = TransformSettings.builder()
            .position(true, false, true) // on a plane; y is left alone
            .positionPrecision(0.005)
            .authority(Authority.OWNER) // its player's client moves it
            .method(Method.DELTA)
            .build();

    void moving() {
        Prefabs prefabs = Prefabs.builder()
                .add("boulder", parts -> parts.add(NetworkTransform.class))
                .add("runner", parts -> parts.add(new NetworkTransform_Networked(RUNNER)))
                .build();
    }

    void teleport(NetworkIdentity enemy, Pose start) {
        enemy.behaviour(NetworkTransform.class).teleport(start); // nobody sees it in between
    }

    public static class Runner extends NetworkTransform {
        Runner() {
            super(RUNNER);
        }

        @Override
        protected boolean acceptMove(Pose from, Pose to, double seconds) {
            return Math.hypot(to.x - from.x, to.z - from.z) < 8 * seconds + 0.1;
        }
    }

    void animated() {
        AnimationParameters steps =
                AnimationParameters.builder().number("speed").trigger("jump").build();
        Prefab prefab = parts -> {
            parts.add(NetworkTransform.class);
            parts.add(new NetworkAnimator_Networked(steps, animation));
        };
    }

    void animate(NetworkAnimator animator) {
        animator.set("speed", 3.2f); // on the side that decides; on another it throws
        animator.trigger("jump");
    }
}
