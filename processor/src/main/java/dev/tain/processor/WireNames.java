package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** What messages and behaviours are called on the wire. */
final class WireNames {
    private WireNames() {}

    /** The binary name with {@code +} for nesting, unless {@code @WireName} says otherwise. */
    static String of(TypeElement type) {
        AnnotationMirror given = Environment.annotation(type, Library.WIRE_NAME);
        if (given != null && Environment.value(given) instanceof String name) {
            return name;
        }
        ClassName name = ClassName.get(type);
        String nested = String.join("+", name.simpleNames());
        return name.packageName().isEmpty() ? nested : name.packageName() + "." + nested;
    }
}
