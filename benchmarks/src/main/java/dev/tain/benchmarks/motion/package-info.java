/** What predicted objects and rewound shots cost. */
@NullMarked
package dev.tain.benchmarks.motion;

import org.jspecify.annotations.NullMarked;
