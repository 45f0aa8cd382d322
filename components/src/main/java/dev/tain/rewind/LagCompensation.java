package dev.tain.rewind;

import dev.tain.connection.NetworkConnection;
import dev.tain.object.Pose;
import dev.tain.rewind.RewindSettings.Beyond;
import dev.tain.time.NetworkTime;
import dev.tain.value.Ray;
import dev.tain.value.Vector3;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges shots on a server by what the shooter saw: every object that has a {@link LagCompensator} is looked at where it
 * was at that time.
 *
 * <pre>{@code
 * @Command
 * void fire(Ray aim) {
 *     RewoundHit hit = lag.raycast(owner(), aim, 100);
 *     if (hit != null) hit.object().behaviour(Health.class).damage(10);
 * }
 * }</pre>
 *
 * <p>The time is the one the client says with its command, {@link NetworkConnection#seenTime()}; more than the limit of the
 * {@link RewindSettings} it gains by no lie. The shooter's own objects are left where they are: it saw them ahead.
 *
 * <p>Belongs to the thread that ticks the server.
 */
public final class LagCompensation {
    private final NetworkTime time;
    private final RewindSettings settings;
    private final List<LagCompensator> objects = new ArrayList<>();
    private final List<LagCompensator> moved = new ArrayList<>();
    private final Sight sight = new Sight();
    private boolean rewound;
    private long refused;

    /** @param time the server's, {@code server.time()} */
    public LagCompensation(NetworkTime time) {
        this(time, RewindSettings.defaults());
    }

    public LagCompensation(NetworkTime time, RewindSettings settings) {
        this.time = time;
        this.settings = settings;
    }

    public RewindSettings settings() {
        return settings;
    }

    /** How many shots came from too far back to be judged. */
    public long refused() {
        return refused;
    }

    void add(LagCompensator object) {
        objects.add(object);
    }

    void remove(LagCompensator object) {
        objects.remove(object);
    }

    int momentsFor(double spacing) {
        return (int) Math.ceil(settings.limitSeconds() / spacing) + 3;
    }

    /** The time by which this client's shot is judged; NaN if it is refused. */
    public double timeFor(NetworkConnection shooter) {
        double now = time.serverTime();
        double seen = shooter.seenTime();
        double earliest = now - settings.limitSeconds();
        if (seen >= earliest) {
            return seen;
        }
        return settings.beyond() == Beyond.CLAMP ? earliest : Double.NaN;
    }

    private double judged(NetworkConnection shooter) {
        double at = timeFor(shooter);
        if (Double.isNaN(at)) {
            refused++;
        }
        return at;
    }

    /**
     * What a ray hits first.
     *
     * @param aim its direction need not be of unit length
     * @param maxDistance in units of length
     * @return null if it hits nothing, or the shot is refused
     */
    public @Nullable RewoundHit raycast(NetworkConnection shooter, Ray aim, double maxDistance) {
        double at = judged(shooter);
        if (Double.isNaN(at) || !sight.aim(aim.origin(), aim.direction())) {
            return null;
        }
        LagCompensator nearest = null;
        double distance = maxDistance;
        for (int i = 0; i < objects.size(); i++) {
            LagCompensator object = objects.get(i);
            Pose pose = object.owner() == shooter ? null : object.poseAt(at);
            double hit = pose == null ? Double.NaN : sight.hit(object.hitbox(), pose, distance);
            if (hit <= distance) {
                nearest = object;
                distance = hit;
            }
        }
        return nearest == null ? null : new RewoundHit(nearest.identity(), distance, sight.point(distance));
    }

    /** Whether a point lay in an object's hitbox, or no farther from it than the tolerance. */
    public boolean boundsCheck(NetworkConnection shooter, LagCompensator object, Vector3 point, double tolerance) {
        return touches(shooter, object, point, tolerance);
    }

    /** Whether a sphere touched an object's hitbox. */
    public boolean sphereCheck(NetworkConnection shooter, LagCompensator object, Vector3 centre, double radius) {
        return touches(shooter, object, centre, radius);
    }

    private boolean touches(NetworkConnection shooter, LagCompensator object, Vector3 centre, double radius) {
        double at = judged(shooter);
        Pose pose = Double.isNaN(at) ? null : object.poseAt(at);
        sight.look(centre);
        return pose != null && sight.distance(object.hitbox(), pose) <= radius;
    }

    /** Whether a ray hit one object's hitbox. */
    public boolean raycastCheck(NetworkConnection shooter, LagCompensator object, Ray aim, double maxDistance) {
        double at = judged(shooter);
        Pose pose = Double.isNaN(at) || !sight.aim(aim.origin(), aim.direction()) ? null : object.poseAt(at);
        return pose != null && sight.hit(object.hitbox(), pose, maxDistance) <= maxDistance;
    }

    /**
     * Does something while every object but the shooter's own is where the shooter saw it: poses and the fields of
     * {@link Rewindable} behaviours are set back, and forth again afterwards. For checks of the game's own, with its own
     * shapes. What it changes of those fields is lost.
     *
     * @return false if the shot is refused, and nothing was done
     * @throws IllegalStateException if it is called within itself
     */
    public boolean rewind(NetworkConnection shooter, Runnable check) {
        if (rewound) {
            throw new IllegalStateException("The past is set up already; look at one shot after the other.");
        }
        double at = judged(shooter);
        if (Double.isNaN(at)) {
            return false;
        }
        rewound = true;
        try {
            for (int i = 0; i < objects.size(); i++) {
                LagCompensator object = objects.get(i);
                if (object.owner() != shooter) {
                    moved.add(object);
                    object.rewind(at);
                }
            }
            check.run();
        } finally {
            comeBack();
        }
        return true;
    }

    private void comeBack() {
        RuntimeException failure = null;
        for (int i = 0; i < moved.size(); i++) {
            try {
                moved.get(i).comeBack();
            } catch (RuntimeException e) { // a setter of the game's; the others come back all the same
                failure = e;
            }
        }
        moved.clear();
        rewound = false;
        if (failure != null) {
            throw failure;
        }
    }
}
