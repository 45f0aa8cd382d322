package dev.tain.internal.collect;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from int to object without boxing. Open addressing with linear probing; removal shifts back what follows, so
 * there are no tombstones (Knuth, <i>The Art of Computer Programming</i>, vol. 3, 6.4, algorithm R).
 */
public final class IntMap<V> {
    private int[] keys = new int[8];
    private @Nullable Object[] values = new Object[8];
    private int size;

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    @SuppressWarnings("unchecked")
    public @Nullable V get(int key) {
        return (V) values[slotOf(key)];
    }

    /** Returns what was there before. */
    @SuppressWarnings("unchecked")
    public @Nullable V put(int key, V value) {
        int slot = slotOf(key);
        V before = (V) values[slot];
        keys[slot] = key;
        values[slot] = value;
        if (before == null && ++size * 2 > keys.length) {
            grow();
        }
        return before;
    }

    /** Returns what was there. */
    @SuppressWarnings("unchecked")
    public @Nullable V remove(int key) {
        int gap = slotOf(key);
        V removed = (V) values[gap];
        if (removed == null) {
            return null;
        }
        int mask = keys.length - 1;
        for (int i = gap + 1 & mask; values[i] != null; i = i + 1 & mask) {
            if ((i - home(keys[i]) & mask) >= (i - gap & mask)) {
                keys[gap] = keys[i];
                values[gap] = values[i];
                gap = i;
            }
        }
        values[gap] = null;
        size--;
        return removed;
    }

    public void clear() {
        java.util.Arrays.fill(values, null);
        size = 0;
    }

    /** Visits every value in no particular order. The map must not change meanwhile. */
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<? super V> action) {
        for (Object value : values) {
            if (value != null) {
                action.accept((V) value);
            }
        }
    }

    private int slotOf(int key) {
        int mask = keys.length - 1;
        int slot = home(key);
        while (values[slot] != null && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int home(int key) {
        int hash = key * 0x9E3779B9; // Fibonacci hashing
        return (hash ^ hash >>> 16) & keys.length - 1;
    }

    @SuppressWarnings("unchecked")
    private void grow() {
        int[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            Object value = oldValues[i];
            if (value != null) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = value;
            }
        }
    }
}
