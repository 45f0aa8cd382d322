package dev.tain.internal.session;

import org.jspecify.annotations.Nullable;

/**
 * Notices calls from a thread other than the one that ticks. Until the first tick any thread may prepare things, and
 * once the ticking thread has ended any thread may take over.
 */
public final class ThreadGuard {
    private final String what;
    private @Nullable Thread owner;
    private boolean ticking;

    public ThreadGuard(String what) {
        this.what = what;
    }

    /**
     * @throws IllegalStateException if another thread ticks, naming both
     */
    public void check() {
        Thread ticker = owner;
        if (ticker != null && ticker != Thread.currentThread() && ticker.isAlive()) {
            throw new IllegalStateException("This " + what + " is ticked by thread '" + ticker.getName()
                    + "' and was called from thread '" + Thread.currentThread().getName()
                    + "'. Hand the work over with execute(() -> …), which any thread may call.");
        }
    }

    /** Begins a tick, whose thread owns the endpoint from now on. */
    public void enter() {
        check();
        if (ticking) {
            throw new IllegalStateException("tick() was called from inside a tick of the same " + what
                    + ". Call it from the game's loop only.");
        }
        owner = Thread.currentThread();
        ticking = true;
    }

    public void exit() {
        ticking = false;
    }

    /** Whether a tick is under way. */
    public boolean isTicking() {
        return ticking;
    }

    /** Lets another thread take over, after a stop. */
    public void release() {
        owner = null;
    }
}
