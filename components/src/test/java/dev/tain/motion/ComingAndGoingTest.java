package dev.tain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ReconnectPolicy;
import dev.tain.motion.TransformSettings.Authority;
import dev.tain.motion.TransformSettings.Method;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.object.Visibility;
import dev.tain.testing.NetworkSimulation;
import dev.tain.transport.NetworkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who loses sight of something sees it where it is when it is back. */
class ComingAndGoingTest {
    @ParameterizedTest
    @EnumSource(Method.class)
    void whatWasHiddenIsWhereItIs(Method method) {
        NetworkSimulation.run(net -> {
            Field field = new Field(net, Field.settings(method, Authority.SERVER), Field.link(100, 0.05));
            field.walk(2, 5);
            field.object.visibility(Visibility.NOBODY);
            field.walk(1, 5);
            assertThat(field.clients.get(1).object(field.object.netId())).isNull();
            field.object.visibility(Visibility.SHOWN);
            field.walk(1, 5);
            assertThat(field.copy(1).pose().x).isGreaterThan(15.5f);
            field.rest(1);

            assertThat(field.copy(1).pose().x).isEqualTo(20, within(0.006f));
        });
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void whatIsSpawnedAgainBeginsAnew(Method method) {
        NetworkSimulation.run(net -> {
            Field field = new Field(net, Field.settings(method, Authority.SERVER), NetworkConditions.perfect());
            field.walk(2, 5);
            field.there().teleport(field.object.pose().position(300, 0, 0));
            field.server.unspawn(field.object);
            field.rest(0.5);
            field.object.pose().position(-40, 0, 0);
            field.server.spawn(field.object);
            field.rest(0.1);
            assertThat(field.copy(1).pose().x).isEqualTo(-40);

            field.walk(1, 5);
            field.rest(1);

            assertThat(field.copy(1).pose().x).isEqualTo(-35, within(0.006f));
        });
    }

    static List<Arguments> ways() {
        List<Arguments> all = new ArrayList<>();
        for (Method method : Method.values()) {
            for (Authority authority : Authority.values()) {
                all.add(Arguments.of(method, authority));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoseLinkBreaksGoesOnWhenItIsBack(Method method, Authority authority) {
        NetworkSimulation.forSeeds(5, net -> {
            TransformSettings settings = Field.settings(method, authority);
            Prefabs prefabs = Prefabs.builder()
                    .add("object", parts -> parts.add(new NetworkTransform_Networked(settings)))
                    .build();
            NetworkServer server =
                    net.server(builder -> builder.prefabs(prefabs).sendRate(30).gracePeriod(Duration.ofSeconds(30)));
            NetworkClient owner = client(net, prefabs);
            NetworkClient other = client(net, prefabs);
            net.advance(Duration.ofSeconds(1));
            NetworkIdentity object = server.instantiate("object");
            server.spawn(object, server.connection(1));
            net.advance(Duration.ofSeconds(1));

            for (NetworkClient cut : List.of(owner, other)) {
                walk(net, object, owner, 1);
                net.cut(cut);
                walk(net, object, owner, 4);
            }
            net.advance(Duration.ofSeconds(2));

            float right = deciding(object, owner).x;
            assertThat(right).isGreaterThan(20);
            assertThat(object.pose().x).isEqualTo(right, within(0.006f));
            for (NetworkClient client : List.of(owner, other)) {
                assertThat(copy(client, object).pose().x).isEqualTo(right, within(0.006f));
            }
        });
    }

    /** A part of it that core does not know, and so does not put back. */
    private static final class Turret implements PoseTarget {
        final Pose pose = new Pose();

        @Override
        public void read(Pose into) {
            into.set(pose);
        }

        @Override
        public void write(Pose from) {
            pose.set(from);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void whatAnOwnerMovedWhileItsLinkWasBrokenIsToldWhenItIsBack(Method method) {
        NetworkSimulation.run(net -> {
            TransformSettings settings = Field.settings(method, Authority.OWNER);
            List<Turret> turrets = new ArrayList<>();
            Prefabs prefabs = Prefabs.builder()
                    .add("object", parts -> {
                        Turret turret = new Turret();
                        turrets.add(turret);
                        parts.add(new NetworkTransform_Networked(settings, turret));
                    })
                    .build();
            NetworkServer server =
                    net.server(builder -> builder.prefabs(prefabs).sendRate(30).gracePeriod(Duration.ofSeconds(30)));
            NetworkClient owner = client(net, prefabs);
            net.advance(Duration.ofSeconds(1));
            server.spawn(server.instantiate("object"), server.connection(1));
            net.advance(Duration.ofSeconds(1));

            net.cut(owner);
            net.tick();
            turrets.get(1).pose.x = 12;
            net.advance(Duration.ofSeconds(5));

            assertThat(turrets.get(0).pose.x).isEqualTo(12);
            assertThat(turrets.get(1).pose.x).isEqualTo(12);
        });
    }

    private static NetworkClient client(NetworkSimulation net, Prefabs prefabs) {
        NetworkClient client =
                net.connectClient(builder -> builder.prefabs(prefabs).reconnectPolicy(ReconnectPolicy.automatically()));
        client.ready();
        return client;
    }

    private static NetworkIdentity copy(NetworkClient client, NetworkIdentity object) {
        return Objects.requireNonNull(client.object(object.netId()));
    }

    private static Pose deciding(NetworkIdentity object, NetworkClient owner) {
        return object.behaviour(NetworkTransform.class).decides()
                ? object.pose()
                : copy(owner, object).pose();
    }

    private static void walk(NetworkSimulation net, NetworkIdentity object, NetworkClient owner, int seconds) {
        for (int i = 0; i < seconds * 60; i++) {
            deciding(object, owner).x += 0.1f;
            net.tick();
        }
    }
}
