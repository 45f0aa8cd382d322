package dev.tain.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The constants of one generated class: other codecs, and the values of enums. */
final class Constants {
    private final Map<TypeName, FieldSpec> fields = new LinkedHashMap<>();
    private final Locals names;
    private boolean uncheckedArrays;

    Constants() {
        this(Set.of());
    }

    /** @param taken the names of the class's other fields */
    Constants(Set<String> taken) {
        this.names = new Locals(taken);
    }

    /** The name of the array of an enum's constants. */
    String valuesOf(ClassName type) {
        return field(ArrayTypeName.of(type), upper(type) + "_VALUES", "$T.values()", type);
    }

    /** The name of an instance of a codec class. */
    String codec(ClassName type) {
        return field(type, upper(type), "new $T()", type);
    }

    /** Sets aside a name that is not taken yet, for a constant made elsewhere. */
    String reserve(String hint) {
        return names.constant(upper(hint));
    }

    /** Notes that an array of a generic type is made, which Java allows unchecked only. */
    void needsUncheckedArrays() {
        uncheckedArrays = true;
    }

    boolean hasUncheckedArrays() {
        return uncheckedArrays;
    }

    Collection<FieldSpec> fields() {
        return fields.values();
    }

    private String field(TypeName type, String hint, String initializer, ClassName argument) {
        return fields.computeIfAbsent(
                        type,
                        key -> FieldSpec.builder(
                                        key, names.constant(hint), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                                .initializer(initializer, argument)
                                .build())
                .name();
    }

    private static String upper(ClassName type) {
        return upper(type.simpleName());
    }

    /** {@code SCORE_CODEC} for {@code scoreCodec}. */
    static String upper(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
