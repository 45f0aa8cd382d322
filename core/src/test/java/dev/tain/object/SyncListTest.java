package dev.tain.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.wire.Codec;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncListTest {
    private final SyncList<Integer> server = new SyncList<>(List.of(10, 20, 30));
    private final SyncList<Integer> client = new SyncList<>();
    private final List<Object> heard = new ArrayList<>();
    private final Spawned owner = Spawned.onServer(server);

    @BeforeEach
    void spawn() {
        Spawned.onClient(client);
        Spawned.spawn(server, client);
    }

    // ---------------------------------------------------------------- in step

    @Test
    void whoComesLaterGetsTheContentAndHearsNothing() {
        SyncList<Integer> late = new SyncList<>(List.of(7));
        Spawned.onClient(late);
        late.onChange(heard::add);
        server.add(40);

        Spawned.spawn(server, late);

        assertThat(late).containsExactly(10, 20, 30, 40);
        assertThat(heard).isEmpty();
    }

    @Test
    void severalChangesTravelInOneUpdate() {
        server.add(40);
        server.set(0, 11);
        server.add(1, 15);
        server.remove((Integer) 20);
        server.remove(3);

        Spawned.update(server, client);

        assertThat(client).isEqualTo(server).containsExactly(11, 15, 30);
    }

    @Test
    void addsInARowTravelAsOne() {
        server.addAll(List.of(1, 2, 3, 4, 5));

        byte[] changes = Spawned.changes(server);

        assertThat(changes).containsExactly(2, 1, 6, 2, 4, 6, 8, 10); // counts are plus one, integers zigzag
    }

    @Test
    void eachOperationTravelsAsDocumented() {
        server.add(40);
        server.add(0, 5);
        server.set(1, 11);
        server.remove(2);

        byte[] changes = Spawned.changes(server);

        assertThat(changes).containsExactly(5, 0, 80, 5, 0, 10, 6, 1, 22, 2, 2);
        assertThat(Spawned.content(server)).containsExactly(5, 10, 22, 60, 80);
    }

    @Test
    void valuesTravelAsTheyWereWhenTheyWereAdded() {
        server.add(40);
        server.set(3, 41);
        server.remove(3);

        Spawned.update(server, client);

        assertThat(client).containsExactly(10, 20, 30);
    }

    @Test
    void clearMakesMootWhatWasBefore() {
        server.addAll(List.of(1, 2, 3, 4, 5));
        server.clear();
        server.add(6);

        byte[] changes = Spawned.changes(server);

        assertThat(changes).containsExactly(3, 3, 0, 12);
    }

    @Test
    void aLogThatNobodyClearsTakesNoMoreThanTheContent() {
        for (int i = 0; i < 100_000; i++) {
            server.set(i % 3, i);
        }

        byte[] changes = Spawned.changes(server);
        Spawned.apply(changes, client);

        assertThat(changes).hasSizeLessThan(20);
        assertThat(owner.timesChanged).isEqualTo(1);
        assertThat(client).isEqualTo(server);
    }

    @Test
    void aListOfThousandsIsNotSentAnewForOneChange() {
        for (int i = 0; i < 5_000; i++) {
            server.add(i);
        }
        Spawned.update(server, client);

        server.set(4_000, -1);
        byte[] changes = Spawned.changes(server);
        Spawned.apply(changes, client);

        assertThat(changes).hasSizeLessThan(10);
        assertThat(client).isEqualTo(server);
    }

    @Test
    void removingAlmostEverythingSendsWhatIsLeft() {
        for (int i = 0; i < 5_000; i++) {
            server.add(i);
        }
        Spawned.update(server, client);

        server.removeIf(item -> item > 2);
        byte[] changes = Spawned.changes(server);
        Spawned.apply(changes, client);

        assertThat(changes).hasSizeLessThan(10);
        assertThat(client).isEqualTo(server).containsExactly(0, 1, 2);
    }

    // ---------------------------------------------------------------- recording

    @Test
    void theOwnerIsToldOfTheFirstChangeOnly() {
        server.add(1);
        server.add(2);
        assertThat(owner.timesChanged).isEqualTo(1);

        Backstage.clearChanges(server);
        assertThat(Backstage.hasChanges(server)).isFalse();

        server.remove(0);
        assertThat(owner.timesChanged).isEqualTo(2);
    }

    @Test
    void anEqualElementIsNoChange() {
        server.onChange(heard::add);

        assertThat(server.set(1, 20)).isEqualTo(20);
        server.sort(null);
        server.replaceAll(item -> item);

        assertThat(Backstage.hasChanges(server)).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    void whatChangesNothingIsNoChange() {
        assertThat(server.remove((Integer) 99)).isFalse();
        assertThat(server.addAll(List.of())).isFalse();
        assertThat(server.removeIf(item -> item > 99)).isFalse();
        server.subList(1, 1).clear();
        server.clear();
        Backstage.clearChanges(server);
        server.clear();

        assertThat(Backstage.hasChanges(server)).isFalse();
    }

    @Test
    void withoutObserversNothingIsKept() {
        owner.recording = false;

        server.add(1);

        assertThat(Backstage.hasChanges(server)).isFalse();
        assertThat(owner.timesChanged).isZero();
    }

    @Test
    void whatWasNotRecordedAmongOthersIsNotLost() {
        server.add(1);
        owner.recording = false;
        server.add(2);
        owner.recording = true;
        server.add(3);

        Spawned.update(server, client);

        assertThat(client).isEqualTo(server).containsExactly(10, 20, 30, 1, 2, 3);
    }

    @Test
    void withoutAnOwnerItIsAnOrdinaryList() {
        server.add(1);
        Backstage.owner(server, null);
        assertThat(Backstage.hasChanges(server)).isFalse();

        server.add(2);

        assertThat(server).containsExactly(10, 20, 30, 1, 2);
        assertThat(Backstage.hasChanges(server)).isFalse();
    }

    @Test
    void aPooledListTakesTheNextContent() {
        Backstage.owner(client, null);
        assertThat(client).containsExactly(10, 20, 30);
        client.add(99);
        server.remove(0);

        Spawned.onClient(client);
        Spawned.spawn(server, client);

        assertThat(client).containsExactly(20, 30);
    }

    @Test
    void whatIsReadIsNotSentBack() {
        SyncList<Integer> deciding = new SyncList<>(List.of(10, 20, 30));
        Spawned.onServer(deciding);
        deciding.add(1);

        Spawned.update(deciding, server);
        Spawned.catchUp(deciding, server);

        assertThat(Backstage.hasChanges(server)).isFalse();
        assertThat(owner.timesChanged).isZero();
    }

    @Test
    void changesThatWereMadeBeforeSomethingWasReadAreSentAnew() {
        SyncList<Integer> other = new SyncList<>(List.of(10, 20, 30));
        Spawned.onServer(other);
        other.add(0, 1);
        server.add(2);

        Spawned.update(other, server);
        Spawned.update(server, client);

        assertThat(client).isEqualTo(server).containsExactly(1, 10, 20, 30, 2);
    }

    @Test
    void whatAServerTakesBackLeavesNoTraceInWhatItSends() {
        SyncList<Integer> deciding = new SyncList<>(List.of(10, 20, 30));
        Spawned.onServer(deciding);
        owner.passesOn = true;
        deciding.add(1);
        Spawned.update(deciding, server);
        byte[] accepted = Spawned.content(server);
        deciding.add(99);
        Spawned.update(deciding, server);

        Backstage.readAll(server, new NetworkReader(accepted), true);
        Spawned.update(server, client);

        assertThat(client).isEqualTo(server).containsExactly(10, 20, 30, 1);
    }

    @Test
    void aServerPassesOnWhatItReads() {
        owner.passesOn = true;
        SyncList<Integer> deciding = new SyncList<>(List.of(10, 20, 30));
        Spawned.onServer(deciding);
        deciding.add(1);
        deciding.set(0, 2);
        deciding.remove(1);

        Spawned.update(deciding, server);
        Spawned.update(server, client);
        assertThat(client).isEqualTo(deciding);

        deciding.sort(null);
        Spawned.catchUp(deciding, server);
        Spawned.update(server, client);
        assertThat(client).isEqualTo(deciding);
    }

    // ---------------------------------------------------------------- read-only

    @Test
    void onTheOtherSideNothingCanBeChanged() {
        List<Runnable> attempts = List.of(
                () -> client.add(1),
                () -> client.add(0, 1),
                () -> client.addAll(List.of(1)),
                () -> client.addAll(0, List.of(1)),
                () -> client.set(0, 1),
                () -> client.set(0, 10),
                () -> client.remove(0),
                () -> client.remove((Integer) 10),
                () -> client.remove((Integer) 99),
                () -> client.removeAll(List.of(10)),
                () -> client.retainAll(List.of(10)),
                () -> client.removeIf(item -> true),
                () -> client.replaceAll(item -> item + 1),
                () -> client.sort(Comparator.reverseOrder()),
                client::clear,
                () -> client.subList(0, 2).clear(),
                () -> client.subList(0, 2).set(0, 1),
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

        assertThat(client).containsExactly(10, 20, 30);
        assertThat(heard).isEmpty();
    }

    @Test
    void nullIsRefusedInWords() {
        assertThatNullPointerException().isThrownBy(() -> server.add(null)).withMessageContaining("no null");
        assertThatNullPointerException().isThrownBy(() -> server.set(0, null));
        List<Integer> withNull = new ArrayList<>(server);
        withNull.add(null);
        assertThatNullPointerException().isThrownBy(() -> server.addAll(withNull));
        assertThatNullPointerException().isThrownBy(() -> server.replaceAll(item -> item == 20 ? null : 1));

        assertThat(server).containsExactly(10, 20, 30);
        assertThat(Backstage.hasChanges(server)).isFalse();
    }

    @Test
    void anIndexBeyondTheEndChangesNothing() {
        assertThatThrownBy(() -> server.add(4, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> server.addAll(4, List.of(1))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> server.set(3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> server.remove(3)).isInstanceOf(IndexOutOfBoundsException.class);

        assertThat(Backstage.hasChanges(server)).isFalse();
    }

    @Test
    void aPredicateThatThrowsHalfwayChangesNothing() {
        assertThatThrownBy(() -> server.removeIf(item -> item / (item - 20) > -99))
                .isInstanceOf(ArithmeticException.class);

        assertThat(server).containsExactly(10, 20, 30);
        assertThat(Backstage.hasChanges(server)).isFalse();
    }

    @Test
    void changesAreNoticedByWhoGoesThroughTheList() {
        Iterator<Integer> beforeAdding = server.iterator();
        server.add(40);
        Iterator<Integer> beforeRemoving = server.iterator();
        server.remove(0);
        List<Integer> part = client.subList(0, 2);
        Spawned.update(server, client);

        assertThatThrownBy(beforeAdding::next).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(beforeRemoving::next).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(part::size).isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void moreThanTheBoundIsRefused() {
        SyncList<Integer> small = new SyncList<>(List.of(1)).atMost(2);
        small.add(2);

        assertThatIllegalStateException().isThrownBy(() -> small.add(3)).withMessageContaining("at most 2");
        assertThatIllegalStateException().isThrownBy(() -> small.addAll(List.of(3)));
        assertThatIllegalArgumentException().isThrownBy(() -> small.atMost(1));
        assertThat(small).containsExactly(1, 2);
    }

    @Test
    void anUpdateBeyondTheBoundIsMalformed() {
        SyncList<Integer> small = new SyncList<Integer>().atMost(3);
        Spawned.onClient(small);
        Spawned.spawn(server, small);
        server.add(0, 1);

        assertThatThrownBy(() -> Spawned.update(server, small)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Spawned.spawn(server, small)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void unboundItSaysSo() {
        SyncList<Integer> unbound = new SyncList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> Backstage.writeAll(unbound, new NetworkWriter()))
                .withMessageContaining("final field");
        assertThatIllegalStateException()
                .isThrownBy(() -> Backstage.readAll(unbound, new NetworkReader(new byte[] {1}), true));
    }

    // ---------------------------------------------------------------- listeners

    @Test
    void onTheDecidingSideListenersHearAtOnce() {
        server.onChange(change -> {
            heard.add(change);
            heard.add(List.copyOf(server));
        });

        server.add(40);
        server.set(0, 11);
        server.remove(1);
        server.clear();

        assertThat(heard)
                .containsExactly(
                        new SyncList.Change.Added<>(3, 40),
                        List.of(10, 20, 30, 40),
                        new SyncList.Change.Set<>(0, 10, 11),
                        List.of(11, 20, 30, 40),
                        new SyncList.Change.Removed<>(1, 20),
                        List.of(11, 30, 40),
                        new SyncList.Change.Cleared<>(List.of(11, 30, 40)),
                        List.of());
    }

    @Test
    void onTheOtherSideListenersHearWhenTheWholeUpdateIsIn() {
        client.onChange(change -> {
            heard.add(change);
            assertThat(client).isEqualTo(server);
        });
        server.add(0, 5);
        server.set(1, 11);
        server.remove(3);

        Spawned.update(server, client);

        assertThat(heard)
                .containsExactly(
                        new SyncList.Change.Added<>(0, 5),
                        new SyncList.Change.Set<>(1, 10, 11),
                        new SyncList.Change.Removed<>(3, 30));
    }

    @Test
    void whoLaggedHearsTheDifferencesOnly() {
        client.onChange(heard::add);
        server.clear();
        server.addAll(List.of(10, 21, 30, 40));
        Backstage.clearChanges(server);

        Spawned.catchUp(server, client);
        assertThat(heard).containsExactly(new SyncList.Change.Set<>(1, 20, 21), new SyncList.Change.Added<>(3, 40));

        heard.clear();
        server.subList(1, 4).clear();
        Spawned.catchUp(server, client);
        assertThat(heard)
                .containsExactly(
                        new SyncList.Change.Removed<>(3, 40),
                        new SyncList.Change.Removed<>(2, 30),
                        new SyncList.Change.Removed<>(1, 21));
    }

    @Test
    void whoIsRemovedHearsNothingMore() {
        SyncList.Listener<Integer> listener = server.onChange(heard::add);
        server.add(1);
        server.unlisten(listener);
        server.unlisten(listener);

        server.add(2);

        assertThat(heard).hasSize(1);
    }

    @Test
    void aListenerMayRemoveItselfAndOthers() {
        List<SyncList.Listener<Integer>> listeners = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            listeners.add(server.onChange(change -> {
                heard.add(change);
                listeners.forEach(server::unlisten);
            }));
        }

        server.add(1);
        server.add(2);

        assertThat(heard).hasSize(1);
    }

    @Test
    void whoBeginsToListenMeanwhileHearsOnlyWhatComesAfter() {
        List<List<Integer>> observers = new ArrayList<>();
        server.onChange(change -> {
            if (observers.isEmpty()) {
                observers.add(Observer.of(server));
                server.add(99);
            }
        });

        server.addAll(List.of(1, 2, 3));

        assertThat(observers.get(0)).isEqualTo(server);
    }

    @Test
    void whatAListenerChangesIsToldToAllInOrder() {
        server.onChange(change -> {
            if (server.size() < 6) {
                server.add(0, server.size());
            }
        });
        List<Integer> observer = Observer.of(server);

        server.add(40);
        Spawned.update(server, client);

        assertThat(server).containsExactly(5, 4, 10, 20, 30, 40);
        assertThat(observer).isEqualTo(server);
        assertThat(client).isEqualTo(server);
    }

    @Test
    void aListenerThatThrowsDoesNotUndoTheChange() {
        SyncList.Listener<Integer> broken = server.onChange(change -> {
            throw new IllegalStateException("broken");
        });

        assertThatIllegalStateException().isThrownBy(() -> server.addAll(List.of(1, 2)));
        server.unlisten(broken);
        server.onChange(heard::add);
        server.add(3);
        Spawned.update(server, client);

        assertThat(client).isEqualTo(server).containsExactly(10, 20, 30, 1, 2, 3);
        assertThat(heard).containsExactly(new SyncList.Change.Added<>(5, 3));
    }

    // ---------------------------------------------------------------- elements

    record Item(String name, int amount) {}

    private static final Codec<Item> ITEMS = new Codec<>() {
        @Override
        public void write(NetworkWriter writer, Item item) {
            writer.writeString(item.name());
            writer.writeVarInt(item.amount());
        }

        @Override
        public Item read(NetworkReader reader) {
            return new Item(reader.readString(), reader.readVarInt());
        }
    };

    @Test
    void recordsAreReplacedAndFoundByValue() {
        SyncList<Item> bag = new SyncList<>(List.of(new Item("apple", 1), new Item("pear", 2)));
        Spawned.onServer(bag);
        Backstage.bind(bag, ITEMS, null);
        SyncList<Item> seen = new SyncList<>(bag);
        Spawned.onClient(seen);
        Backstage.bind(seen, ITEMS, null);
        seen.onChange(heard::add);

        bag.replaceAll(item -> item.name().equals("pear") ? new Item("pear", item.amount() + 1) : item);
        bag.remove(new Item("apple", 1));
        Spawned.update(bag, seen);

        assertThat(seen).containsExactly(new Item("pear", 3));
        assertThat(heard)
                .containsExactly(
                        new SyncList.Change.Set<>(1, new Item("pear", 2), new Item("pear", 3)),
                        new SyncList.Change.Removed<>(0, new Item("apple", 1)));
    }

    @Test
    void whatRefersToNothingHereIsNullInItsPlace() {
        server.add(-1);
        server.add(50);
        SyncList<Integer> half = new SyncList<>();
        Spawned.onClient(half);
        Backstage.bind(half, Spawned.KNOWN_INTEGERS, null);

        Spawned.spawn(server, half);
        assertThat(half).containsExactly(10, 20, 30, null, 50);

        Backstage.clearChanges(server);
        half.onChange(heard::add);
        server.set(3, 40);
        server.set(4, -5);
        server.remove(0);
        Spawned.update(server, half);
        assertThat(half).containsExactly(20, 30, 40, null);
        assertThat(heard).hasSize(3);
    }
}
