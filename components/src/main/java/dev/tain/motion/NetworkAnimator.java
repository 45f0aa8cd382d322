package dev.tain.motion;

import dev.tain.annotation.ClientRpc;
import dev.tain.annotation.Command;
import dev.tain.connection.NetworkConnection;
import dev.tain.motion.AnimationParameters.Kind;
import dev.tain.motion.TransformSettings.Authority;
import dev.tain.object.NetworkBehaviour;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the parameters of an animation in step, and runs its triggers once on every side. What the side that decides sets
 * is seen on the others at the time of the motion that went with it, in the order in which it was done. Who comes later gets
 * the parameters, and no trigger that was before.
 *
 * <pre>{@code
 * parts.add(new NetworkAnimator_Networked(
 *         AnimationParameters.builder().number("speed").flag("grounded").trigger("jump").build(), animation));
 * …
 * animator.set("speed", 3.2f);
 * animator.trigger("jump");
 * }</pre>
 *
 * <p>All of it travels reliably. The side that decides sees it at once.
 */
public class NetworkAnimator extends NetworkBehaviour {
    /** Changes of less are not worth a message; as in Mirror. */
    private static final float EPSILON = 0.001f;

    /** More than this many moments are not kept waiting. */
    private static final int WAITING_MAX = 64;

    /** Farther ahead of the timeline something is not waited for: it was jumped, or a client's clock. */
    private static final double AHEAD_SECONDS = 1;

    private final AnimationParameters parameters;
    private final AnimationTarget target;
    private final Authority authority;
    private final int[] values;
    private final int[] sent;
    private final AnimationChanges changes = new AnimationChanges();
    private final ArrayDeque<Moment> waiting = new ArrayDeque<>();
    private @Nullable NetworkConnection servedOwner;
    private long refused;

    private record Moment(double time, AnimationChanges changes) {}

    /** One that the server decides. */
    public NetworkAnimator(AnimationParameters parameters, AnimationTarget target) {
        this(parameters, target, Authority.SERVER);
    }

    /** @param authority who decides */
    public NetworkAnimator(AnimationParameters parameters, AnimationTarget target, Authority authority) {
        this.parameters = parameters;
        this.target = target;
        this.authority = authority;
        this.values = new int[parameters.count()];
        this.sent = new int[parameters.count()];
    }

    /** What is animated. */
    public final AnimationTarget target() {
        return target;
    }

    /** Whether this side says what is to be seen, and the others follow. */
    public final boolean decides() {
        if (!isAttached()) {
            return true;
        }
        boolean ownerDecides = authority == Authority.OWNER;
        return isServer() ? !ownerDecides || owner() == null : ownerDecides && isOwned();
    }

    /** On the server: how many messages of clients were refused. */
    public final long refusedChanges() {
        return refused;
    }

    // ---------------------------------------------------------------- what a game sets

    /**
     * Sets a flag.
     *
     * @throws IllegalStateException on a side that does not decide
     */
    public final void set(String parameter, boolean value) {
        change(parameter, Kind.FLAG, value ? 1 : 0);
    }

    /** Sets a whole number; see {@link #set(String, boolean)}. */
    public final void set(String parameter, int value) {
        change(parameter, Kind.INTEGER, value);
    }

    /** Sets a number; see {@link #set(String, boolean)}. */
    public final void set(String parameter, float value) {
        if (!(Math.abs(value) <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("'" + parameter + "' is to be " + value + "; it takes a number.");
        }
        change(parameter, Kind.NUMBER, Float.floatToRawIntBits(value));
    }

    /** Has something happen once, here and on every other side; see {@link #set(String, boolean)}. */
    public final void trigger(String name) {
        change(name, Kind.TRIGGER, 0);
    }

    private void change(String name, Kind kind, int value) {
        int index = parameters.index(name, kind);
        if (!decides()) {
            throw new IllegalStateException(this + " is animated by "
                    + (authority == Authority.OWNER ? "its owner's client" : "the server") + "; set '" + name
                    + "' there.");
        }
        if (kind != Kind.TRIGGER && values[index] == value) {
            return;
        }
        show(index, kind, value);
        if (kind == Kind.TRIGGER || isWorthSending(index, kind, value)) {
            note(index, kind, value);
        }
    }

    private boolean isWorthSending(int index, Kind kind, int value) {
        return kind != Kind.NUMBER
                || Math.abs(Float.intBitsToFloat(value) - Float.intBitsToFloat(sent[index])) >= EPSILON;
    }

    private void note(int index, Kind kind, int value) {
        sent[index] = value;
        if (isAttached() && identity().isSpawned()) {
            if (changes.isFull()) {
                send();
            }
            changes.add(index, kind, value);
        }
    }

    private void show(int index, Kind kind, int value) {
        values[index] = value;
        String name = parameters.name(index);
        switch (kind) {
            case FLAG -> target.set(name, value != 0);
            case INTEGER -> target.set(name, value);
            case NUMBER -> target.set(name, Float.intBitsToFloat(value));
            case TRIGGER -> target.trigger(name);
        }
    }

    // ---------------------------------------------------------------- what is there

    public final boolean flag(String parameter) {
        return values[parameters.index(parameter, Kind.FLAG)] != 0;
    }

    public final int integer(String parameter) {
        return values[parameters.index(parameter, Kind.INTEGER)];
    }

    public final float number(String parameter) {
        return Float.intBitsToFloat(values[parameters.index(parameter, Kind.NUMBER)]);
    }

    // ---------------------------------------------------------------- driven by core

    @Override
    protected void onTick() {
        if (isServer()) {
            noticeOwner();
        }
        if (changes.count > 0) {
            send();
        }
    }

    private void send() {
        if (isClient()) {
            if (isOwned()) {
                tellServer(changes);
            }
        } else if (authority == Authority.OWNER) {
            tellOthers(changes);
        } else {
            tellAll(changes);
        }
        changes.clear();
    }

    @Override
    protected void onUpdate() {
        if (waiting.isEmpty()) {
            return;
        }
        NetworkConnection from = isServer() ? owner() : null;
        double timeline = from == null ? time().time() : from.remoteTimeline();
        while (!waiting.isEmpty() && isDue(waiting.peek().time, timeline)) {
            apply(waiting.remove().changes);
        }
    }

    private static boolean isDue(double time, double timeline) {
        return time <= timeline || time > timeline + AHEAD_SECONDS;
    }

    @Override
    protected void onStartServer() {
        servedOwner = owner();
    }

    @Override
    protected void onStopClient() {
        waiting.clear();
        changes.clear();
    }

    @Override
    protected void onStopServer() {
        waiting.clear();
        changes.clear();
    }

    @Override
    protected void onStartAuthority() {
        applyWaiting();
        if (authority == Authority.OWNER) {
            noteAll();
        }
    }

    @Override
    protected void onStopAuthority() {
        changes.clear();
    }

    private void applyWaiting() {
        while (!waiting.isEmpty()) {
            apply(waiting.remove().changes);
        }
    }

    private void noticeOwner() {
        if (owner() != servedOwner) {
            servedOwner = owner();
            applyWaiting();
            if (authority == Authority.OWNER) {
                noteAll(); // what the one before set last may never have arrived
                tellAll(changes);
                changes.clear();
            }
        }
    }

    private void noteAll() {
        for (int i = 0; i < values.length; i++) {
            if (parameters.kind(i) != Kind.TRIGGER) {
                note(i, parameters.kind(i), values[i]);
            }
        }
    }

    /** Shows what another side decided; the server tells it on. */
    private void apply(AnimationChanges decided) {
        for (int i = 0; i < decided.count; i++) {
            int index = decided.index(i);
            Kind kind = decided.kind(i);
            if (kind == Kind.TRIGGER || values[index] != decided.value(i)) {
                show(index, kind, decided.value(i));
                sent[index] = decided.value(i);
                if (isServer()) {
                    note(index, kind, decided.value(i));
                }
            }
        }
    }

    private void arrived(AnimationChanges decided, double time) {
        if (waiting.size() >= WAITING_MAX) {
            apply(waiting.remove().changes);
        }
        waiting.add(new Moment(time, decided));
    }

    // ---------------------------------------------------------------- what travels

    /** What the server decides, on its way to everybody; not for games. */
    @ClientRpc
    protected void tellAll(AnimationChanges decided) {
        follow(decided);
    }

    /** What an owner decides, on its way to the others; not for games. */
    @ClientRpc(includeOwner = false)
    protected void tellOthers(AnimationChanges decided) {
        follow(decided);
    }

    private void follow(AnimationChanges decided) {
        if (!decides() && decided.fits(parameters)) {
            arrived(decided, time().messageTime());
        }
    }

    /** What an owner decides, on its way to the server; not for games. */
    @Command
    protected void tellServer(AnimationChanges decided) {
        NetworkConnection from = owner();
        if (authority != Authority.OWNER || from == null || !decided.fits(parameters)) {
            refused++;
            return;
        }
        noticeOwner();
        arrived(decided, from.remoteTime());
    }

    @Override
    protected void onSerialize(NetworkWriter writer, boolean initial) {
        for (int i = 0; i < values.length; i++) {
            switch (parameters.kind(i)) {
                case FLAG -> writer.writeBoolean(sent[i] != 0);
                case INTEGER -> writer.writeVarInt(sent[i]);
                case NUMBER -> writer.writeFloat(Float.intBitsToFloat(sent[i]));
                case TRIGGER -> {}
            }
        }
    }

    @Override
    protected void onDeserialize(NetworkReader reader, boolean initial) {
        waiting.clear();
        for (int i = 0; i < values.length; i++) {
            Kind kind = parameters.kind(i);
            int value = switch (kind) {
                case FLAG -> reader.readBoolean() ? 1 : 0;
                case INTEGER -> reader.readVarInt();
                case NUMBER -> Float.floatToRawIntBits(reader.readFloat());
                case TRIGGER -> 0;
            };
            if (kind != Kind.TRIGGER && value != values[i] && !decides()) {
                show(i, kind, value);
            }
            sent[i] = value;
        }
    }
}
