package dev.tain.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How the state of a {@code NetworkBehaviour} is kept in step. A subclass without its own has its base class's settings.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SyncSettings {
    /** Who is sent the state. */
    SyncMode mode() default SyncMode.OBSERVERS;

    /** Who decides about the state. */
    SyncDirection direction() default SyncDirection.SERVER_TO_CLIENT;

    /** At least so much time lies between two updates; 0 sends at every tick in which something changed. */
    int intervalMillis() default 0;

    /**
     * Whether fields are looked at only after the game called {@code markChanged()}. By default they are compared with
     * what was last sent, once per interval. A marked behaviour that nobody touches costs nothing.
     */
    boolean marked() default false;
}
