package dev.tain.examples.flag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whole matches over real sockets, the server and the bots in processes of their own. */
class MatchTest {
    @Test
    void aMatchEndsWithACaptureAndEverybodySawTheSame() throws Exception {
        assertThat(new Demo(3, 8, false, "kcp://127.0.0.1:0").run()).isZero();
    }

    @Test
    void theSameGamePlaysWithAHost() throws Exception {
        assertThat(new Demo(3, 5, true, "kcp://127.0.0.1:0").run()).isZero();
    }

    @Test
    void playersOfSeveralTransportsMeetInOneMatch() throws Exception {
        assertThat(new Demo(3, 6, false, "kcp://127.0.0.1:0,tcp://127.0.0.1:0").run())
                .isZero();
    }
}
