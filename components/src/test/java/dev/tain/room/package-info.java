@NullMarked
package dev.tain.room;

import org.jspecify.annotations.NullMarked;
