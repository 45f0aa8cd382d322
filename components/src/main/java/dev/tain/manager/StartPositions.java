package dev.tain.manager;

import dev.tain.object.Pose;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where players appear: those given for good, and those of the scene. */
final class StartPositions {
    private final List<Pose> lasting;
    private final List<Pose> ofScene = new ArrayList<>();
    private final @Nullable IntUnaryOperator random;
    private int next;

    /** @param random a number below its argument; null takes one after the other */
    StartPositions(List<Pose> lasting, @Nullable IntUnaryOperator random) {
        this.lasting = List.copyOf(lasting);
        this.random = random;
    }

    void add(Pose pose) {
        ofScene.add(new Pose().set(pose));
    }

    void sceneChanged() {
        ofScene.clear();
        next = 0;
    }

    @Nullable
    Pose choose() {
        int count = lasting.size() + ofScene.size();
        if (count == 0) {
            return null;
        }
        int index = random != null ? random.applyAsInt(count) : next++ % count;
        if (index < 0 || index >= count) {
            throw new IllegalStateException(
                    "randomStartPositions gave " + index + " when asked for a number from 0 to " + (count - 1) + ".");
        }
        return index < lasting.size() ? lasting.get(index) : ofScene.get(index - lasting.size());
    }
}
