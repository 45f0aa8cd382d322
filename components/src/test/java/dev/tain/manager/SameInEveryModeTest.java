package dev.tain.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkServer;
import dev.tain.connection.CallRefusal;
import dev.tain.connection.NetworkConnection;
import dev.tain.manager.Play.Mode;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import dev.tain.value.Vector3;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host is a server and a client: hooks, command checks and callbacks are what they are over a wire. */
class SameInEveryModeTest {
    private static Play play(NetworkSimulation net, Mode mode) {
        return Play.of(net, mode, builder -> builder.playerPrefab("hero")).start();
    }

    private static NetworkConnection connection(Play play) {
        return play.server.server().connections().iterator().next();
    }

    private static NetworkIdentity player(Play play) {
        return Objects.requireNonNull(play.server.server().player(connection(play)));
    }

    private static Hero hero(NetworkIdentity object) {
        return object.behaviour(Hero.class);
    }

    @ParameterizedTest
    @EnumSource
    void hooksRunOnTheClientsCopyOnceAndNotOnTheServers(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = play(net, mode);
            Hero onServer = hero(player(play));
            Hero onClient = hero(play.copy(player(play)));
            onServer.log.clear();
            onClient.log.clear();

            onServer.health = 70;
            onServer.name = "Ann";
            play.settle();

            assertThat(onServer.log).isEmpty();
            assertThat(onClient.log).containsExactly("health 100 -> 70", "name  -> Ann at health 70");

            onServer.health = 1;
            onServer.health = 70;
            play.settle();

            assertThat(onClient.log).hasSize(2);
            assertThat(onClient).isNotSameAs(onServer);
        });
    }

    @ParameterizedTest
    @EnumSource
    void commandsAreCheckedAndRunOnTheServerOnly(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = play(net, mode);
            NetworkServer server = play.server.server();
            NetworkIdentity foreign = server.spawn(server.instantiate("hero"));
            play.settle();
            Hero own = hero(play.copy(player(play)));
            Hero notOwn = hero(play.copy(foreign));
            own.log.clear();
            notOwn.log.clear();
            hero(player(play)).log.clear();
            hero(foreign).log.clear();

            own.fire(new Vector3(3, 0, 0));
            notOwn.fire(new Vector3(4, 0, 0));
            notOwn.poke(5, null);
            play.settle();

            assertThat(hero(player(play)).log).containsExactly("fire 3.0 on server");
            assertThat(own.log).containsExactly("health 100 -> 99");
            assertThat(hero(foreign).log)
                    .containsExactly("poke 5 by " + connection(play).id());
            assertThat(play.client.client().callsDropped()).isEqualTo(1);

            NetworkIdentity lost = player(play);
            Hero copy = own;
            copy.fire(new Vector3(6, 0, 0));
            server.removePlayer(connection(play), dev.tain.object.PreviousPlayer.KEEP);
            play.settle();

            assertThat(hero(lost).log).containsExactly("fire 3.0 on server");
            assertThat(server.refusedCalls(CallRefusal.NO_AUTHORITY)).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void callbacksOfBehavioursHaveOneOrder(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = play(net, mode);
            NetworkIdentity player = player(play);
            Hero onServer = hero(player);
            Hero onClient = hero(play.copy(player));

            assertThat(onServer.log).containsExactly("onStartServer");
            assertThat(onClient.log).containsExactly("onStartClient", "onStartAuthority", "onStartLocalPlayer");

            onServer.log.clear();
            onClient.log.clear();
            play.server.server().destroy(player);
            play.settle();

            assertThat(onServer.log).containsExactly("onStopServer");
            assertThat(onClient.log).containsExactly("onStopLocalPlayer", "onStopClient", "onStopAuthority");
        });
    }

    @ParameterizedTest
    @EnumSource
    void callsToClientsArrive(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = play(net, mode);
            Hero onServer = hero(player(play));
            Hero onClient = hero(play.copy(player(play)));
            onServer.log.clear();
            onClient.log.clear();

            onServer.exploded(new Vector3(1, 0, 0));
            onServer.hint("for others");
            onServer.welcome(connection(play), "hello");
            onServer.whisper("psst");
            play.settle();

            assertThat(onServer.log).isEmpty();
            assertThat(onClient.log).containsExactly("exploded 1.0", "welcome hello", "whisper psst");
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyAnOwnerMaySeeIsForTheOwner(Mode mode) {
        NetworkSimulation.run(net -> {
            Play play = play(net, mode);
            NetworkServer server = play.server.server();
            NetworkIdentity foreign = server.spawn(server.instantiate("hero"));
            play.settle();

            player(play).behaviour(Pack.class).coins = 50;
            foreign.behaviour(Pack.class).coins = 60;
            play.settle();

            assertThat(play.copy(player(play)).behaviour(Pack.class).coins).isEqualTo(50);
            assertThat(play.copy(foreign).behaviour(Pack.class).coins).isEqualTo(5);
        });
    }
}
