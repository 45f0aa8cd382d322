package dev.tain.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code dev.tain.wire.Codec} written by hand as the one for a type, usually one the game does not own:
 *
 * <pre>{@code
 * @CodecFor(java.awt.Point.class)
 * public final class PointCodec implements Codec<Point> { … }
 * }</pre>
 *
 * Generated code of the same compilation uses it wherever that type is a field; {@link UseCodec} names one from
 * elsewhere. The codec needs an accessible no-argument constructor and no state.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CodecFor {
    Class<?> value();
}
