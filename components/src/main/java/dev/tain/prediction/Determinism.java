package dev.tain.prediction;

import dev.tain.NetworkClient;
import dev.tain.object.BehaviourSnapshot;
import dev.tain.object.Prefabs;
import java.util.List;

/**
 * Finds out, in a game's own test, whether {@code simulate} is a function of the {@code @SyncVar} fields and the input
 * alone, as prediction needs it:
 *
 * <pre>{@code
 * Determinism.check(prefabs, "car", Car.class, inputs);
 * }</pre>
 *
 * After each step it goes back, and does the last steps again: what comes out must be the same to the bit. A field that was
 * forgotten, a random number, a clock, an order of hashes all show.
 *
 * <p>Source: the sync test of GGPO and GGRS.
 */
public final class Determinism {
    private static final int STEPS_BACK = 4;

    private Determinism() {}

    /**
     * Simulates a list of inputs, at sixty steps a second.
     *
     * @throws AssertionError naming the first step that came out otherwise
     * @throws IllegalArgumentException if there is no such prefab, or it has no such behaviour
     */
    public static <I> void check(
            Prefabs prefabs, String prefab, Class<? extends PredictedBehaviour<I>> type, List<? extends I> inputs) {
        check(prefabs, prefab, type, inputs, 1f / 60);
    }

    /** As {@link #check(Prefabs, String, Class, List)}, with steps of another length, in seconds. */
    public static <I> void check(
            Prefabs prefabs,
            String prefab,
            Class<? extends PredictedBehaviour<I>> type,
            List<? extends I> inputs,
            float dt) {
        PredictedBehaviour<I> one = make(prefabs, prefab, type);
        PredictedBehaviour<I> other = make(prefabs, prefab, type);
        BehaviourSnapshot[] after = new BehaviourSnapshot[inputs.size() + 1];
        after[0] = captured(one);
        for (int i = 0; i < inputs.size(); i++) {
            one.simulate(inputs.get(i), dt);
            after[i + 1] = captured(one);
            other.simulate(inputs.get(i), dt);
            expect(captured(other), after[i + 1], i, "a second object, given the same inputs", inputs.get(i));
            int from = Math.max(0, i + 1 - STEPS_BACK);
            after[from].restore(); // into the first object
            for (int again = from; again <= i; again++) {
                one.simulate(inputs.get(again), dt);
                expect(captured(one), after[again + 1], again, "the same object, gone back", inputs.get(again));
            }
        }
    }

    private static <I> PredictedBehaviour<I> make(
            Prefabs prefabs, String prefab, Class<? extends PredictedBehaviour<I>> type) {
        return NetworkClient.builder()
                .prefabs(prefabs)
                .build()
                .instantiate(prefab)
                .behaviour(type);
    }

    private static BehaviourSnapshot captured(PredictedBehaviour<?> behaviour) {
        BehaviourSnapshot snapshot = BehaviourSnapshot.of(behaviour);
        snapshot.capture();
        return snapshot;
    }

    private static void expect(BehaviourSnapshot found, BehaviourSnapshot wanted, int step, String who, Object input) {
        if (!found.isNear(wanted, 0)) {
            throw new AssertionError(
                    "Step " + step + " came out otherwise for " + who + ": input " + input
                            + ". Whatever simulate reads or changes must be a @SyncVar, part of the input, or the same for ever.");
        }
    }
}
