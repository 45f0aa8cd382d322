@NullMarked
package dev.tain.manager;

import org.jspecify.annotations.NullMarked;
