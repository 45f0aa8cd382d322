package dev.tain.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits on the server to be obeyed. */
class InputQueueTest {
    private static List<Integer> taken(InputQueue queue, int steps) {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            if (queue.take()) {
                taken.add(queue.taken());
            }
        }
        return taken;
    }

    @Test
    void eachNumberIsTakenOnceInOrder() {
        InputQueue queue = new InputQueue();
        for (int number : new int[] {5, 6, 7, 6, 7, 8, 5}) {
            queue.offer(number);
        }

        assertThat(queue.lead()).isEqualTo(4);
        assertThat(taken(queue, 10)).containsExactly(5, 6, 7, 8);
        assertThat(queue.lead()).isZero();
        assertThat(queue.offer(8)).isFalse();
        assertThat(queue.late()).isEqualTo(1);
    }

    @Test
    void whatIsMissingIsPassedOver() {
        InputQueue queue = new InputQueue();
        queue.offer(1);
        queue.offer(4);

        assertThat(taken(queue, 3)).containsExactly(1, 4);
    }

    @Test
    void aFloodOnlyFillsItsOwnQueue() {
        InputQueue queue = new InputQueue();
        for (int number = 1; number <= 100_000; number++) {
            queue.offer(number);
        }

        assertThat(queue.lead()).isEqualTo(InputQueue.SLOTS);
        queue.limit(12, 2);
        assertThat(queue.lead()).isEqualTo(2);
        assertThat(taken(queue, 10)).containsExactly(99_999, 100_000);
        assertThat(queue.skipped()).isPositive();
    }

    @Test
    void numbersThatLeapAreNoHarm() {
        InputQueue queue = new InputQueue();
        queue.offer(1);
        queue.offer(Integer.MAX_VALUE);
        queue.offer(Integer.MAX_VALUE - 100);
        queue.offer(Integer.MIN_VALUE);
        queue.offer(-5);

        assertThat(queue.lead()).isBetween(1, InputQueue.SLOTS);
        assertThat(taken(queue, 5)).containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE);
    }
}
