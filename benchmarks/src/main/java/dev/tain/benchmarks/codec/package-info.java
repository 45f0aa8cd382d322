/** Write and read of one message: hand-written code, Tain, and the serializers a Java game would choose. */
@NullMarked
package dev.tain.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
