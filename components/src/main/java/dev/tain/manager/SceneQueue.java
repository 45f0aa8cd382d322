package dev.tain.manager;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Loads scenes one after the other, the same on server and client. A normal scene makes those that wait superfluous. */
final class SceneQueue {
    /** What one side does about it. */
    interface Side {
        /** The step is about to be taken. */
        void begins(SceneMessage step);

        /** The step was taken. */
        void finished(SceneMessage step);

        /** The loader threw. */
        void failed(SceneMessage step, Throwable e);
    }

    private final Executor endpoint;
    private final SceneLoader loader;
    private final Side side;
    private final ArrayDeque<SceneMessage> waiting = new ArrayDeque<>();
    private @Nullable Load current;

    /** A step being taken; as an object, so that a late {@code done} of another is told apart. */
    private static final class Load {
        final SceneMessage step;

        Load(SceneMessage step) {
            this.step = step;
        }
    }

    SceneQueue(Executor endpoint, SceneLoader loader, Side side) {
        this.endpoint = endpoint;
        this.loader = loader;
        this.side = side;
    }

    void add(SceneMessage step) {
        if (step.operation() == SceneOperation.NORMAL) {
            waiting.clear();
        }
        waiting.add(step);
    }

    boolean isIdle() {
        return current == null && waiting.isEmpty();
    }

    boolean isLoading() {
        return current != null;
    }

    /** Whether a normal scene waits, so that the one being loaded is wanted no more. */
    boolean isOutrun() {
        SceneMessage next = waiting.peek();
        return next != null && next.operation() == SceneOperation.NORMAL;
    }

    /** Takes the next step, if there is one and none is under way. */
    void next() {
        if (current != null || waiting.isEmpty()) {
            return;
        }
        Load load = new Load(waiting.remove());
        current = load;
        side.begins(load.step);
        if (load.step.customHandling() || current != load) {
            return; // the game does it, or it left meanwhile
        }
        try {
            loader.load(load.step.scene(), load.step.operation(), () -> endpoint.execute(() -> finish(load)));
        } catch (Throwable e) {
            current = null;
            side.failed(load.step, e);
            throw e;
        }
    }

    /** A step with custom handling was taken; returns whether there was one. */
    boolean customDone() {
        Load load = current;
        if (load == null || !load.step.customHandling()) {
            return false;
        }
        endpoint.execute(() -> finish(load));
        return true;
    }

    private void finish(Load load) {
        if (current == load) {
            current = null;
            try {
                side.finished(load.step);
            } finally {
                next();
            }
        }
    }

    void clear() {
        waiting.clear();
        current = null;
    }
}
