/** Benchmarks that anybody can run: {@code benchmarks/run NAME}. */
@NullMarked
package dev.tain.benchmarks;

import org.jspecify.annotations.NullMarked;
