package dev.tain.codegen;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** The state of a behaviour without {@code @SyncVar} fields. */
public final class EmptyState extends BehaviourState {
    @Override
    public long changed(Object behaviour) {
        return 0;
    }

    @Override
    public void capture(Object behaviour, long mask) {}

    @Override
    public void apply(Object behaviour, long mask, ObjectLookup lookup) {}

    @Override
    public void write(NetworkWriter writer, long mask) {}

    @Override
    public void read(NetworkReader reader, long mask) {}

    @Override
    public void interpolate(BehaviourState from, BehaviourState to, double fraction) {}

    @Override
    public boolean isNear(BehaviourState other, double tolerance) {
        return true;
    }

    @Override
    public void callHooks(Object behaviour, BehaviourState before, long mask, ObjectLookup lookup) {}
}
