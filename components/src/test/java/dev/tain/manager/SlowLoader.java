package dev.tain.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A loader whose scenes are there when the test says so. */
final class SlowLoader implements SceneLoader {
    final List<String> asked = new ArrayList<>();
    private final Deque<Runnable> pending = new ArrayDeque<>();

    @Override
    public void load(String scene, SceneOperation operation, Runnable done) {
        asked.add(scene + " " + operation);
        pending.add(done);
    }

    boolean isLoading() {
        return !pending.isEmpty();
    }

    void finish() {
        pending.remove().run();
    }
}
