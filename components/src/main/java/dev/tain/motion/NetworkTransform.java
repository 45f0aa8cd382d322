package dev.tain.motion;

import dev.tain.annotation.ClientRpc;
import dev.tain.annotation.Command;
import dev.tain.annotation.SyncVar;
import dev.tain.annotation.TargetRpc;
import dev.tain.connection.NetworkConnection;
import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Space;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.prediction.PredictedBehaviour;
import dev.tain.transport.Channel;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps where an object is in step: the side that decides moves its node as it likes, the others see it move, smoothly and
 * a moment later. At rest nothing is sent.
 *
 * <pre>{@code
 * .add("ball", parts -> parts.add(NetworkTransform.class))
 * .add("player", parts -> parts.add(new NetworkTransform_Networked(
 *         TransformSettings.builder().authority(Authority.OWNER).build())))
 * }</pre>
 *
 * <p>What is read and written is the object's node, by its {@code NodeAdapter}; without one, {@code identity().pose()},
 * which is right on all sides in either case; or a {@link PoseTarget}. What a sibling {@link PredictedBehaviour} predicts is
 * not moved.
 *
 * <pre>
 *   owner's client ──commands──► server ──fields, RPCs──► clients
 *   reads in onTick              plays, judges, reads     play at time()
 *                                and tells on in onTick
 * </pre>
 *
 * <p>Whoever overrides a callback calls that of this class.
 */
public class NetworkTransform extends NetworkBehaviour {
    private final TransformSettings settings;
    private final @Nullable PoseTarget target;
    private final Grid grid;
    private final Pose pose = new Pose();
    private final Pose there = new Pose();
    private final long[] numbers = new long[Grid.PARTS];
    private final Motion scratch = new Motion();

    /** Tells on: the server's. */
    private final MotionSender sender;

    /** Tells the server: the owner's. */
    private final MotionSender ownersSender;

    private final OwnersMotion owners;
    private final Follower follower;

    private boolean running;
    private boolean decided;
    private double wholeAt = Double.NaN;
    private byte ownersCounter;
    private byte teleportsSeen;
    private @Nullable PredictedBehaviour<?> predicted;

    // The newest baseline, and what came before which teleport. On a client they are as the server said.
    @SyncVar(hook = "toldNumber")
    long placeX;

    @SyncVar(hook = "toldNumber")
    long placeY;

    @SyncVar(hook = "toldNumber")
    long placeZ;

    @SyncVar(hook = "toldRotation")
    int placeRotation;

    @SyncVar(hook = "toldNumber")
    long placeScaleX;

    @SyncVar(hook = "toldNumber")
    long placeScaleY;

    @SyncVar(hook = "toldNumber")
    long placeScaleZ;

    @SyncVar(hook = "toldCounter")
    byte baseline;

    @SyncVar(hook = "toldCounter")
    byte teleports;

    @SyncVar(hook = "toldCounter")
    byte counter;

    /** With {@link TransformSettings#defaults()}. */
    public NetworkTransform() {
        this(TransformSettings.defaults());
    }

    /** One that moves the object's node. */
    public NetworkTransform(TransformSettings settings) {
        this(settings, null);
    }

    /** @param target what is moved; null for the object's node */
    public NetworkTransform(TransformSettings settings, @Nullable PoseTarget target) {
        this.settings = settings;
        this.target = target;
        this.grid = new Grid(settings);
        this.sender = new MotionSender(settings, new ToClients());
        this.ownersSender = new MotionSender(settings, new ToServer());
        this.owners = new OwnersMotion(grid, this::acceptMove);
        this.follower = new Follower(settings, grid);
    }

    // ---------------------------------------------------------------- what a game asks and says

    public final TransformSettings settings() {
        return settings;
    }

    /** Whether this side moves the object, and the others follow. */
    public final boolean decides() {
        if (!isAttached()) {
            return false;
        }
        boolean ownerDecides = settings.authority() == Authority.OWNER;
        return isServer() ? !ownerDecides || owner() == null : ownerDecides && isOwned();
    }

    /** On the server: how many moves of owners were refused. */
    public final long refusedMoves() {
        return owners.refused();
    }

    /**
     * Moves the object somewhere else, without a way there: nobody sees it in between. On the server, or where it is decided
     * where the object is; then the server may refuse.
     *
     * @throws IllegalStateException on another side
     */
    public final void teleport(Pose to) {
        there.set(to); // it may be the very pose that is about to be read into
        if (isServer()) {
            counter = OwnersMotion.serversNext(counter);
            teleportOnServer(there);
        } else if (decides()) {
            place(there);
            teleported();
            ownersCounter = OwnersMotion.ownersNext(ownersCounter);
            ownersSender.restart();
            quantise();
            scratch.whole(grid.parts(), ownersCounter, 0, numbers);
            teleportByOwner(scratch);
        } else {
            throw new IllegalStateException(this + " is moved by "
                    + (settings.authority() == Authority.OWNER ? "its owner's client and the server" : "the server")
                    + "; teleport it there.");
        }
    }

    /**
     * On the server, whether a move of its owner is possible. If not, it is counted and the owner is put back.
     *
     * @param from where it was accepted last
     * @param to where the owner says it is; parts that do not travel are as they were
     * @param seconds how long it took, at the most; 0 for a teleport
     */
    protected boolean acceptMove(Pose from, Pose to, double seconds) {
        return true;
    }

    // ---------------------------------------------------------------- where it is

    private void look() {
        if (target != null) {
            target.read(pose);
            return;
        }
        NetworkIdentity object = identity();
        object.readNode();
        if (settings.space() == Space.WORLD) {
            object.readNodeInWorld(pose);
        } else {
            pose.set(object.pose());
        }
    }

    private void move() {
        if (target != null) {
            target.write(pose);
        } else if (settings.space() == Space.WORLD) {
            identity().writeNodeInWorld(pose);
        } else {
            identity().pose().set(pose);
            identity().writeNode();
        }
    }

    /** Puts it somewhere, as far as that travels. */
    private void place(Pose to) {
        look();
        grid.mix(to, to, 1, pose);
        move();
    }

    private void quantise() {
        look();
        grid.quantise(pose, numbers);
    }

    // ---------------------------------------------------------------- driven by core

    @Override
    protected void onStartServer() {
        begin();
        look();
        owners.begin(owner(), pose);
        sender.restart();
        tellOn();
    }

    @Override
    protected void onStopServer() {
        running = false;
        stopped();
    }

    @Override
    protected void onStartClient() {
        begin();
        teleportsSeen = teleports;
    }

    @Override
    protected void onStopClient() {
        running = false;
        follower.forget();
        wholeAt = Double.NaN;
        stopped();
    }

    private void begin() {
        running = true;
        predicted = identity().findBehaviour(PredictedBehaviour.class);
        decided = movesItself();
        started();
        decisionMoved(decided);
    }

    @Override
    protected void onStartAuthority() {
        if (settings.authority() == Authority.OWNER) {
            Pose newest = follower.playback().newest();
            if (newest != null) {
                place(newest); // the others are about to see it there
            }
            follower.reset();
            ownersCounter = counter;
            ownersSender.restart();
        }
        noticeDecision();
    }

    @Override
    protected void onStopAuthority() {
        if (settings.authority() == Authority.OWNER) {
            follower.reset();
        }
        noticeDecision();
    }

    @Override
    protected void onTick() {
        if (isServer()) {
            noticeOwner();
            tellOn();
        } else if (decides()) {
            quantise();
            ownersSender.tick(numbers, time().localTime(), ownersCounter);
        }
    }

    @Override
    protected void onUpdate() {
        if (isServer()) {
            noticeOwner();
        }
        noticeDecision();
        if (decides()) {
            return;
        }
        NetworkConnection from = isServer() ? owner() : null;
        Playback playback = from == null ? follower.playback() : owners.playback();
        double timeline = from == null ? time().time() : from.remoteTimeline();
        boolean any = playback.advance(timeline, time().localTime());
        if (isPredicted()) {
            playback.unsettle();
        } else if (any) {
            look();
            playback.show(grid, pose);
            move();
        }
    }

    private boolean isPredicted() {
        return predicted != null && isClient() && predicted.isPredicted();
    }

    // ---------------------------------------------------------------- for what physics does with it

    /** Whether this side moves the object by its own means. */
    final boolean movesItself() {
        return decides() || isPredicted();
    }

    void started() {}

    void stopped() {}

    void decisionMoved(boolean here) {}

    void teleported() {}

    private void noticeDecision() {
        boolean here = movesItself();
        if (running && here != decided) {
            decided = here;
            decisionMoved(here);
        }
    }

    // ---------------------------------------------------------------- the server tells on

    private void tellOn() {
        quantise();
        sender.tick(numbers, time().serverTime(), teleports);
    }

    private void teleportOnServer(Pose to) {
        place(to);
        look();
        owners.teleported(pose);
        teleported();
        teleports++;
        quantise();
        sender.commit(numbers, time().serverTime());
    }

    private final class ToClients implements MotionSender.Outlet {
        @Override
        public void baseline(byte number, long[] place, int ageMillis) {
            placeX = place[0];
            placeY = place[1];
            placeZ = place[2];
            placeRotation = (int) place[Grid.TURN];
            placeScaleX = place[4];
            placeScaleY = place[5];
            placeScaleZ = place[6];
            baseline = number;
        }

        @Override
        public void motion(Motion motion) {
            if (settings.authority() == Authority.OWNER) {
                receiveOwnersMotion(motion);
            } else {
                receiveMotion(motion);
            }
        }
    }

    @Override
    protected void onSerialize(NetworkWriter writer, boolean initial) {
        scratch.whole(grid.parts(), teleports, 0, sender.last());
        scratch.serialize(writer);
        writer.writeBoolean(sender.refersToAnother());
        if (sender.refersToAnother()) {
            writer.writeByte(sender.settledNumber());
            scratch.whole(grid.parts(), teleports, 0, sender.settled());
            scratch.serialize(writer);
        }
    }

    // ---------------------------------------------------------------- a client follows

    @Override
    protected void onDeserialize(NetworkReader reader, boolean initial) {
        wholeAt = time().messageTime();
        takeBaseline();
        scratch.read(reader);
        follower.place(scratch.numbers, teleports, wholeAt, time().tickInterval());
        if (reader.readBoolean()) {
            byte number = reader.readByte();
            scratch.read(reader);
            follower.knows(number, scratch.numbers);
        }
        ownersSender.restart(); // what was said while the connection was away is not known there
    }

    private void takeBaseline() {
        numbers[0] = placeX;
        numbers[1] = placeY;
        numbers[2] = placeZ;
        numbers[Grid.TURN] = placeRotation;
        numbers[4] = placeScaleX;
        numbers[5] = placeScaleY;
        numbers[6] = placeScaleZ;
        follower.knows(baseline, numbers);
    }

    // Once for each field that changed; the second time finds it done.
    private void told() {
        if (!running) {
            return; // it is being shown for the first time
        }
        if (decides()) {
            toldOwner();
            return;
        }
        teleportsSeen = teleports;
        double time = time().messageTime();
        takeBaseline();
        if (time != wholeAt && follower.place(numbers, teleports, time, time().tickInterval())) {
            teleported();
        }
    }

    private void toldOwner() {
        boolean known = counter == ownersCounter || (counter & 1) == 1 && (byte) (counter - ownersCounter) < 0;
        if (!known) {
            ownersCounter = counter;
            ownersSender.restart();
            if (teleports != teleportsSeen) {
                takeBaseline();
                look();
                grid.show(numbers, pose);
                move();
                teleported();
            }
        }
        teleportsSeen = teleports;
    }

    void toldNumber(long before, long now) {
        told();
    }

    void toldRotation(int before, int now) {
        told();
    }

    void toldCounter(byte before, byte now) {
        told();
    }

    /** The server's motions on their way to everybody; not for games. */
    @ClientRpc(channel = Channel.UNRELIABLE)
    protected void receiveMotion(Motion motion) {
        follow(motion);
    }

    private void follow(Motion motion) {
        if (running && !decides() && follower.motion(motion, time().messageTime(), time().tickInterval())) {
            teleported();
        }
    }

    /** An owner's motions on their way to the others; not for games. */
    @ClientRpc(channel = Channel.UNRELIABLE, includeOwner = false)
    protected void receiveOwnersMotion(Motion motion) {
        follow(motion);
    }

    // ---------------------------------------------------------------- an owner tells the server

    private final class ToServer implements MotionSender.Outlet {
        @Override
        public void baseline(byte number, long[] place, int ageMillis) {
            scratch.whole(grid.parts(), ownersCounter, ageMillis, place);
            moveForCertain(number, scratch);
        }

        @Override
        public void motion(Motion motion) {
            moveByOwner(motion);
        }
    }

    /** An owner's motions on their way to the server; not for games. */
    @Command(channel = Channel.UNRELIABLE)
    protected void moveByOwner(Motion motion) {
        if (listens(motion)) {
            judge(motion);
        }
    }

    /** An owner's baselines on their way to the server; not for games. */
    @Command
    protected void moveForCertain(byte number, Motion motion) {
        if (listens(motion)) {
            owners.keepBaseline(number);
            judge(motion);
        }
    }

    /** An owner's teleports on their way to the server; not for games. */
    @Command
    protected void teleportByOwner(Motion motion) {
        NetworkConnection from = noticeOwner();
        if (from == null || !mayDecide() || !OwnersMotion.isOwnersNext(motion.counter, counter) || motion.differences) {
            return;
        }
        counter = motion.counter;
        if (!owners.read(motion) || !owners.teleport(from.remoteTime())) {
            putBack(from);
        } else {
            teleportOnServer(owners.accepted());
        }
    }

    private boolean mayDecide() {
        if (settings.authority() != Authority.OWNER) {
            owners.refuse();
            return false;
        }
        return true;
    }

    private boolean listens(Motion motion) {
        NetworkConnection from = noticeOwner();
        if (from == null || !mayDecide() || motion.counter != counter) {
            return false;
        }
        long refused = owners.refused();
        boolean understood = owners.read(motion);
        if (owners.refused() > refused) {
            putBack(from);
        }
        return understood;
    }

    private void judge(Motion motion) {
        NetworkConnection from = owner();
        if (from == null || !owners.isNews(from.remoteTime())) {
            return;
        }
        if (!owners.move(motion, from.remoteTime(), time().serverTime(), time().tickInterval())) {
            putBack(from);
        }
    }

    private void putBack(NetworkConnection to) {
        counter = OwnersMotion.serversNext(counter);
        grid.quantise(owners.accepted(), numbers);
        scratch.whole(grid.parts(), counter, 0, numbers);
        receiveCorrection(to, scratch);
    }

    /** Where the server believes the owner to be, on its way there; not for games. */
    @TargetRpc
    protected void receiveCorrection(@Nullable NetworkConnection target, Motion motion) {
        if (running && decides()) {
            look();
            grid.show(motion.numbers, pose);
            move();
            teleported();
            ownersCounter = motion.counter;
            ownersSender.restart();
        }
    }

    /** The owner, with whom it begins anew if it is another. */
    private @Nullable NetworkConnection noticeOwner() {
        NetworkConnection now = owner();
        if (now != owners.owner()) {
            if (settings.authority() == Authority.OWNER) {
                if (owners.playback().newest() != null) {
                    place(owners.accepted());
                }
                counter = OwnersMotion.serversNext(counter);
            }
            look();
            owners.begin(now, pose);
            if (settings.authority() == Authority.OWNER) {
                quantise();
                sender.commit(numbers, time().serverTime());
            }
            noticeDecision();
        }
        return now;
    }
}
