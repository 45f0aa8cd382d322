package dev.tain.benchmarks.sync;

import dev.tain.value.Vector3;

/** What changes in a tick: two fields of five. */
interface Changing {
    void change(int health, Vector3 position);
}
