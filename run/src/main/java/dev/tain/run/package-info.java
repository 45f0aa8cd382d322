/** What a program on the JVM needs around core: loops, and a log for what nobody listens to. */
@NullMarked
package dev.tain.run;

import org.jspecify.annotations.NullMarked;
