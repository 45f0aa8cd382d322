package dev.tain.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field of a {@code NetworkBehaviour} that is kept in step: the server's value appears on every client. It stays a
 * plain field; what changed is found by comparing once per sync interval.
 *
 * <p>Its type is a primitive, its box, a {@code String}, an enum, a record, another immutable value, a reference to a
 * {@code NetworkIdentity} or {@code NetworkBehaviour}, or a mutable type with a {@code MutableCodec}. For collections
 * there are {@code SyncList}, {@code SyncMap} and {@code SyncSet}. At most 64 in a class with its base classes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface SyncVar {
    /**
     * The name of a method {@code (T oldValue, T newValue)} of the class or its base classes, which a client calls when a
     * received value differs from the field's: after the whole update is in the fields, in the order of declaration.
     */
    String hook() default "";
}
