package dev.tain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncSetTest {
    private final SyncSet<Integer> server = new SyncSet<>(List.of(3, 1, 2));
    private final SyncSet<Integer> client = new SyncSet<>();
    private final List<Object> heard = new ArrayList<>();
    private final Spawned owner = Spawned.onServer(server);

    @BeforeEach
    void spawn() {
        Spawned.onClient(client);
        Spawned.spawn(server, client);
    }

    @Test
    void theOrderIsThatOfAddingOnAllSides() {
        server.remove(3);
        server.add(4);
        server.add(3);

        Spawned.update(server, client);

        assertThat(server).containsExactly(1, 2, 4, 3);
        assertThat(client).containsExactly(1, 2, 4, 3);
    }

    @Test
    void sortedItKeepsTheOrderOfItsItems() {
        SyncSet<Integer> sorted = SyncSet.sorted();
        SyncSet<Integer> reverse = SyncSet.sorted(Comparator.reverseOrder());
        Spawned.onClient(sorted);
        Spawned.onClient(reverse);

        Spawned.spawn(server, sorted);
        Spawned.spawn(server, reverse);

        assertThat(sorted).containsExactly(1, 2, 3);
        assertThat(reverse).containsExactly(3, 2, 1);
    }

    @Test
    void eachOperationTravelsAsDocumented() {
        server.add(4);
        server.add(5);
        server.remove(1);

        assertThat(Spawned.changes(server)).containsExactly(3, 1, 3, 8, 10, 2, 2);
        assertThat(Spawned.content(server)).containsExactly(5, 6, 4, 8, 10);
    }

    @Test
    void whatChangesNothingIsNoChange() {
        server.onChange(heard::add);

        assertThat(server.add(3)).isFalse();
        assertThat(server.addAll(List.of(1, 2, 3))).isFalse();
        assertThat(server.remove(99)).isFalse();
        assertThat(server.removeAll(List.of(99))).isFalse();
        assertThat(server.retainAll(List.of(1, 2, 3))).isFalse();

        assertThat(Backstage.hasChanges(server)).isFalse();
        assertThat(heard).isEmpty();
        assertThat(owner.timesChanged).isZero();
    }

    @Test
    void unionIntersectionAndDifferenceTravel() {
        server.addAll(Set.of(4, 1));
        server.retainAll(Set.of(3, 1, 4, 9));
        server.removeAll(Set.of(3, 8));

        Spawned.update(server, client);

        assertThat(client).isEqualTo(server).containsExactly(1, 4);
    }

    @Test
    void withItselfTheyKeepAllOrNothing() {
        assertThat(server.addAll(server)).isFalse();
        assertThat(server.retainAll(server)).isFalse();
        assertThat(Backstage.hasChanges(server)).isFalse();

        server.onChange(heard::add);
        assertThat(server.removeAll(server)).isTrue();
        Spawned.update(server, client);

        assertThat(client).isEmpty();
        assertThat(heard).containsExactly(new SyncSet.Change.Cleared<>(Set.of(1, 2, 3)));
    }

    @Test
    void addingAndRemovingAllTheTimeKeepsNoMoreThanTheContent() {
        for (int i = 0; i < 100_000; i++) {
            server.add(9);
            server.remove(9);
        }
        server.add(10);

        byte[] changes = Spawned.changes(server);
        Spawned.apply(changes, client);

        assertThat(changes).hasSizeLessThan(40);
        assertThat(client).isEqualTo(server);
    }

    @Test
    void onTheOtherSideNothingCanBeChanged() {
        List<Runnable> attempts = List.of(
                () -> client.add(9),
                () -> client.add(1),
                () -> client.addAll(List.of(9)),
                () -> client.remove(1),
                () -> client.remove(99),
                () -> client.removeAll(List.of(1)),
                () -> client.retainAll(List.of(1)),
                () -> client.removeIf(item -> true),
                client::clear,
                () -> {
                    Iterator<Integer> iterator = client.iterator();
                    iterator.next();
                    iterator.remove();
                });
        client.onChange(heard::add);

        for (Runnable attempt : attempts) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(Spawned.NOT_OURS);
        }

        assertThat(client).containsExactly(3, 1, 2);
        assertThat(heard).isEmpty();
    }

    @Test
    void nullIsRefusedInWords() {
        assertThatNullPointerException().isThrownBy(() -> server.add(null)).withMessageContaining("no null");
        assertThatNullPointerException().isThrownBy(() -> server.addAll(Arrays.asList(9, null)));
        assertThat(Backstage.hasChanges(server)).isFalse();
    }

    @Test
    void moreThanTheBoundIsRefused() {
        server.atMost(4);

        assertThatIllegalStateException().isThrownBy(() -> server.addAll(List.of(3, 4, 5)));
        server.addAll(List.of(3, 4));
        assertThatIllegalStateException().isThrownBy(() -> server.add(5));
        server.add(4);

        assertThat(server).containsExactly(3, 1, 2, 4);
    }

    @Test
    void anUpdateBeyondTheBoundIsMalformed() {
        client.atMost(3);
        server.add(4);

        assertThatThrownBy(() -> Spawned.update(server, client)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Spawned.spawn(server, client)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void anItemThatComesTwiceIsMalformed() {
        server.add(4);
        byte[] changes = Spawned.changes(server);
        Spawned.apply(changes, client);

        assertThatThrownBy(() -> Spawned.apply(changes, client)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void onTheDecidingSideListenersHearAtOnce() {
        server.onChange(change -> {
            heard.add(change);
            heard.add(List.copyOf(server));
        });

        server.add(4);
        server.remove(1);
        server.clear();

        assertThat(heard)
                .containsExactly(
                        new SyncSet.Change.Added<>(4),
                        List.of(3, 1, 2, 4),
                        new SyncSet.Change.Removed<>(1),
                        List.of(3, 2, 4),
                        new SyncSet.Change.Cleared<>(Set.of(2, 3, 4)),
                        List.of());
    }

    @Test
    void onTheOtherSideListenersHearWhenTheWholeUpdateIsIn() {
        client.onChange(change -> {
            heard.add(change);
            assertThat(client).isEqualTo(server);
        });
        server.remove(1);
        server.add(4);

        Spawned.update(server, client);

        assertThat(heard).containsExactly(new SyncSet.Change.Removed<>(1), new SyncSet.Change.Added<>(4));
    }

    @Test
    void whoLaggedHearsTheDifferencesOnly() {
        client.onChange(heard::add);
        server.clear();
        server.addAll(List.of(2, 4));
        Backstage.clearChanges(server);

        Spawned.catchUp(server, client);

        assertThat(client).containsExactly(2, 4);
        assertThat(heard)
                .containsExactly(
                        new SyncSet.Change.Removed<>(3),
                        new SyncSet.Change.Removed<>(1),
                        new SyncSet.Change.Added<>(4));
    }

    @Test
    void whoIsRemovedHearsNothingMore() {
        server.unlisten(server.onChange(heard::add));

        server.clear();

        assertThat(heard).isEmpty();
    }

    @Test
    void anItemThatRefersToNothingHereIsLeftOut() {
        server.addAll(List.of(-5, -6));
        SyncSet<Integer> half = new SyncSet<>();
        Spawned.onClient(half);
        Backstage.bind(half, Spawned.KNOWN_INTEGERS, null);
        Spawned.spawn(server, half);
        Backstage.clearChanges(server);

        server.add(-7);
        server.remove(-5);
        server.add(7);
        Spawned.update(server, half);

        assertThat(half).containsExactly(3, 1, 2, 7);
    }
}
