package dev.tain.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest size a field may have: characters of a {@code String}, elements of an array, {@code List}, {@code Set} or
 * {@code Map}. Writing more throws; a message that arrives with more is malformed, which is found out before memory is
 * taken.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface MaxSize {
    int value();
}
