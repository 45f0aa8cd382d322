@NullMarked
package dev.tain.authentication;

import org.jspecify.annotations.NullMarked;
