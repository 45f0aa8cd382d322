package dev.tain.prediction;

import dev.tain.annotation.Command;
import dev.tain.annotation.MaxSize;
import dev.tain.annotation.TargetRpc;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.BehaviourSnapshot;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.Pose;
import dev.tain.object.Posed;
import dev.tain.transport.Channel;
import dev.tain.wire.NetworkWriter;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A behaviour that obeys its owner at once: the same class runs on the server and, ahead of it, on the owner's client.
 *
 * <pre>{@code
 * public class Car extends PredictedBehaviour<Car.Drive> {
 *     public record Drive(float throttle, float steer) {}
 *
 *     @SyncVar float x;
 *     @SyncVar float speed;
 *
 *     protected Drive input() { return new Drive(keys.up(), keys.side()); }
 *     protected Drive noInput() { return new Drive(0, 0); }
 *     protected void simulate(Drive drive, float dt) {
 *         speed += drive.throttle() * dt;
 *         x += speed * dt;
 *     }
 *     public void pose(Pose into) { into.position(x, 0, 0); }
 * }
 * }</pre>
 *
 * <p>All that {@link #simulate} reads and changes is in {@code @SyncVar} fields, in the input, or the same for ever;
 * {@link Determinism} finds what is not. The server takes one input a step, the client sends each several times, and when
 * the server's state differs from what was predicted, the client puts it back and simulates again what it did since.
 *
 * <p>A step takes as long as the time between two of the server's ticks that send. On clients that do not own the object,
 * its fields are as the server says, like any other's.
 *
 * @param <I> the input of one step: a record, or whatever a command can carry
 */
public abstract class PredictedBehaviour<I> extends NetworkBehaviour implements Posed {
    private final PredictionGroup group;

    // ---- the server's
    private final @Nullable Object[] arrived = new @Nullable Object[InputQueue.SLOTS];
    private final int[] arrivedNumbers = new int[InputQueue.SLOTS];
    private final double[] arrivedSeen = new double[InputQueue.SLOTS];
    private @Nullable NetworkConnection servedOwner;
    private @Nullable I last;
    private final NetworkWriter written = new NetworkWriter(64);
    private long writtenIn = -1;

    // ---- the client's
    private final PoseSmoother smoother;
    private BehaviourSnapshot @Nullable [] history;
    private @Nullable Object[] given = new @Nullable Object[0];
    private @Nullable BehaviourSnapshot said;
    private @Nullable BehaviourSnapshot before;
    private boolean predicted;
    private boolean told;
    private int since;
    private int obeysSince;
    private int joinedAs;
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private @Nullable PredictedSpawns spawns;
    private int spawnStep;
    private int spawnCount;

    /** One that is simulated by itself. */
    protected PredictedBehaviour() {
        this(new PredictionGroup());
    }

    /** One that is simulated together with others. */
    protected PredictedBehaviour(PredictionGroup group) {
        this.group = group;
        this.smoother = new PoseSmoother(group.settings());
    }

    // ---------------------------------------------------------------- what a game says

    /** What the player wants in this step. On the owner's client, once a step. */
    protected abstract I input();

    /** What nobody wants: for steps without an owner, or whose input did not come. */
    protected abstract I noInput();

    /**
     * One step.
     *
     * @param dt its length in seconds, the same on both sides
     */
    protected abstract void simulate(I input, float dt);

    /** Where the fields say the object is; for {@link #renderPose}. By default, the identity's pose. */
    @Override
    public void pose(Pose into) {
        into.set(identity().pose());
    }

    /**
     * Whether clients that own another object of the group simulate this one, too, without an input: a ball that is pushed
     * about by players, for instance. By default only owners do.
     */
    protected boolean predictedByAll() {
        return false;
    }

    // ---------------------------------------------------------------- what a game asks

    /** Whether this is the owner's client, or one that simulates it all the same. */
    public final boolean isPredicted() {
        return predicted;
    }

    /** Whether the step under way was simulated before: its sounds were heard, its messages sent. */
    public final boolean isReplaying() {
        return group.isReplaying();
    }

    /** Does something only if the step under way is simulated for the first time. */
    protected final void once(Runnable effect) {
        if (!isReplaying()) {
            effect.run();
        }
    }

    /** The number of the step under way, or of the last one: on both sides that of the input it obeys. */
    public final int step() {
        return isServer() ? group.takenFor(servedOwner) : group.number();
    }

    /** Where to show the object: on a client that predicts it, between two steps and without jerks; else where it is. */
    public final void renderPose(Pose into) {
        if (predicted) {
            smoother.write(into, group.fraction());
        } else {
            pose(into);
        }
    }

    /** How far {@link #renderPose} is from where the object is, since a correction is smoothed away. */
    public final double renderError() {
        return predicted ? smoother.error() : 0;
    }

    /** The group it is simulated with. */
    public final PredictionGroup group() {
        return group;
    }

    // ---------------------------------------------------------------- driven by core

    @Override
    protected final void onTick() {
        if (isServer()) {
            group.tickServer(this);
        } else if (predicted && isOwned()) {
            unconfirmed.look();
            if (!unconfirmed.isEmpty()) {
                receiveInputs(unconfirmed.first, unconfirmed);
            }
        }
    }

    @Override
    protected final void onUpdate() {
        if (isClient()) {
            group.updateClient(this);
        }
    }

    /** Whoever overrides it calls this one, too: it withdraws what was spawned ahead. */
    @Override
    protected void onStopClient() {
        if (spawns != null) {
            spawns.gone(this);
        }
    }

    @Override
    protected final boolean takesState() {
        return !predicted;
    }

    /** Inputs on their way to the server; not for games. */
    @Command(channel = Channel.UNRELIABLE)
    protected void receiveInputs(int first, @MaxSize(PredictionSettings.REDUNDANT_MAX) List<I> inputs) {
        NetworkConnection owner = owner();
        if (owner == null) {
            return;
        }
        serve(owner); // before its first step: what comes now is the new owner's already
        int count = inputs.size();
        double seen = owner.seenTime();
        double interval = time().tickInterval();
        for (int i = 0; i < count; i++) {
            int number = first + i;
            int slot = number & InputQueue.SLOTS - 1;
            boolean known = arrived[slot] != null && arrivedNumbers[slot] == number;
            if (group.offer(owner, number) && !known) {
                arrived[slot] = inputs.get(i);
                arrivedNumbers[slot] = number;
                arrivedSeen[slot] = seen - (count - 1 - i) * interval; // what is said is of the newest
            }
        }
    }

    /** The server's states on their way to the owner; not for games. */
    @TargetRpc(channel = Channel.UNRELIABLE)
    protected void receiveCorrection(@Nullable NetworkConnection target, Correction correction) {
        group.arrived(correction);
    }

    /** The server's announcement of an object to the owner; not for games. */
    @TargetRpc
    protected void receiveSpawn(@Nullable NetworkConnection target, int step, int ordinal) {
        if (spawns != null) {
            spawns.announced(this, step, ordinal);
        }
    }

    // ---------------------------------------------------------------- for the group: who belongs to it

    /** Whether it belongs to its group as the object it is now; a pool may have made it another since. */
    boolean isMember() {
        return joinedAs != 0 && joinedAs == netId();
    }

    void joined() {
        writtenIn = -1;
        joinedAs = netId();
    }

    void left() {
        joinedAs = 0;
        if (predicted && identity().isSpawned()) {
            stopPrediction(); // it is another object now, and what came of that meanwhile was kept back
        }
        predicted = false;
    }

    // ---------------------------------------------------------------- for predicted spawns

    void announceSpawn(int step, int ordinal) {
        receiveSpawn(null, step, ordinal);
    }

    void spawns(PredictedSpawns spawns) {
        this.spawns = spawns;
    }

    /** How many objects this step spawned before. */
    int nextSpawn() {
        if (spawnStep != step()) {
            spawnStep = step();
            spawnCount = 0;
        }
        return spawnCount++;
    }

    // ---------------------------------------------------------------- for the group: the server's side

    /** Simulates a step on the server, with the owner's input of that number, if it has come. */
    void stepServer(@Nullable NetworkConnection owner, boolean took, boolean holds, int number, float dt) {
        serve(owner);
        simulate(chosen(took, holds, number), dt);
    }

    private void serve(@Nullable NetworkConnection owner) {
        if (owner != servedOwner) {
            servedOwner = owner;
            last = null;
            Arrays.fill(arrived, null);
        }
    }

    @SuppressWarnings("unchecked")
    private I chosen(boolean took, boolean holds, int number) {
        int slot = number & InputQueue.SLOTS - 1;
        Object input = took && arrivedNumbers[slot] == number ? arrived[slot] : null;
        if (input != null) {
            arrived[slot] = null;
            last = (I) input;
            if (servedOwner != null) {
                servedOwner.seenTime(arrivedSeen[slot]); // the input has waited since that was said
            }
        }
        return last != null && (input != null || holds) ? last : noInput();
    }

    /** What the fields say after the server's step of that number, written once for all who are told. */
    NetworkWriter written(long step) {
        if (writtenIn != step) {
            if (said == null) {
                said = BehaviourSnapshot.of(this);
            }
            said.capture();
            written.reset();
            said.write(written);
            writtenIn = step;
        }
        return written;
    }

    void sendCorrection(NetworkConnection to, Correction correction) {
        receiveCorrection(to, correction);
    }

    // ---------------------------------------------------------------- for the group: the client's side

    boolean wantsPrediction(boolean anyOwned) {
        return isOwned() || anyOwned && predictedByAll();
    }

    void startPrediction(int number) {
        predicted = true;
        since = number;
        obeysSince = number;
        said = BehaviourSnapshot.of(this);
        before = BehaviourSnapshot.of(this);
        if (history == null) {
            history = new BehaviourSnapshot[group.settings().historySteps()];
            for (int i = 0; i < history.length; i++) {
                history[i] = BehaviourSnapshot.of(this);
            }
            given = new @Nullable Object[history.length];
        }
        remember(number);
        smoother.clear();
        pose(smoother.step());
        smoother.stepped();
    }

    void stopPrediction() {
        predicted = false;
        if (before != null) {
            before.capture();
            takeState();
            before.callHooks();
        }
    }

    private BehaviourSnapshot at(int number) {
        if (history == null) {
            throw new IllegalStateException(this + " predicts nothing.");
        }
        return history[Math.floorMod(number, history.length)];
    }

    /** Simulates a new step on the client. */
    void stepClient(int number, float dt) {
        I input = isOwned() ? input() : noInput();
        given[Math.floorMod(number, given.length)] = input;
        simulate(input, dt);
    }

    /** Simulates a step on the client that was simulated before. */
    @SuppressWarnings("unchecked")
    void stepAgain(int number, float dt) {
        if (number - since > 0) { // before that it was not predicted
            Object input = given[Math.floorMod(number, given.length)];
            simulate(input != null ? (I) input : noInput(), dt);
        }
    }

    /** Keeps what the fields say after a step that was simulated again. One that began later stands still until then. */
    void rememberAgain(int number) {
        if (number - since > 0) {
            remember(number);
        } else {
            at(since).restore();
        }
    }

    /** Keeps what the fields say after a step. */
    void remember(int number) {
        at(number).capture();
    }

    /** As {@link #remember}, for a new step: what is shown moves on. */
    void stepped(int number) {
        remember(number);
        pose(smoother.step());
        smoother.stepped();
    }

    /** What the server says of the fields after a step is to be read into this. */
    BehaviourSnapshot toRead() {
        told = true;
        if (said == null) {
            throw new IllegalStateException(this + " predicts nothing.");
        }
        return said;
    }

    boolean wasTold() {
        return told;
    }

    void forgetTold() {
        told = false;
    }

    /** Whether what the server says was predicted. */
    boolean wasRight(int number) {
        return isNear(number) || isNearAsItIsHere(number);
    }

    private boolean isNear(int number) {
        return said != null && at(number).isNear(said, group.settings().tolerance());
    }

    // A reference to what this client does not see is null here, and no mistake.
    private boolean isNearAsItIsHere(int number) {
        if (said == null || before == null) {
            return false;
        }
        before.capture();
        said.restore();
        said.capture();
        before.restore();
        return isNear(number);
    }

    boolean remembers(int number) {
        return number - since >= 0;
    }

    /** Goes back to the end of that step: as the server says, or else as it was predicted. */
    void goBack(int number, Pose shown) {
        if (before != null) {
            before.capture();
        }
        smoother.write(shown, group.fraction());
        if (told && said != null) {
            said.restore();
            remember(number);
        } else {
            at(remembers(number) ? number : since).restore();
        }
    }

    /** From now on it is as it is, and nothing of before is known. */
    void beginAnew(int number) {
        since = number;
        remember(number);
    }

    /** The last step but one is done again. */
    void posePrevious() {
        pose(smoother.previous());
    }

    /** All steps are done again. */
    void corrected(Pose shown, Pose scratch) {
        pose(smoother.latest());
        smoother.corrected(shown, group.fraction(), scratch);
        if (before != null) {
            before.callHooks();
        }
    }

    void fade(double elapsed) {
        smoother.fade(elapsed);
    }

    /** The inputs that the server has not confirmed, as a list that is written and thrown away. */
    private final class Unconfirmed extends AbstractList<I> implements RandomAccess {
        int first;
        private int count;

        void look() {
            int number = group.number();
            count = Math.min(
                    number - Math.max(group.confirmed(), obeysSince),
                    group.settings().redundantInputs());
            first = number - count + 1;
        }

        @Override
        @SuppressWarnings("unchecked")
        public I get(int index) {
            Object input = given[Math.floorMod(first + index, given.length)];
            return input == null ? noInput() : (I) input;
        }

        @Override
        public int size() {
            return count;
        }
    }
}
