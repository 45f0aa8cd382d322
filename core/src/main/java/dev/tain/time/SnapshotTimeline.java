package dev.tain.time;

import dev.tain.time.SnapshotSettings.Buffering;
import java.util.Arrays;

/**
 * A playback of the other end's time: behind what has arrived, by as much as the unevenness of arrivals asks for, and
 * running so evenly that motion shown by it does not stutter. One for each sender; everything the sender tells is shown
 * by it, so that what happened together is seen together.
 *
 * <pre>
 *   sender's time   ──┬────┬────┬────┬────┬────►      moments leave
 *                      \    \     \   \ \
 *   local time      ────┴────┴─────┴───┴┴──────►      and arrive, unevenly
 *                 time() ▲◄─── bufferTime ───► newest
 * </pre>
 *
 * <p>With {@link Buffering#STANDARD_DEVIATION} it is Mirror's algorithm to the letter, which wants one moment per send
 * interval. With {@link Buffering#PERCENTILE} each arrival tells how far behind the playback must be so that it does not
 * run dry there: from the moment <i>before</i> it to its own arrival. So jitter and loss count alike, silence does not,
 * and arrivals need no rhythm. The target is a percentile of the last seconds; the speed follows the distance to it.
 */
public final class SnapshotTimeline {
    /** Further than this from its target it jumps, in seconds; else it runs a little faster or slower. */
    private static final double RESYNC_SECONDS = 0.5;

    /** The distance to the target is made good in about so many seconds, as far as the speeds allow. */
    private static final double CORRECTION_SECONDS = 0.5;

    /** A gap of more intervals is taken for silence, not for loss. */
    private static final double SILENCE = 5.5;

    /** A sender's time further back than this is another clock's. */
    private static final double STEP_BACK_SECONDS = 2;

    /** With fewer arrivals than this, the multiplier has a say. */
    private static final int TRUSTED_COUNT = 10;

    /** No average looks at more arrivals, whatever interval a peer says it sends at. */
    private static final long AVERAGED_MAX = 1_000_000;

    private final SnapshotSettings settings;
    private final double sendInterval;
    private final SnapshotBuffer<Object> moments;
    private final ExponentialMovingAverage drift;
    private final ExponentialMovingAverage delivery;
    private final DeliveryWindow delays;
    private final double[] newestByWay = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private boolean started;
    private double time;
    private double timescale = 1;
    private double bufferTime;
    private double newestRemote;
    private double delay;
    private long resyncs;

    /**
     * @param sendInterval of the sender, seconds
     * @throws IllegalArgumentException if it is not positive
     */
    public SnapshotTimeline(SnapshotSettings settings, double sendInterval) {
        if (!(sendInterval > 0)) {
            throw new IllegalArgumentException("sendInterval is " + sendInterval + " s; it takes more than 0.");
        }
        this.settings = settings;
        this.sendInterval = sendInterval;
        this.moments = new SnapshotBuffer<>(settings.bufferLimit(), Object::new);
        this.drift = average(settings.driftEmaDuration());
        this.delivery = average(settings.deliveryTimeEmaDuration());
        this.delays = new DeliveryWindow((int)
                Math.min(256, Math.max(32, Math.ceil(settings.deliveryTimeEmaDuration() / sendInterval))));
        this.bufferTime = sendInterval * settings.bufferTimeMultiplier();
    }

    private ExponentialMovingAverage average(double seconds) {
        return new ExponentialMovingAverage(
                (int) Math.min(AVERAGED_MAX, Math.max(1, Math.round(seconds / sendInterval))));
    }

    // ---------------------------------------------------------------- what comes in

    /** As {@link #arrived(double, double, int)}, from a sender that has one way only. */
    public void arrived(double remoteTime, double localTime) {
        arrived(remoteTime, localTime, 0);
    }

    /**
     * News of the sender arrived. Several of the same moment, by the same way, count once.
     *
     * @param remoteTime the sender's time when they left
     * @param localTime the local clock now
     * @param way 0 or 1: what is lost on one is not made good by what arrives on the other
     */
    public void arrived(double remoteTime, double localTime, int way) {
        if (started && remoteTime < newestRemote - STEP_BACK_SECONDS) {
            reset();
        }
        if (settings.buffering() == Buffering.PERCENTILE) {
            arrivedByPercentile(remoteTime, localTime, way);
        } else {
            arrivedByDeviation(remoteTime, localTime);
        }
    }

    private void arrivedByDeviation(double remoteTime, double localTime) {
        if (settings.dynamicAdjustment()) {
            bufferTime = sendInterval
                    * SnapshotInterpolation.dynamicAdjustment(
                            sendInterval, delivery.standardDeviation(), settings.dynamicAdjustmentTolerance());
        }
        if (moments.size() == 0) {
            time = remoteTime - bufferTime;
        }
        started = true;
        if (moments.insert(remoteTime, localTime) == null || moments.hasReplaced()) {
            return;
        }
        int last = moments.size() - 1;
        if (last >= 1) {
            delivery.add(moments.localTime(last) - moments.localTime(last - 1));
        }
        newestRemote = moments.remoteTime(last);
        time = SnapshotInterpolation.timelineClamp(time, bufferTime, newestRemote);
        drift.add(remoteTime - time);
        timescale = SnapshotInterpolation.timescale(
                drift.value() - bufferTime,
                settings.catchupSpeed(),
                settings.slowdownSpeed(),
                sendInterval * settings.catchupNegativeThreshold(),
                sendInterval * settings.catchupPositiveThreshold());
    }

    private void arrivedByPercentile(double remoteTime, double localTime, int way) {
        if (!started) {
            started = true;
            newestRemote = remoteTime;
            newestByWay[way] = remoteTime;
            time = remoteTime - bufferTime;
            delay = localTime - time;
            return;
        }
        if (remoteTime <= newestByWay[way]) {
            return; // of a moment that is known, or overtaken
        }
        double gap = remoteTime - newestByWay[way];
        if (gap > SILENCE * sendInterval) {
            gap = sendInterval; // and this is the first that was sent since
        }
        newestByWay[way] = remoteTime;
        newestRemote = Math.max(newestRemote, remoteTime);
        double transit = localTime - remoteTime;
        delays.add(transit + gap);
        double wanted = delays.quantile(settings.percentile());
        if (delays.count() < TRUSTED_COUNT) {
            wanted = Math.max(wanted, delays.quantile(0) - gap + sendInterval * settings.bufferTimeMultiplier());
        }
        delay = Math.min(wanted, delays.quantile(0) + settings.bufferTimeMax());
        bufferTime = delay - transit;
    }

    // ---------------------------------------------------------------- what goes by

    /**
     * Local time goes by: the playback moves on.
     *
     * @param localTime the local clock now
     * @param elapsed seconds since the last call
     */
    public void advance(double localTime, double elapsed) {
        if (!started) {
            return;
        }
        if (settings.buffering() == Buffering.PERCENTILE) {
            advanceByPercentile(localTime, elapsed);
        } else {
            time += elapsed * timescale;
            moments.step(time);
        }
    }

    private void advanceByPercentile(double localTime, double elapsed) {
        double off = localTime - delay - (time + elapsed);
        if (Math.abs(off) > RESYNC_SECONDS) {
            time = localTime - delay;
            timescale = 1;
            resyncs++;
            return;
        }
        timescale =
                1 + Math.min(Math.max(off / CORRECTION_SECONDS, -settings.slowdownSpeed()), settings.catchupSpeed());
        time += elapsed * timescale;
    }

    // ---------------------------------------------------------------- what is known

    /** Whether anything has arrived. */
    public boolean isStarted() {
        return started;
    }

    /** The sender's time that is played now. */
    public double time() {
        return time;
    }

    /** How fast it runs: 1 as the local clock. */
    public double timescale() {
        return timescale;
    }

    /** How far it stays behind what arrives, seconds. */
    public double bufferTime() {
        return bufferTime;
    }

    /** The newest of the sender's times that arrived. */
    public double newestTime() {
        return newestRemote;
    }

    /** The interval the sender sends at, seconds. */
    public double sendInterval() {
        return sendInterval;
    }

    /** How often it jumped, being too far off. */
    public long resyncs() {
        return resyncs;
    }

    /** The average distance of the newest moment from the playback; for tests against Mirror's numbers. */
    ExponentialMovingAverage drift() {
        return drift;
    }

    ExponentialMovingAverage delivery() {
        return delivery;
    }

    /** Begins anew, as after another connection. */
    public void reset() {
        started = false;
        time = 0;
        timescale = 1;
        newestRemote = 0;
        Arrays.fill(newestByWay, Double.NEGATIVE_INFINITY);
        bufferTime = sendInterval * settings.bufferTimeMultiplier();
        moments.clear();
        drift.reset();
        delivery.reset();
        delays.clear();
    }
}
