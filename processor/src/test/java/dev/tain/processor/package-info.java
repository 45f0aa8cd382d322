@NullMarked
package dev.tain.processor;

import org.jspecify.annotations.NullMarked;
