package dev.tain.examples.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The race, as the command line starts it. */
class MotionTest {
    @TempDir
    Path folder;

    private Recording race(String... arguments) throws Exception {
        return Motion.run(Options.parse(List.of(arguments)), false);
    }

    @Test
    void throughABadLinkTheCarIsPredictedAndShown() throws Exception {
        Path picture = folder.resolve("motion.svg");

        Recording recording = race("--seconds", "12", "--plot", picture.toString());

        assertThat(Recording.quantile(recording.predictionErrors(), 0.5)).isLessThan(0.02);
        assertThat(Recording.quantile(recording.interpolationErrors(), 0.5)).isLessThan(0.02);
        assertThat(Files.readString(picture)).startsWith("<svg").endsWith("</svg>\n");
    }

    @Test
    void theSameSeedIsTheSameRace() throws Exception {
        Recording one = race("--seconds", "4", "--seed", "11");
        Recording other = race("--seconds", "4", "--seed", "11");
        Recording another = race("--seconds", "4", "--seed", "12");

        assertThat(one.shownToDriver).isEqualTo(other.shownToDriver);
        assertThat(one.interpolated).isEqualTo(other.interpolated);
        assertThat(one.shownToDriver).isNotEqualTo(another.shownToDriver);
    }

    @Test
    void whatTheCommandLineGetsWrongIsSaid() {
        assertThatThrownBy(() -> race("--loss", "100")).hasMessage("--loss is 100; it takes 0 to 60");
        assertThatThrownBy(() -> race("--speed", "1")).hasMessage("--speed is not known");
        assertThatThrownBy(() -> race("--seconds")).hasMessage("--seconds has no value");
    }
}
