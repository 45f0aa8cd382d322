package dev.tain.testing.object;

import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.SpawnHandler;
import java.util.List;

/** A pool from which copies come and to which they return, the last first. */
record OneCopy(List<NetworkIdentity> pool) implements SpawnHandler {
    @Override
    public NetworkIdentity spawn(Pose pose) {
        return pool.get(pool.size() - 1);
    }

    @Override
    public void unspawn(NetworkIdentity object) {}
}
