package dev.tain.manager;

/**
 * Loads what a game calls a scene: a level, a map, a menu. The game provides it; Tain knows scenes by name only. A server
 * and a client load each for itself, also in host mode, where a loader given for both is asked twice.
 */
@FunctionalInterface
public interface SceneLoader {
    /**
     * Loads or unloads a scene, now or over time. Called during a tick, on its thread; a loader that takes long may do its
     * work here, or begin it and return. If it throws, that is reported, and the scene counts as not loaded: a client then
     * leaves, a server waits for another normal scene, or does without the additional one.
     *
     * @param done to be run once when the scene is there; at once or later, from any thread. What depends on it happens in
     *     the tick that follows
     */
    void load(String scene, SceneOperation operation, Runnable done);
}
