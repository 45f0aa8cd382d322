package dev.tain.processor;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * The marks written on a type in the source, by path as in {@link ClassFileMarks}. Where a class puts something in for a
 * type variable, as in {@code List<@Nullable T>}, javac loses them.
 */
final class SourceMarks {
    private final Map<String, ClassFileMarks.Mark> marks = new HashMap<>();

    private SourceMarks() {}

    /** Nothing for a type without type variables, which is used as it is written. */
    static Map<String, ClassFileMarks.Mark> of(TypeMirror type) {
        SourceMarks found = new SourceMarks();
        if (new TypeVariables().in(type)) {
            found.walk(type, "");
        }
        return found.marks;
    }

    private void walk(TypeMirror type, String path) {
        boolean nullable = Annotated.nullable(type.getAnnotationMirrors());
        Integer maxSize = Annotated.maxSize(type.getAnnotationMirrors());
        if (nullable || maxSize != null) {
            marks.put(path, new ClassFileMarks.Mark(nullable, maxSize));
        }
        if (type instanceof ArrayType array) {
            walk(array.getComponentType(), path + "[");
        } else if (type instanceof DeclaredType declared) {
            for (int i = 0; i < declared.getTypeArguments().size(); i++) {
                walk(declared.getTypeArguments().get(i), path + "<" + i);
            }
        }
    }
}
