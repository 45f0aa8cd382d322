package dev.tain.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.manager.Play.Mode;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scenes come and go at random over bad links, loaders take their time, clients come and leave: nobody is lost. */
class RestlessServerTest {
    private static final List<String> SCENES = List.of("arena", "cave", "tower");

    /** Is done after some ticks of its own choice. */
    private static final class Whimsical implements SceneLoader {
        private final Random random;
        private final List<Runnable> pending = new ArrayList<>();

        Whimsical(Random random) {
            this.random = random;
        }

        @Override
        public void load(String scene, SceneOperation operation, Runnable done) {
            pending.add(done);
        }

        void tick() {
            if (!pending.isEmpty() && random.nextInt(10) == 0) {
                pending.remove(0).run();
            }
        }
    }

    @Test
    void atTheEndEverybodyIsInTheSameSceneWithAPlayer() {
        NetworkSimulation.forSeeds(40, net -> {
            Random random = net.random();
            net.conditions(random.nextBoolean() ? NetworkConditions.mobile() : NetworkConditions.bad());
            List<Whimsical> loaders = new ArrayList<>();
            net.alsoTick(now -> loaders.forEach(Whimsical::tick));
            Play play = Play.of(net, random.nextBoolean() ? Mode.HOST : Mode.SERVER_AND_CLIENT, builder -> {
                Whimsical forServer = new Whimsical(random);
                Whimsical forClient = new Whimsical(random);
                loaders.add(forServer);
                loaders.add(forClient);
                builder.playerPrefab("player")
                        .onlineScene("arena")
                        .serverSceneLoader(forServer)
                        .clientSceneLoader(forClient);
            });
            play.begin();
            List<NetworkManager> others = new ArrayList<>();
            boolean additional = false;

            for (int step = 0; step < 30; step++) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        String next = SCENES.get(random.nextInt(SCENES.size()));
                        if (!next.equals(play.server.sceneName())) {
                            play.server.changeScene(next);
                            additional = false;
                        }
                    }
                    case 1 -> {
                        if (additional) {
                            play.server.unloadScene("extra");
                        } else {
                            play.server.loadScene("extra");
                        }
                        additional = !additional;
                    }
                    case 2 -> {
                        if (others.size() < 5) {
                            others.add(play.join(new Journal()));
                        }
                    }
                    case 3 -> {
                        if (!others.isEmpty()) {
                            NetworkManager other = others.get(random.nextInt(others.size()));
                            if (other.mode() == NetworkManagerMode.OFFLINE) {
                                other.startClient(play.network.client());
                            } else {
                                other.stopClient();
                            }
                        }
                    }
                    default -> {}
                }
                net.advance(Duration.ofMillis(random.nextInt(600)));
            }
            net.advance(Duration.ofSeconds(40));

            List<NetworkManager> present = new ArrayList<>(others);
            present.removeIf(other -> other.mode() == NetworkManagerMode.OFFLINE);
            present.add(play.client);
            assertThat(play.server.playerCount()).isEqualTo(present.size());
            assertThat(play.server.isLoadingScene()).isFalse();
            int objects = play.server.server().objects().size();
            for (NetworkManager manager : present) {
                assertThat(manager.sceneName()).isEqualTo(play.server.sceneName());
                assertThat(manager.isLoadingScene()).isFalse();
                assertThat(Objects.requireNonNull(manager.client().localPlayer())
                                .isLocalPlayer())
                        .isTrue();
                assertThat(manager.client().objects()).hasSize(objects);
            }
        });
    }
}
