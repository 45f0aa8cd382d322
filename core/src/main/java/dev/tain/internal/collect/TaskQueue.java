package dev.tain.internal.collect;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work handed over from any thread to the one that drains it. The one place in the pure modules where threads meet. */
public final class TaskQueue {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    /** Adds a task; from any thread. */
    public synchronized void add(Runnable task) {
        tasks.add(task);
    }

    private synchronized int size() {
        return tasks.size();
    }

    private synchronized @Nullable Runnable poll() {
        return tasks.poll();
    }

    /** Hands each task added before this call to {@code action}; tasks added meanwhile wait for the next call. */
    public void drain(Consumer<Runnable> action) {
        for (int i = size(); i > 0; i--) {
            Runnable task = poll();
            if (task != null) {
                action.accept(task);
            }
        }
    }
}
