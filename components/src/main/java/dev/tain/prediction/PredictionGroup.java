package dev.tain.prediction;

import dev.tain.connection.NetworkConnection;
import dev.tain.object.Pose;
import dev.tain.transport.DisconnectReason;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Predicted objects that are simulated together, on one side: with a step of the world after theirs, physics for
 * instance, and gone back together when one of them was predicted wrongly. A behaviour that is told none has one of its
 * own. The server and each client have their own groups, made by whoever makes their prefabs.
 *
 * <pre>
 *   client   step 7   8   9   10   11                                    inputs 8..11 ─►
 *                                     ◄─ after input 8, this was so ──    server, step 104
 *            go back to 8; if it differs, simulate 9, 10, 11 again
 * </pre>
 *
 * <p>Belongs to the thread that ticks its side.
 */
public final class PredictionGroup {
    /** A step of what the objects have in common. */
    @FunctionalInterface
    public interface WorldStep {
        /** After all objects of the group were simulated; in replays, too. */
        void step(float dt);
    }

    /** A correction carries as many states as fit in this; the owner's own come first. */
    private static final int CORRECTION_BYTES = 900;

    /** Steps that wait for the first input of a new owner, before its object goes on without. */
    private static final int FIRST_INPUT_STEPS = 60;

    /** Steps from the first input on until it is taken, unless so many wait before. */
    private static final int FIRST_INPUTS = 2;

    /** A server that ticks more slowly than its send rate makes so many steps in a tick; after a stall the rest is left out. */
    private static final int STEPS_MAX = 4;

    /** One client's inputs, on the server. */
    private static final class Owner {
        final InputQueue inputs = new InputQueue();

        @Nullable
        PredictedBehaviour<?> anchor;

        long steppedIn = -1;
        int waited;
        int delayed;
        int missed;
        int idleFor;
        boolean took;
        boolean stands;

        /** With which states the next correction begins, when one does not hold all. */
        int ownFrom;

        int othersFrom;

        /** Takes this step's input. */
        void step(PredictionSettings settings) {
            took = false;
            stands = false;
            if (!inputs.isStarted()) {
                stands = ++waited <= FIRST_INPUT_STEPS;
                return;
            }
            if (delayed < FIRST_INPUTS && inputs.lead() < FIRST_INPUTS) {
                delayed++;
                stands = true;
                return;
            }
            delayed = FIRST_INPUTS;
            inputs.limit(settings.bufferedInputsMax(), settings.bufferedInputs() + 1);
            took = inputs.take();
            missed = took ? 0 : missed + 1;
        }

        int lead() {
            return missed > 0 ? -missed : inputs.lead();
        }
    }

    private final PredictionSettings settings;
    private final @Nullable WorldStep world;
    private final List<PredictedBehaviour<?>> members = new ArrayList<>(1);
    private boolean replaying;
    private long steps;

    /** What the first of those threw that failed in this round. The others had their turn all the same. */
    private @Nullable Throwable failure;

    // ---- the server's
    private final Map<NetworkConnection, Owner> owners = new LinkedHashMap<>();
    private final Correction correction = new Correction();
    private double tickedAt = Double.NaN;
    private double begun;
    private long starved;
    private long skippedBefore;
    private long lateBefore;

    // ---- the client's
    private final InputClock clock;
    private final NetworkReader reader = new NetworkReader();
    private final NetworkReader state = new NetworkReader();
    private final Pose scratch = new Pose();
    private final List<PredictedSpawns> followers = new ArrayList<>(0);
    private final List<Pose> shown = new ArrayList<>();
    private double updatedAt = Double.NaN;
    private @Nullable Correction newest;
    private boolean anyOwned;
    private int number;
    private int confirmedNumber;
    private int heardStep;
    private boolean heardAny;
    private long confirmed;
    private long mispredicted;
    private long replayed;
    private long givenUp;

    /** Objects that have nothing in common but their going back. */
    public PredictionGroup() {
        this(PredictionSettings.defaults(), null);
    }

    /** Objects that share a world. */
    public PredictionGroup(WorldStep world) {
        this(PredictionSettings.defaults(), world);
    }

    public PredictionGroup(PredictionSettings settings, @Nullable WorldStep world) {
        this.settings = settings;
        this.world = world;
        this.clock = new InputClock(settings.bufferedInputs(), settings.bufferedInputsMax());
    }

    public PredictionSettings settings() {
        return settings;
    }

    /** Whether steps are simulated again. */
    public boolean isReplaying() {
        return replaying;
    }

    /** How fast a client's steps follow each other, as the server asked: 1 as its clock. */
    public double speed() {
        return clock.speed();
    }

    /** What became of the predictions so far. */
    public PredictionStatistics statistics() {
        long late = lateBefore;
        long skipped = skippedBefore;
        for (Owner owner : owners.values()) {
            late += owner.inputs.late();
            skipped += owner.inputs.skipped();
        }
        return new PredictionStatistics(steps, confirmed, mispredicted, replayed, givenUp, starved, skipped, late);
    }

    private void join(PredictedBehaviour<?> member) {
        if (member.isMember()) {
            return;
        }
        dropGone(); // those of a connection before this one, and itself, if it was another object then
        if (!members.isEmpty() && members.get(0).time() != member.time()) {
            throw new IllegalStateException("Objects of two sides, " + members.get(0) + " and " + member
                    + ", are in one PredictionGroup; give each side its own: the server, and every client.");
        }
        if (members.isEmpty()) {
            tickedAt = Double.NaN; // what went by while there was nothing is not to be made up for
            begun = 0;
        }
        member.joined();
        members.add(member);
    }

    private void dropGone() {
        for (int i = members.size() - 1; i >= 0; i--) {
            PredictedBehaviour<?> member = members.get(i);
            if (!member.isMember()) {
                members.remove(i);
                try {
                    member.left();
                } catch (RuntimeException | Error e) {
                    failed(e);
                }
            }
        }
    }

    private void failed(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    private void throwFailure() {
        Throwable first = failure;
        failure = null;
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void stepWorld(float dt) {
        if (world != null) {
            try {
                world.step(dt);
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
    }

    // ---------------------------------------------------------------- the server's side

    void tickServer(PredictedBehaviour<?> member) {
        join(member);
        double now = member.time().localTime();
        if (now == tickedAt) {
            return;
        }
        double interval = member.time().tickInterval();
        int due = stepsDue((now - tickedAt) / interval);
        tickedAt = now;
        dropGone();
        for (int i = 0; i < due; i++) {
            stepServer((float) interval);
        }
        if (due > 0) {
            correctOwners();
        }
        throwFailure();
    }

    // One, in ticks as long as the interval, however uneven. Others make up for it, as clients go by real time.
    private int stepsDue(double elapsed) {
        if (Double.isNaN(elapsed)) {
            return 1;
        }
        begun += elapsed;
        if (begun > STEPS_MAX + 0.5) {
            begun = STEPS_MAX;
        }
        int due = (int) Math.floor(begun + 0.5);
        begun -= due;
        return due;
    }

    private void stepServer(float dt) {
        steps++;
        for (int i = 0; i < members.size(); i++) {
            PredictedBehaviour<?> next = members.get(i);
            if (next.isMember()) { // what is simulated may destroy others
                try {
                    step(next, dt);
                } catch (RuntimeException | Error e) {
                    failed(e);
                }
            }
        }
        stepWorld(dt);
    }

    private void step(PredictedBehaviour<?> member, float dt) {
        NetworkConnection connection = member.owner();
        if (connection == null) {
            member.stepServer(null, false, false, 0, dt);
            return;
        }
        Owner owner = owner(connection);
        if (owner.steppedIn != steps) {
            owner.steppedIn = steps;
            owner.anchor = member;
            owner.step(settings);
            starved += owner.missed > 0 ? 1 : 0;
        }
        if (!owner.stands) {
            boolean holds = owner.missed <= settings.heldSteps();
            member.stepServer(connection, owner.took, holds, owner.inputs.taken(), dt);
        }
    }

    private Owner owner(NetworkConnection connection) {
        Owner owner = owners.get(connection);
        if (owner == null) {
            owner = new Owner();
            owners.put(connection, owner);
        }
        return owner;
    }

    /** An input arrived; false if it comes too late. */
    boolean offer(NetworkConnection from, int number) {
        return owner(from).inputs.offer(number);
    }

    /** The number of the input that an owner's objects obeyed last. */
    int takenFor(@Nullable NetworkConnection connection) {
        Owner owner = connection == null ? null : owners.get(connection);
        return owner == null ? 0 : owner.inputs.taken();
    }

    private void correctOwners() {
        if (owners.isEmpty()) {
            return;
        }
        boolean anyGone = false;
        for (Map.Entry<NetworkConnection, Owner> entry : owners.entrySet()) {
            Owner owner = entry.getValue();
            PredictedBehaviour<?> anchor = owner.anchor;
            owner.anchor = null;
            if (anchor == null) {
                anyGone |= ++owner.idleFor > 1;
            } else if (owner.inputs.isStarted() && !owner.stands) {
                owner.idleFor = 0;
                try {
                    correct(entry.getKey(), owner, anchor);
                } catch (RuntimeException | Error e) {
                    failed(e);
                }
            }
        }
        if (anyGone) {
            owners.values().removeIf(this::isGone);
        }
    }

    private boolean isGone(Owner owner) {
        if (owner.idleFor <= 1) {
            return false;
        }
        lateBefore += owner.inputs.late();
        skippedBefore += owner.inputs.skipped();
        return true;
    }

    private void correct(NetworkConnection to, Owner owner, PredictedBehaviour<?> anchor) {
        correction.step = (int) steps;
        correction.number = owner.inputs.taken();
        correction.lead = owner.lead();
        correction.states.reset();
        boolean othersFirst = owner.ownFrom != 0 && steps % 2 == 0; // so that they have their turn, too
        if (othersFirst) {
            owner.othersFrom = write(to, false, owner.othersFrom);
        }
        owner.ownFrom = write(to, true, owner.ownFrom);
        if (!othersFirst) {
            owner.othersFrom = write(to, false, owner.othersFrom);
        }
        anchor.sendCorrection(to, correction);
    }

    /**
     * Writes what fits of the states of the owner's own objects, or of those that all predict.
     *
     * @param from the place of the member to begin with
     * @return with which to begin next time; 0 if all had their turn
     */
    private int write(NetworkConnection to, boolean own, int from) {
        int count = members.size();
        for (int i = 0; i < count; i++) {
            int at = (from + i) % count;
            PredictedBehaviour<?> member = members.get(at);
            boolean concerned = own
                    ? member.owner() == to
                    : member.owner() != to
                            && member.predictedByAll()
                            && member.identity().isObservedBy(to);
            if (concerned && !write(member)) {
                return at;
            }
        }
        return 0;
    }

    /** Writes a state, if it fits; the first does anyhow. */
    private boolean write(PredictedBehaviour<?> member) {
        int before = correction.states.position();
        try {
            correction.states.writeVarUInt(member.netId());
            correction.states.writeByte((byte) member.index());
            NetworkWriter state = member.written(steps);
            correction.states.writeCount(state.position());
            correction.states.writeRaw(state.buffer(), 0, state.position());
        } catch (RuntimeException | Error e) {
            correction.states.truncate(before);
            failed(e);
            return true;
        }
        if (correction.states.position() > CORRECTION_BYTES && before > 0) {
            correction.states.truncate(before);
            return false;
        }
        return true;
    }

    // ---------------------------------------------------------------- the client's side

    void updateClient(PredictedBehaviour<?> member) {
        join(member);
        double now = member.time().localTime();
        if (now == updatedAt) {
            return;
        }
        double elapsed = Double.isNaN(updatedAt) ? 0 : now - updatedAt;
        updatedAt = now;
        dropGone();
        if (startAndStop()) {
            elapsed = 0; // what went by before it began
        }
        for (int i = 0; i < followers.size(); i++) {
            try {
                followers.get(i).look(this);
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
        if (anyOwned) {
            predict(member, elapsed);
        }
        throwFailure();
    }

    private void predict(PredictedBehaviour<?> member, double elapsed) {
        clock.interval(member.time().tickInterval());
        float dt = (float) member.time().tickInterval();
        try {
            reconcile(dt);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
        for (int i = 0; i < members.size(); i++) {
            members.get(i).fade(elapsed);
        }
        for (int left = clock.advance(elapsed); left > 0; left--) {
            step(dt);
        }
    }

    /** Whether it begins now, having predicted nothing before. */
    private boolean startAndStop() {
        boolean before = false;
        anyOwned = false;
        for (int i = 0; i < members.size(); i++) {
            PredictedBehaviour<?> member = members.get(i);
            before |= member.isOwned() && member.isPredicted();
            anyOwned |= member.isOwned();
        }
        boolean begins = anyOwned && !before;
        if (begins) {
            clock.start();
            newest = null;
            heardAny = false;
            confirmedNumber = number;
        }
        for (int i = 0; i < members.size(); i++) {
            PredictedBehaviour<?> member = members.get(i);
            boolean wants = member.wantsPrediction(anyOwned);
            try {
                if (wants && !member.isPredicted()) {
                    member.startPrediction(number);
                } else if (!wants && member.isPredicted()) {
                    member.stopPrediction();
                }
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
        return begins;
    }

    private void step(float dt) {
        number++;
        steps++;
        simulate(number, dt);
    }

    /** All members, then the world; a new step, or, while {@link #replaying}, one that was simulated before. */
    private void simulate(int at, float dt) {
        for (int i = 0; i < members.size(); i++) {
            PredictedBehaviour<?> member = members.get(i);
            if (member.isPredicted()) {
                try {
                    if (!replaying) {
                        member.stepClient(at, dt);
                    } else {
                        if (at == number) {
                            member.posePrevious();
                        }
                        member.stepAgain(at, dt);
                    }
                } catch (RuntimeException | Error e) {
                    failed(e);
                }
            }
        }
        stepWorld(dt);
        for (int i = 0; i < members.size(); i++) {
            PredictedBehaviour<?> member = members.get(i);
            if (member.isPredicted()) {
                try {
                    if (replaying) {
                        member.rememberAgain(at);
                    } else {
                        member.stepped(at);
                    }
                } catch (RuntimeException | Error e) {
                    failed(e);
                }
            }
        }
    }

    /** A correction arrived; of several in one frame the newest counts. */
    void arrived(Correction correction) {
        if (heardAny && correction.step - heardStep <= 0 || correction.number - number > 0) {
            return;
        }
        heardAny = true;
        heardStep = correction.step;
        clock.heard(correction.lead);
        newest = correction;
    }

    private void reconcile(float dt) {
        Correction said = newest;
        newest = null;
        if (said == null || said.number - confirmedNumber < 0) {
            return;
        }
        confirmedNumber = said.number;
        if (number - said.number >= settings.historySteps()) {
            return; // before all that is remembered; a newer one will come
        }
        try {
            if (readStates(said)) {
                mispredicted++;
                goBack(said.number, dt);
            }
        } finally {
            for (int i = 0; i < members.size(); i++) {
                members.get(i).forgetTold();
            }
        }
    }

    /** Reads the states into their members; whether any is another than predicted. */
    private boolean readStates(Correction said) {
        boolean wrong = false;
        boolean any = false;
        reader.wrap(said.states.buffer(), 0, said.states.position());
        while (reader.remaining() > 0) {
            int netId = reader.readVarUInt();
            int index = reader.readUnsignedByte();
            int size = reader.readCount(1);
            PredictedBehaviour<?> member = find(netId, index);
            if (member != null && member.isPredicted() && member.remembers(said.number)) {
                state.wrap(reader.buffer(), reader.bufferPosition(), size);
                if (!read(member)) {
                    return false;
                }
                any = true;
                wrong |= !member.wasRight(said.number);
            }
            reader.skip(size);
        }
        if (any && !wrong) {
            confirmed++;
        }
        return wrong;
    }

    /** Reads what the server says of a member. If it is none, the server is not listened to any longer. */
    private boolean read(PredictedBehaviour<?> member) {
        String wrong;
        try {
            member.toRead().read(state);
            if (state.remaining() == 0) {
                return true;
            }
            wrong = "it ends " + state.remaining() + " bytes before its size";
        } catch (RuntimeException e) { // a codec of the game, perhaps
            wrong = String.valueOf(e.getMessage());
        }
        for (int i = 0; i < members.size(); i++) {
            NetworkConnection server = members.get(i).owner();
            if (server != null) {
                server.disconnect(DisconnectReason.MALFORMED, "a correction of " + member + ": " + wrong);
                return false;
            }
        }
        return false;
    }

    private @Nullable PredictedBehaviour<?> find(int netId, int index) {
        for (int i = 0; i < members.size(); i++) {
            PredictedBehaviour<?> member = members.get(i);
            if (member.index() == index && member.netId() == netId) {
                return member;
            }
        }
        return null;
    }

    private void goBack(int to, float dt) {
        while (shown.size() < members.size()) {
            shown.add(new Pose());
        }
        boolean far = number - to > settings.replaySteps();
        for (int i = 0; i < members.size(); i++) {
            PredictedBehaviour<?> member = members.get(i);
            if (member.isPredicted() && (!far || member.wasTold())) {
                try {
                    member.goBack(to, shown.get(i));
                } catch (RuntimeException | Error e) {
                    failed(e);
                }
            }
        }
        if (far) {
            givenUp++;
        } else {
            replay(to, dt);
        }
        for (int i = 0; i < members.size(); i++) {
            PredictedBehaviour<?> member = members.get(i);
            if (member.isPredicted() && (!far || member.wasTold())) {
                try {
                    if (far) {
                        member.beginAnew(number);
                        member.posePrevious();
                    }
                    member.corrected(shown.get(i), scratch);
                } catch (RuntimeException | Error e) {
                    failed(e);
                }
            }
        }
    }

    private void replay(int to, float dt) {
        replaying = true;
        try {
            for (int at = to + 1; at - number <= 0; at++) {
                replayed++;
                simulate(at, dt);
            }
        } finally {
            replaying = false;
        }
    }

    /** Looks after objects that were spawned ahead. */
    void follow(PredictedSpawns spawns) {
        if (!followers.contains(spawns)) {
            followers.add(spawns);
        }
    }

    /** The client's step under way, or the last one. */
    int number() {
        return number;
    }

    /** The newest input that the server has taken, as far as is known. */
    int confirmed() {
        return confirmedNumber;
    }

    double fraction() {
        return clock.fraction();
    }
}
