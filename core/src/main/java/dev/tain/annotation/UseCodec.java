package dev.tain.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the codec, written by hand, to use: on a field or record component for that field; on a type for all its
 * fields; on a package for all of the package. The nearest wins. Needed for codecs that come from another jar.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.TYPE, ElementType.PACKAGE})
@Repeatable(UseCodec.All.class)
public @interface UseCodec {
    /** A {@code Codec<T>}; it applies to fields of type {@code T}. */
    Class<?> value();

    /** Holds several. */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target({
        ElementType.FIELD,
        ElementType.RECORD_COMPONENT,
        ElementType.PARAMETER,
        ElementType.TYPE,
        ElementType.PACKAGE
    })
    @interface All {
        UseCodec[] value();
    }
}
