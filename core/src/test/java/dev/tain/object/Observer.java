package dev.tain.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows a collection by hearsay: what it held when the observer came, and the changes told since. */
final class Observer {
    private Observer() {}

    static <T> List<T> of(SyncList<T> list) {
        List<T> heard = new ArrayList<>(list);
        list.listen(new SyncList.Listener<>() {
            @Override
            public void added(int index, T item) {
                heard.add(index, item);
            }

            @Override
            public void set(int index, T before, T now) {
                assertThat(heard.set(index, now)).isEqualTo(before).isNotEqualTo(now);
            }

            @Override
            public void removed(int index, T item) {
                assertThat(heard.remove(index)).isEqualTo(item);
            }

            @Override
            public void cleared(List<T> before) {
                assertThat(heard).isEqualTo(before).isNotEmpty();
                heard.clear();
            }
        });
        return heard;
    }

    static <K, V> Map<K, V> of(SyncMap<K, V> map) {
        Map<K, V> heard = new LinkedHashMap<>(map);
        map.listen(new SyncMap.Listener<>() {
            @Override
            public void added(K key, V value) {
                assertThat(heard.put(key, value)).isNull();
            }

            @Override
            public void set(K key, V before, V now) {
                assertThat(heard.put(key, now)).isEqualTo(before).isNotEqualTo(now);
            }

            @Override
            public void removed(K key, V value) {
                assertThat(heard.remove(key)).isEqualTo(value);
            }

            @Override
            public void cleared(Map<K, V> before) {
                assertThat(heard).isEqualTo(before).isNotEmpty();
                heard.clear();
            }
        });
        return heard;
    }

    static <T> Set<T> of(SyncSet<T> set) {
        Set<T> heard = new LinkedHashSet<>(set);
        set.listen(new SyncSet.Listener<>() {
            @Override
            public void added(T item) {
                assertThat(heard.add(item)).isTrue();
            }

            @Override
            public void removed(T item) {
                assertThat(heard.remove(item)).isTrue();
            }

            @Override
            public void cleared(Set<T> before) {
                assertThat(heard).isEqualTo(before).isNotEmpty();
                heard.clear();
            }
        });
        return heard;
    }
}
