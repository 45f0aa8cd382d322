package dev.tain.rewind;

import dev.tain.object.BehaviourSnapshot;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.Pose;
import dev.tain.object.Posed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, on the server, where its object was and what its {@link Rewindable} behaviours' fields said. Add it to a
 * prefab behind what moves the object:
 *
 * <pre>{@code
 * .add("player", parts -> {
 *     parts.add(Player.class);
 *     parts.add(new LagCompensator_Networked(lag, Hitbox.box(0.5f, 1, 0.5f)));
 * })
 * }</pre>
 */
public class LagCompensator extends NetworkBehaviour {
    /** Moments that follow each other faster than this part of a send interval are left out: in servers that send always. */
    private static final double SPACING = 0.5;

    private final @Nullable LagCompensation lag;
    private final Hitbox hitbox;
    private final List<BehaviourSnapshot> present = new ArrayList<>(1);
    private @Nullable History<Moment> history;
    private @Nullable Posed posed;
    private final Pose now = new Pose();
    private final Pose was = new Pose();

    /** One moment of an object. */
    private static final class Moment {
        final Pose pose = new Pose();
        final BehaviourSnapshot[] states;

        Moment(List<NetworkBehaviour> behaviours) {
            states = new BehaviourSnapshot[behaviours.size()];
            for (int i = 0; i < states.length; i++) {
                states[i] = BehaviourSnapshot.of(behaviours.get(i));
            }
        }
    }

    private @Nullable Moment rewound;
    private boolean away;

    /** @param lag the server's; null on a client, which judges nothing */
    public LagCompensator(@Nullable LagCompensation lag, Hitbox hitbox) {
        this.lag = lag;
        this.hitbox = hitbox;
    }

    public final Hitbox hitbox() {
        return hitbox;
    }

    @Override
    protected final void onStartServer() {
        if (lag == null) {
            throw new IllegalStateException(this + " has no LagCompensation; give the server's prefabs the server's.");
        }
        List<NetworkBehaviour> rewindable = new ArrayList<>(1);
        for (NetworkBehaviour behaviour : identity().behaviours()) {
            if (behaviour instanceof Rewindable) {
                rewindable.add(behaviour);
            }
        }
        posed = identity().findBehaviour(Posed.class);
        present.clear();
        rewindable.forEach(behaviour -> present.add(BehaviourSnapshot.of(behaviour)));
        history = new History<>(lag.momentsFor(time().tickInterval() * SPACING), () -> new Moment(rewindable));
        rewound = new Moment(rewindable);
        lag.add(this);
    }

    @Override
    protected final void onStopServer() {
        if (lag != null) {
            lag.remove(this);
        }
        history = null;
        rewound = null;
    }

    @Override
    protected final void onTick() {
        if (history != null && isNextDue(history)) {
            Moment moment = history.insert(time().serverTime());
            pose(moment.pose);
            for (BehaviourSnapshot state : moment.states) {
                state.capture();
            }
        }
    }

    private boolean isNextDue(History<Moment> known) {
        double spacing = time().tickInterval() * SPACING;
        return known.size() == 0 || !(time().serverTime() - known.newestTime() < spacing);
    }

    private void pose(Pose into) {
        if (posed != null) {
            posed.pose(into);
        } else {
            into.set(identity().pose());
        }
    }

    /** Where it was; null if it was not there, or that is not known. Valid until the next call. */
    @Nullable
    Pose poseAt(double time) {
        return sample(time) ? was : null;
    }

    private boolean sample(double time) {
        if (history == null || history.size() == 0) {
            return false;
        }
        double interval = time().tickInterval();
        double latest = Math.nextDown(history.newestTime() + interval); // or rounding puts it beyond
        if (!history.sample(Math.min(time, latest), interval)) {
            return false;
        }
        was.interpolate(history.from().pose, history.to().pose, history.fraction());
        return true;
    }

    /** Sets the object back, if it was there. */
    void rewind(double time) {
        if (!sample(time) || history == null || rewound == null) {
            return;
        }
        now.set(identity().pose());
        for (int i = 0; i < present.size(); i++) {
            present.get(i).capture();
        }
        away = true;
        identity().pose().set(was);
        for (int i = 0; i < present.size(); i++) {
            rewound.states[i].interpolate(history.from().states[i], history.to().states[i], history.fraction());
            rewound.states[i].restore();
        }
    }

    /** Sets the object forth again, as far as it was set back. */
    void comeBack() {
        if (!away) {
            return;
        }
        away = false;
        identity().pose().set(now);
        for (int i = 0; i < present.size(); i++) {
            present.get(i).restore();
        }
    }
}
