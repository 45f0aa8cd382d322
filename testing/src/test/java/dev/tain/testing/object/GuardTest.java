package dev.tain.testing.object;

import static dev.tain.testing.object.World.copy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.Report;
import dev.tain.object.NetworkIdentity;
import dev.tain.testing.NetworkSimulation;
import org.junit.jupiter.api.Test;

/** Methods marked {@code @Server} and {@code @Client}. */
class GuardTest {
    @Test
    void aGuardedMethodRunsOnItsSide() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("lever"));
            net.exchange();
            Lever there = object.behaviour(Lever.class);
            Lever here = copy(client, object).behaviour(Lever.class);
            there.log.clear();

            assertThat(there.pull(3)).isEqualTo(3);
            assertThat(there.tryPull()).isTrue();
            assertThat(here.look()).isEqualTo("seen");
            assertThat(here.tryLook()).isEqualTo(1.5f);

            assertThat(there.log).containsExactly("pull 3", "tryPull");
            assertThat(here.log).containsExactly("look", "tryLook");
            assertThat(net.reports()).isEmpty();
        });
    }

    @Test
    void onTheOtherSideItDoesNothingGivesNothingAndIsReportedUnlessSilent() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("lever"));
            net.exchange();
            Lever there = object.behaviour(Lever.class);
            Lever here = copy(client, object).behaviour(Lever.class);
            there.log.clear();

            assertThat(there.tryLook()).isZero();
            assertThat(here.tryPull()).isFalse();
            assertThat(net.reports()).isEmpty();
            assertThat(there.look()).isNull();
            assertThat(here.pull(3)).isZero();

            assertThat(there.log).isEmpty();
            assertThat(here.log).isEmpty();
            assertThat(net.reports()).extracting(Report::kind).containsOnly(Report.Kind.UNHANDLED);
            assertThat(net.reports()).extracting(Report::text).anyMatch(text -> text.contains("look"));
            assertThat(net.reports()).extracting(Report::text).anyMatch(text -> text.contains("pull"));
        });
    }

    @Test
    void aGuardedCallbackIsCalledOnItsSideOnly() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.spawn(server.instantiate("lever"));
            net.exchange();

            assertThat(object.behaviour(Lever.class).log).contains("onTick");
            assertThat(copy(client, object).behaviour(Lever.class).log).isEmpty();
        });
    }

    @Test
    void theSideIsKnownBeforeTheSpawnAndAfterTheEnd() {
        NetworkSimulation.run(net -> {
            NetworkServer server = World.server(net);
            NetworkClient client = World.client(net);
            NetworkIdentity object = server.instantiate("lever");
            assertThat(object.behaviour(Lever.class).pull(1)).isEqualTo(1);
            server.spawn(object);
            net.exchange();
            Lever here = copy(client, object).behaviour(Lever.class);

            server.destroy(object);
            net.exchange();

            assertThat(object.behaviour(Lever.class).pull(2)).isEqualTo(2);
            assertThat(here.tryPull()).isFalse();
            assertThat(here.look()).isEqualTo("seen");
        });
    }

    @Test
    void madeWithPlainNewEverythingRuns() {
        Lever lever = new Lever();

        assertThat(lever.pull(1)).isEqualTo(1);
        assertThat(lever.look()).isEqualTo("seen");
    }
}
