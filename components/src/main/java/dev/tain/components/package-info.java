/** What the packages of this module share and nobody else sees. */
@NullMarked
package dev.tain.components;

import org.jspecify.annotations.NullMarked;
