package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that lags: what it has yet to be sent is a mask for each object, and not a queue. */
@Tag("exact")
class LagTest {
    private static final int LOW = 2048;
    private static final int HIGH = 8192;

    private static NetworkServer server(NetworkSimulation net) {
        return net.server(builder -> builder.prefabs(World.PREFABS).watermarks(LOW, HIGH));
    }

    private static NetworkConnection connection(NetworkServer server, int id) {
        return Objects.requireNonNull(server.connection(id));
    }

    @Test
    void tenThousandChangesWaitInBoundedMemoryAndTheValuesOfNowArrive() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient lagging = World.client(net);
            NetworkClient quick = World.client(net);
            List<NetworkIdentity> heroes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                heroes.add(server.spawn(server.instantiate("hero")));
            }
            net.exchange();
            net.freeze(lagging);
            int most = 0;
            long sentWhenFull = 0;

            for (int i = 0; i < 10_000; i++) {
                Hero hero = hero(heroes.get(i % 50));
                hero.health = i;
                hero.position = new Vector3(i, 0, 0);
                hero.scores.put("kills", i);
                hero.items.add("item " + i);
                if (hero.items.size() > 5) {
                    hero.items.remove(0);
                }
                if (i % 50 == 49) {
                    net.tick();
                    most = Math.max(most, connection(server, 1).queuedBytes());
                }
                if (i == 5000) {
                    sentWhenFull = connection(server, 1).statistics().messagesSent();
                }
            }

            assertThat(connection(server, 1).isCongested()).isTrue();
            assertThat(most).isLessThan(4 * HIGH);
            assertThat(connection(server, 1).statistics().messagesSent()).isLessThan(sentWhenFull + 20);
            net.advance(Duration.ofMillis(100));
            for (NetworkIdentity object : heroes) {
                assertThat(hero(quick, object).health).isEqualTo(hero(object).health);
            }

            net.thaw(lagging);
            net.exchange();

            for (NetworkIdentity object : heroes) {
                assertThat(hero(lagging, object).health).isEqualTo(hero(object).health);
                assertThat(hero(lagging, object).position).isEqualTo(hero(object).position);
                assertThat(hero(lagging, object).scores).isEqualTo(hero(object).scores);
                assertThat(hero(lagging, object).items).isEqualTo(hero(object).items);
            }
            assertThat(lagging.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(connection(server, 1).isCongested()).isFalse();
        });
    }

    @Test
    void hooksHearOneChangeHoweverManyThereWere() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient lagging = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            congest(net, server, lagging);
            Hero copy = hero(lagging, object);
            copy.log.clear();

            for (int i = 0; i < 100; i++) {
                hero(object).health = i;
                net.tick();
            }
            net.thaw(lagging);
            net.exchange();

            assertThat(copy.log).containsExactly("health 100 -> 99");
        });
    }

    private static void congest(NetworkSimulation net, NetworkServer server, NetworkClient client) {
        net.freeze(client);
        NetworkIdentity noise = server.spawn(server.instantiate("drawing"));
        for (int i = 0; i < 1000 && !connection(server, 1).isCongested(); i++) {
            noise.behaviour(Drawing.class).pixels = new int[200];
            noise.behaviour(Drawing.class).markChanged();
            net.tick();
        }
        assertThat(connection(server, 1).isCongested()).isTrue();
    }

    @Test
    void whatCameAndWentMeanwhileIsNotThereInTheEnd() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient lagging = World.client(net);
            NetworkIdentity gone = server.spawn(server.instantiate("hero"));
            net.exchange();
            congest(net, server, lagging);

            hero(gone).health = 1;
            net.tick();
            NetworkIdentity brief = server.spawn(server.instantiate("hero"));
            net.tick();
            hero(brief).health = 3;
            net.tick();
            server.destroy(brief);
            server.destroy(gone);
            NetworkIdentity stays = server.spawn(server.instantiate("hero"));
            net.tick();
            hero(stays).health = 4;
            net.tick();
            net.thaw(lagging);
            net.exchange();

            assertThat(lagging.object(gone.netId())).isNull();
            assertThat(lagging.objects()).hasSize(2); // and the noise
            assertThat(hero(lagging, stays).health).isEqualTo(4);
        });
    }

    @Test
    void stateOfAnOwnerWaitsToo() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient lagging = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();
            congest(net, server, lagging);

            object.behaviour(Pack.class).coins = 9;
            object.behaviour(Pack.class).secrets.add("map");
            net.tick();
            net.thaw(lagging);
            net.exchange();

            assertThat(copy(lagging, object).behaviour(Pack.class).coins).isEqualTo(9);
            assertThat(copy(lagging, object).behaviour(Pack.class).secrets).containsExactly("map");
        });
    }

    @Test
    void whatOnlyOwnersSeeIsNotSentToWhoWasTheOwner() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient lagging = World.client(net);
            NetworkClient next = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"), connection(server, 1));
            net.exchange();
            congest(net, server, lagging);

            object.behaviour(Pack.class).coins = 9;
            object.behaviour(Pack.class).secrets.add("mine");
            net.tick();
            server.assignAuthority(object, connection(server, 2));
            object.behaviour(Pack.class).coins = 10;
            object.behaviour(Pack.class).secrets.add("theirs");
            net.tick();
            net.thaw(lagging);
            net.exchange();

            assertThat(copy(lagging, object).isOwned()).isFalse();
            assertThat(copy(lagging, object).behaviour(Pack.class).coins).isEqualTo(5);
            assertThat(copy(lagging, object).behaviour(Pack.class).secrets).isEmpty();
            assertThat(copy(next, object).behaviour(Pack.class).coins).isEqualTo(10);
            assertThat(copy(next, object).behaviour(Pack.class).secrets).containsExactly("mine", "theirs");
        });
    }

    @Test
    void whoBecomesTheOwnerIsNotOverwrittenByWhatWaitedForIt() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient lagging = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("mover"));
            net.exchange();
            Mover mine = copy(lagging, object).behaviour(Mover.class);
            congest(net, server, lagging);
            object.behaviour(Mover.class).x = 1;
            object.behaviour(Mover.class).steps.add(1);
            net.tick();
            server.assignAuthority(object, connection(server, 1));
            net.tick();
            int moves = 0;

            net.thaw(lagging);
            for (int i = 0; i < 60; i++) {
                net.tick();
                if (mine.isOwned()) {
                    assertThat(mine.x).isEqualTo(1 + moves);
                    assertThat(mine.steps).hasSize(1 + moves);
                    moves++;
                    mine.x = 1 + moves;
                    mine.steps.add(moves);
                }
            }
            net.exchange();

            assertThat(moves).isGreaterThan(50);
            assertThat(object.behaviour(Mover.class).x).isEqualTo(1 + moves);
            assertThat(object.behaviour(Mover.class).steps).hasSize(1 + moves);
        });
    }

    @Test
    void aBadLinkDelaysAndLosesNothing() {
        NetworkSimulation.run(net -> {
            NetworkServer server = server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("hero"));
            net.exchange();
            for (int pause = 0; pause < 10; pause++) {
                net.freeze(client);
                for (int i = 0; i < 20; i++) {
                    hero(object).health++;
                    hero(object).items.add("x".repeat(200));
                    net.tick();
                }
                hero(object).items.clear();
                net.thaw(client);
                net.advance(Duration.ofMillis(100));
            }
            net.exchange();

            assertThat(hero(client, object).health).isEqualTo(300);
            assertThat(hero(client, object).items).isEmpty();
        });
    }
}
