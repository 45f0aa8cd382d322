package dev.tain.internal.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Work handed over from any thread to the one that drains it. The one place in the pure modules where threads meet. */
public final class TaskQueue {
    private List<Runnable> incoming = new ArrayList<>();
    private List<Runnable> draining = new ArrayList<>();

    /** Adds a task; from any thread. */
    public synchronized void add(Runnable task) {
        incoming.add(task);
    }

    private synchronized List<Runnable> swap() {
        List<Runnable> full = incoming;
        incoming = draining;
        draining = full;
        return full;
    }

    /** Hands each task added before this call to {@code action}; tasks added meanwhile wait for the next call. */
    public void drain(Consumer<Runnable> action) {
        List<Runnable> tasks = swap();
        for (int i = 0; i < tasks.size(); i++) {
            action.accept(tasks.get(i));
        }
        tasks.clear();
    }
}
