package dev.tain.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.HashSet;
import java.util.Set;

/** What a local variable must not be called, lest it hide a type or package. */
final class HiddenNames {
    private final Set<String> names = new HashSet<>(Set.of("dev", "java"));

    Set<String> all() {
        return names;
    }

    void add(FieldType type) {
        add(type.typeName());
        if (type instanceof FieldType.Generated generated) {
            add(generated.codec());
        } else if (type instanceof FieldType.Coded coded) {
            add(coded.codec());
        }
        type.parts().forEach(this::add);
    }

    void add(TypeName type) {
        TypeName name = type;
        while (name instanceof ArrayTypeName array) {
            name = array.componentType();
        }
        if (name instanceof ParameterizedTypeName generic) {
            name = generic.rawType();
        }
        if (name instanceof ClassName raw) {
            names.addAll(raw.simpleNames());
            names.add(raw.packageName().split("\\.", 2)[0]);
        }
    }
}
