package dev.tain.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name a message type has on the wire, from which its 16-bit id is derived. Without it that is the Java name
 * ({@code com.game.Chat}, nested {@code com.game.Chat+Line}). Pin it before renaming or moving a class, so that old and
 * new builds still understand each other, or to resolve two names that fold to the same id.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WireName {
    String value();
}
