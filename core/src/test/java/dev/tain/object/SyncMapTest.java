package dev.tain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tain.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncMapTest {
    private final SyncMap<Integer, String> server = new SyncMap<>();
    private final SyncMap<Integer, String> client = new SyncMap<>();
    private final List<Object> heard = new ArrayList<>();
    private final Spawned owner = Spawned.onServer(server);

    @BeforeEach
    void spawn() {
        server.put(2, "two");
        server.put(1, "one");
        Backstage.clearChanges(server);
        owner.timesChanged = 0;
        Spawned.onClient(client);
        Spawned.spawn(server, client);
    }

    @Test
    void theOrderIsThatOfPuttingOnAllSides() {
        server.put(3, "three");
        server.put(2, "zwei");
        server.remove(1);
        server.put(1, "eins");

        Spawned.update(server, client);

        assertThat(client).containsExactly(entry(2, "zwei"), entry(3, "three"), entry(1, "eins"));
        assertThat(server).containsExactly(entry(2, "zwei"), entry(3, "three"), entry(1, "eins"));
    }

    @Test
    void sortedItKeepsTheOrderOfItsKeys() {
        SyncMap<Integer, String> sorted = SyncMap.sorted();
        SyncMap<Integer, String> reverse = SyncMap.sorted(Comparator.reverseOrder());
        Spawned.onClient(sorted);
        Spawned.onClient(reverse);

        Spawned.spawn(server, sorted);
        Spawned.spawn(server, reverse);
        server.put(0, "none");
        byte[] changes = Spawned.changes(server);
        Spawned.apply(changes, sorted);
        Spawned.apply(changes, reverse);

        assertThat(sorted.keySet()).containsExactly(0, 1, 2);
        assertThat(reverse.keySet()).containsExactly(2, 1, 0);
    }

    @Test
    void eachOperationTravelsAsDocumented() {
        server.put(3, "c");
        server.remove(1);
        server.put(4, "d");
        server.put(2, "b");

        assertThat(Spawned.changes(server)).containsExactly(4, 0, 6, 2, 0, 'c', 2, 2, 1, 3, 8, 2, 0, 'd', 4, 2, 0, 'b');
        assertThat(Spawned.content(server)).containsExactly(4, 4, 2, 0, 'b', 6, 2, 0, 'c', 8, 2, 0, 'd');
    }

    @Test
    void anEqualValueIsNoChange() {
        server.onChange(heard::add);

        assertThat(server.put(1, "one")).isEqualTo("one");
        server.replaceAll((key, value) -> value);
        server.putAll(Map.copyOf(server));
        assertThat(server.remove(99)).isNull();
        assertThat(server.putIfAbsent(1, "eins")).isEqualTo("one");

        assertThat(Backstage.hasChanges(server)).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    void changingOneKeyAllTheTimeKeepsNoMoreThanTheContent() {
        for (int i = 0; i < 100_000; i++) {
            server.put(1, "value " + i);
        }

        byte[] changes = Spawned.changes(server);
        Spawned.apply(changes, client);

        assertThat(changes).hasSizeLessThan(40);
        assertThat(owner.timesChanged).isEqualTo(1);
        assertThat(client).isEqualTo(server);
    }

    @Test
    void viewsChangeTheMap() {
        server.put(3, "three");
        server.put(4, "four");
        server.keySet().remove(2);
        server.values().remove("one");
        server.entrySet().iterator().next().setValue("drei");
        Iterator<Map.Entry<Integer, String>> entries = server.entrySet().iterator();
        entries.next();
        entries.next();
        entries.remove();

        Spawned.update(server, client);

        assertThat(client).isEqualTo(server).containsExactly(entry(3, "drei"));
    }

    @Test
    void anEntryThatIsGoneCannotBeSet() {
        Map.Entry<Integer, String> first = server.entrySet().iterator().next();
        server.remove(2);

        assertThatIllegalStateException().isThrownBy(() -> first.setValue("zwei"));
        assertThat(server).containsExactly(entry(1, "one"));
    }

    @Test
    void onTheOtherSideNothingCanBeChanged() {
        List<Runnable> attempts = List.of(
                () -> client.put(3, "three"),
                () -> client.put(1, "one"),
                () -> client.putAll(Map.of(3, "three")),
                () -> client.putIfAbsent(3, "three"),
                () -> client.remove(1),
                () -> client.remove(99),
                () -> client.remove(1, "one"),
                () -> client.replace(1, "eins"),
                () -> client.replaceAll((key, value) -> "x"),
                () -> client.merge(1, "eins", (before, now) -> now),
                () -> client.compute(1, (key, value) -> null),
                () -> client.computeIfAbsent(3, key -> "three"),
                client::clear,
                () -> client.keySet().remove(1),
                () -> client.keySet().clear(),
                () -> client.values().remove("one"),
                () -> client.entrySet().remove(Map.entry(1, "one")),
                () -> client.entrySet().removeIf(entry -> true),
                () -> client.entrySet().iterator().next().setValue("x"));
        client.onChange(heard::add);

        for (Runnable attempt : attempts) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(Spawned.NOT_OURS);
        }

        assertThat(client).containsExactly(entry(2, "two"), entry(1, "one"));
        assertThat(heard).isEmpty();
    }

    @Test
    void nullIsRefusedInWords() {
        assertThatNullPointerException().isThrownBy(() -> server.put(null, "x")).withMessageContaining("null key");
        assertThatNullPointerException().isThrownBy(() -> server.put(1, null)).withMessageContaining("null value");
        assertThat(Backstage.hasChanges(server)).isFalse();
    }

    @Test
    void moreThanTheBoundIsRefused() {
        server.atMost(2);

        assertThatIllegalStateException().isThrownBy(() -> server.put(3, "three"));
        assertThatIllegalStateException().isThrownBy(() -> server.putAll(Map.of(1, "eins", 3, "drei")));
        server.putAll(Map.of(1, "eins", 2, "zwei"));

        assertThat(server).containsExactly(entry(2, "zwei"), entry(1, "eins"));
    }

    @Test
    void anUpdateBeyondTheBoundIsMalformed() {
        client.atMost(2);
        server.put(2, "zwei");
        Spawned.update(server, client);
        server.put(3, "three");

        assertThatThrownBy(() -> Spawned.update(server, client)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Spawned.spawn(server, client)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void onTheDecidingSideListenersHearAtOnce() {
        server.onChange(change -> {
            heard.add(change);
            heard.add(Map.copyOf(server));
        });

        server.put(3, "three");
        server.put(1, "eins");
        server.remove(2);
        server.clear();

        assertThat(heard)
                .containsExactly(
                        new SyncMap.Change.Added<>(3, "three"),
                        Map.of(1, "one", 2, "two", 3, "three"),
                        new SyncMap.Change.Set<>(1, "one", "eins"),
                        Map.of(1, "eins", 2, "two", 3, "three"),
                        new SyncMap.Change.Removed<>(2, "two"),
                        Map.of(1, "eins", 3, "three"),
                        new SyncMap.Change.Cleared<>(Map.of(1, "eins", 3, "three")),
                        Map.of());
    }

    @Test
    void onTheOtherSideListenersHearWhenTheWholeUpdateIsIn() {
        client.onChange(change -> {
            heard.add(change);
            assertThat(client).isEqualTo(server);
        });
        server.put(3, "three");
        server.put(3, "drei");
        server.remove(1);

        Spawned.update(server, client);

        assertThat(heard)
                .containsExactly(
                        new SyncMap.Change.Added<>(3, "three"),
                        new SyncMap.Change.Set<>(3, "three", "drei"),
                        new SyncMap.Change.Removed<>(1, "one"));
    }

    @Test
    void whoLaggedHearsTheDifferencesOnly() {
        client.onChange(heard::add);
        server.clear();
        server.putAll(Map.of(2, "zwei"));
        server.put(3, "three");
        Backstage.clearChanges(server);

        Spawned.catchUp(server, client);

        assertThat(heard)
                .containsExactly(
                        new SyncMap.Change.Removed<>(1, "one"),
                        new SyncMap.Change.Set<>(2, "two", "zwei"),
                        new SyncMap.Change.Added<>(3, "three"));
    }

    @Test
    void whoIsRemovedHearsNothingMore() {
        server.unlisten(server.onChange(heard::add));

        server.clear();

        assertThat(heard).isEmpty();
    }

    @Test
    void aKeyThatRefersToNothingHereIsLeftOut() {
        server.put(-7, "unseen");
        SyncMap<Integer, String> half = new SyncMap<>();
        Spawned.onClient(half);
        Backstage.bind(half, Spawned.KNOWN_INTEGERS, Spawned.STRINGS);
        Spawned.spawn(server, half);
        Backstage.clearChanges(server);

        server.put(-8, "unseen");
        server.put(8, "eight");
        server.remove(-7);
        Spawned.update(server, half);

        assertThat(half).containsExactly(entry(2, "two"), entry(1, "one"), entry(8, "eight"));
    }

    @Test
    void unboundItSaysSo() {
        assertThatIllegalStateException().isThrownBy(() -> Spawned.content(new SyncMap<Integer, String>(client)));
    }
}
