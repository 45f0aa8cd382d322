package dev.tain.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random changes, done to a server's collection and to one of the JDK, give the same; and so have, at the end of each
 * update, clients that take all updates, clients that skip some and get the content instead, clients that come late, and
 * whoever only listens to one of them.
 */
class SyncInStepTest {
    private static final int RUNS = 150;
    private static final int TICKS = 60;

    @Test
    void lists() {
        SyncInStepTest.<List<Integer>, SyncList<Integer>>run(
                SyncList::new, ArrayList::new, SyncInStepTest::changeList, ArrayList::new, Observer::of);
    }

    @Test
    void sets() {
        SyncInStepTest.<Set<Integer>, SyncSet<Integer>>run(
                SyncSet::new, LinkedHashSet::new, SyncInStepTest::changeSet, ArrayList::new, Observer::of);
    }

    @Test
    void sortedSets() {
        SyncInStepTest.<Set<Integer>, SyncSet<Integer>>run(
                SyncSet::sorted, TreeSet::new, SyncInStepTest::changeSet, ArrayList::new, Observer::of);
    }

    @Test
    void setsInReverse() {
        Comparator<Integer> reverse = Comparator.reverseOrder();
        SyncInStepTest.<Set<Integer>, SyncSet<Integer>>run(
                () -> SyncSet.sorted(reverse),
                () -> new TreeSet<>(reverse),
                SyncInStepTest::changeSet,
                ArrayList::new,
                Observer::of);
    }

    @Test
    void maps() {
        SyncInStepTest.<Map<Integer, String>, SyncMap<Integer, String>>run(
                SyncMap::new,
                LinkedHashMap::new,
                SyncInStepTest::changeMap,
                map -> new ArrayList<>(map.entrySet()),
                Observer::of);
    }

    @Test
    void sortedMaps() {
        SyncInStepTest.<Map<Integer, String>, SyncMap<Integer, String>>run(
                SyncMap::sorted,
                TreeMap::new,
                SyncInStepTest::changeMap,
                map -> new ArrayList<>(map.entrySet()),
                Observer::of);
    }

    @Test
    void mapsInReverse() {
        Comparator<Integer> reverse = Comparator.reverseOrder();
        SyncInStepTest.<Map<Integer, String>, SyncMap<Integer, String>>run(
                () -> SyncMap.sorted(reverse),
                () -> new TreeMap<>(reverse),
                SyncInStepTest::changeMap,
                map -> new ArrayList<>(map.entrySet()),
                Observer::of);
    }

    // ---------------------------------------------------------------- the story

    /** Does one thing, the same for the same random numbers, and gives back what the collection answered. */
    private interface Step<C> {
        @Nullable
        Object apply(C collection, Random random);
    }

    private static <C, S extends C> void run(
            Supplier<S> newCollection,
            Supplier<? extends C> newModel,
            Step<C> step,
            Function<C, List<?>> inOrder,
            Function<S, ? extends C> observe) {
        for (long seed = 1; seed <= RUNS; seed++) {
            try {
                new Story<>(newCollection, newModel.get(), step, inOrder, observe, seed).play();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("With seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** A client, and what somebody heard who listens to it. */
    private record Client<C, S>(S collection, C heard) {}

    private static final class Story<C, S extends C> {
        private final Supplier<S> newCollection;
        private final C model;
        private final Step<C> step;
        private final Function<C, List<?>> inOrder;
        private final Function<S, ? extends C> observe;
        private final Random random;
        private final S server;
        private final Spawned owner;
        private final C heardOnServer;
        private final List<Client<C, S>> prompt = new ArrayList<>();
        private final List<Client<C, S>> lagging = new ArrayList<>();

        Story(
                Supplier<S> newCollection,
                C model,
                Step<C> step,
                Function<C, List<?>> inOrder,
                Function<S, ? extends C> observe,
                long seed) {
            this.newCollection = newCollection;
            this.model = model;
            this.step = step;
            this.inOrder = inOrder;
            this.observe = observe;
            random = new Random(seed);
            server = newCollection.get();
            owner = Spawned.onServer((SyncObject) server);
            heardOnServer = observe.apply(server);
        }

        void play() {
            prompt.add(join());
            prompt.add(join());
            for (int tick = 0; tick < TICKS; tick++) {
                change(random.nextInt(10) == 0 ? random.nextInt(60) : random.nextInt(4));
                update();
            }
            lagging.forEach(client -> Spawned.catchUp((SyncObject) server, (SyncObject) client.collection()));
            lagging.forEach(this::compare);
        }

        private Client<C, S> join() {
            S collection = newCollection.get();
            Spawned.onClient((SyncObject) collection);
            Spawned.spawn((SyncObject) server, (SyncObject) collection);
            return new Client<>(collection, observe.apply(collection));
        }

        private void change(int steps) {
            for (int i = 0; i < steps; i++) {
                int before = owner.timesChanged;
                boolean unsent = Backstage.hasChanges((SyncObject) server);
                long seed = random.nextLong();
                Object answer = step.apply(server, new Random(seed));
                Object expected = step.apply(model, new Random(seed));
                assertThat(answer).isEqualTo(expected);
                assertThat(inOrder.apply(server)).isEqualTo(inOrder.apply(model));
                assertThat(server).isEqualTo(model).hasSameHashCodeAs(model).hasToString(model.toString());
                assertThat(heardOnServer).isEqualTo(model);
                assertThat(owner.timesChanged - before)
                        .isEqualTo(!unsent && Backstage.hasChanges((SyncObject) server) ? 1 : 0);
            }
        }

        private void update() {
            SyncObject from = (SyncObject) server;
            boolean changed = Backstage.hasChanges(from);
            byte[] changes = Spawned.changes(from);
            if (changed) {
                prompt.forEach(client -> Spawned.apply(changes, (SyncObject) client.collection()));
            }
            prompt.forEach(this::compare);
            if (random.nextInt(4) == 0) { // one begins to lag
                lagging.add(prompt.remove(random.nextInt(prompt.size())));
                prompt.add(join());
                prompt.forEach(this::compare);
            }
            for (Iterator<Client<C, S>> lags = lagging.iterator(); lags.hasNext(); ) {
                if (random.nextInt(4) == 0) {
                    Client<C, S> client = lags.next();
                    lags.remove();
                    Spawned.catchUp(from, (SyncObject) client.collection());
                    prompt.add(client);
                    compare(client);
                } else {
                    lags.next();
                }
            }
        }

        private void compare(Client<C, S> client) {
            assertThat(inOrder.apply(client.collection())).isEqualTo(inOrder.apply(model));
            assertThat(client.heard()).isEqualTo(model);
        }
    }

    // ---------------------------------------------------------------- everything one can do

    private static List<Integer> some(Random random) {
        List<Integer> some = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            some.add(item(random));
        }
        return some;
    }

    private static int item(Random random) {
        return random.nextInt(25);
    }

    private static @Nullable Object changeList(List<Integer> list, Random random) {
        int size = list.size();
        int item = item(random);
        int place = random.nextInt(size + 1);
        int from = random.nextInt(size + 1);
        int to = from + random.nextInt(size - from + 1);
        switch (random.nextInt(26)) {
            case 0, 1, 2, 3:
                return list.add(item);
            case 4, 5:
                list.add(place, item);
                return null;
            case 6, 7:
                return place < size ? list.set(place, item) : null;
            case 8:
                return place < size ? list.remove(place) : null;
            case 9:
                return list.remove((Object) item);
            case 10:
                return list.addAll(some(random));
            case 11:
                return list.addAll(place, some(random));
            case 12:
                return list.removeAll(some(random));
            case 13:
                return random.nextInt(5) == 0 && list.retainAll(List.of(1, 2, 3, 5, 8, 13, 21));
            case 14:
                return list.removeIf(each -> each % 7 == item % 7);
            case 15:
                list.sort(random.nextBoolean() ? null : Comparator.reverseOrder());
                return null;
            case 16:
                list.replaceAll(each -> each % 5 == item % 5 ? item : each);
                return null;
            case 17:
                if (random.nextInt(4) == 0) {
                    list.clear();
                }
                return null;
            case 18:
                list.subList(from, to).clear();
                return null;
            case 19:
                return list.subList(from, to).addAll(some(random));
            case 20:
                return list.subList(from, to).removeIf(each -> each > item);
            case 21:
                Collections.shuffle(list.subList(from, to), random);
                return null;
            case 22:
                Collections.reverse(list);
                return null;
            case 23:
                return list.addAll(list.subList(from, to));
            case 24:
                for (Iterator<Integer> each = list.iterator(); each.hasNext(); ) {
                    if (each.next() == item) {
                        each.remove();
                    }
                }
                return null;
            default:
                for (ListIterator<Integer> each = list.listIterator(place); each.hasPrevious(); ) {
                    int previous = each.previous();
                    switch (random.nextInt(8)) {
                        case 0 -> each.set(item);
                        case 1 -> each.remove();
                        case 2 -> {
                            each.add(item);
                            each.previous();
                        }
                        default -> each.set(previous);
                    }
                }
                return list.contains(item) + " " + list.indexOf(item) + " " + list.lastIndexOf(item);
        }
    }

    private static @Nullable Object changeSet(Set<Integer> set, Random random) {
        int item = item(random);
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3:
                return set.add(item);
            case 4, 5:
                return set.remove(item);
            case 6:
                return set.addAll(some(random));
            case 7:
                return set.removeAll(some(random));
            case 8:
                return random.nextInt(5) == 0 && set.retainAll(Set.of(1, 2, 3, 5, 8, 13, 21));
            case 9:
                return set.removeIf(each -> each % 7 == item % 7);
            case 10:
                if (random.nextInt(4) == 0) {
                    set.clear();
                }
                return null;
            case 11:
                return random.nextInt(10) == 0 && set.removeAll(set);
            case 12:
                return set.remove(item) & set.add(item);
            default:
                for (Iterator<Integer> each = set.iterator(); each.hasNext(); ) {
                    if (each.next() < item && random.nextInt(4) == 0) {
                        each.remove();
                    }
                }
                return set.contains(item) + " " + set.containsAll(some(random));
        }
    }

    private static @Nullable Object changeMap(Map<Integer, String> map, Random random) {
        int key = item(random);
        String value = "v" + random.nextInt(4);
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4:
                return map.put(key, value);
            case 5, 6:
                return map.remove(key);
            case 7:
                return map.remove(key, value);
            case 8:
                return map.putIfAbsent(key, value);
            case 9:
                return map.replace(key, value);
            case 10:
                return map.replace(key, value, "other");
            case 11:
                return map.computeIfAbsent(key, k -> random.nextBoolean() ? value : null);
            case 12:
                return map.computeIfPresent(key, (k, v) -> v.equals(value) ? null : value);
            case 13:
                return map.compute(key, (k, v) -> v == null ? value : null);
            case 14:
                return map.merge(key, value, (a, b) -> a.equals(b) ? null : b);
            case 15:
                map.replaceAll((k, v) -> k % 5 == key % 5 ? value : v);
                return null;
            case 16:
                Map<Integer, String> more = new LinkedHashMap<>();
                some(random).forEach(each -> more.put(each, value));
                map.putAll(more);
                return null;
            case 17:
                if (random.nextInt(4) == 0) {
                    map.clear();
                }
                return null;
            case 18:
                return map.keySet().remove(key);
            case 19:
                return removeSome(map.keySet(), some(random), random);
            case 20:
                return random.nextInt(3) == 0
                        ? map.values().remove(value)
                        : removeSome(map.values(), List.of(value), random);
            case 21:
                return map.entrySet().remove(Map.entry(key, value));
            case 22:
                return map.entrySet().removeIf(each -> each.getKey() % 7 == key % 7);
            default:
                for (Iterator<Map.Entry<Integer, String>> each = map.entrySet().iterator(); each.hasNext(); ) {
                    Map.Entry<Integer, String> entry = each.next();
                    if (random.nextInt(4) == 0) {
                        entry.setValue(value);
                        assertThat(entry.getValue()).isEqualTo(value);
                    } else if (random.nextInt(8) == 0) {
                        each.remove();
                    }
                }
                return map.containsKey(key) + " " + map.containsValue(value) + " " + map.get(key);
        }
    }

    private static boolean removeSome(Collection<?> view, Collection<?> some, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> view.retainAll(some);
            case 1, 2, 3 -> view.removeAll(some);
            default -> view.containsAll(some);
        };
    }
}
