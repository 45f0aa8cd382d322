package dev.tain.object;

/**
 * Where a client gets the objects of a prefab from and gives them back to, instead of making new ones: a pool.
 *
 * <pre>{@code
 * client.registerSpawnHandler("bullet", new SpawnHandler() {
 *     public NetworkIdentity spawn(Pose pose) {
 *         return pool.isEmpty() ? client.instantiate("bullet") : pool.pop();
 *     }
 *
 *     public void unspawn(NetworkIdentity bullet) {
 *         pool.push(bullet);
 *     }
 * });
 * }</pre>
 */
public interface SpawnHandler {
    /**
     * An object of that client and prefab which is not spawned. All its state is set after this.
     *
     * @param pose where it will be; copy it, do not keep it
     */
    NetworkIdentity spawn(Pose pose);

    /** Takes back an object that disappeared; its callbacks have been called. */
    void unspawn(NetworkIdentity object);
}
