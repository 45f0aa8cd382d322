package dev.tain.examples.flag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whole matches over TCP, the server and the bots in processes of their own. */
class MatchTest {
    @Test
    void aMatchEndsWithACaptureAndEverybodySawTheSame() throws Exception {
        assertThat(new Demo(3, 8, false).run()).isZero();
    }

    @Test
    void theSameGamePlaysWithAHost() throws Exception {
        assertThat(new Demo(3, 5, true).run()).isZero();
    }
}
