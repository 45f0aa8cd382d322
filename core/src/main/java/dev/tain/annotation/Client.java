package dev.tain.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@code NetworkBehaviour} that runs on the client's object only. Elsewhere it does nothing and returns 0,
 * false or null, and a report says that it was called. On a behaviour made with plain {@code new} it just runs.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Client {
    /** Whether a call on the other side is no mistake and goes unreported. */
    boolean silent() default false;
}
