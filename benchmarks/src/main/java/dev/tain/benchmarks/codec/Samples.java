package dev.tain.benchmarks.codec;

import dev.tain.value.Vector3;
import java.util.ArrayList;
import java.util.List;

/** The two messages that every side writes and reads. */
final class Samples {
    private Samples() {}

    static ScoreMessage score() {
        return new ScoreMessage(123456, new Vector3(1.5f, -2.25f, 3f), 3);
    }

    static ProfileMessage profile() {
        int[] scores = new int[32];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i * i * 7919 - 100_000;
        }
        return new ProfileMessage(
                76561198000000042L,
                "Aurelia the Wanderer",
                "Knights of the Silver Mirror",
                "What the glass shows, the tain makes.",
                Team.BLUE,
                new Vector3(12.5f, 0.25f, -981.75f),
                scores,
                new ArrayList<>(List.of("first blood", "explorer", "untouchable", "collector")),
                new Item(4711, "Sword of Dawn", 3.5f),
                1_234_567.89,
                true);
    }
}
