package dev.tain.processor;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The {@code @MaxSize} and {@code @Nullable} that count for one type: those on the type itself and, for a whole field,
 * those on its declaration. An annotation that is both, written before an array ({@code @MaxSize(4) String[] names}),
 * reaches the declaration and the innermost component; it is meant for the array, so the component ignores it.
 */
record Annotated(
        @Nullable Integer maxSize,
        boolean nullable,
        boolean maxSizeDeclared,
        boolean nullableDeclared,
        String path,
        Map<String, ClassFileMarks.Mark> marks) {
    static final Annotated NOTHING = new Annotated(null, false, false, false, "", Map.of());

    /** What the annotations of a field or component say. */
    static Annotated declaration(Site site) {
        Integer maxSize = maxSize(site.annotations());
        boolean nullable = nullable(site.annotations());
        return new Annotated(maxSize, nullable, maxSize != null, nullable, "", site.marks());
    }

    /** Together with what is written on the type. */
    Annotated with(TypeMirror type) {
        List<? extends AnnotationMirror> annotations = type.getAnnotationMirrors();
        ClassFileMarks.Mark mark = marks.getOrDefault(path, ClassFileMarks.Mark.NOTHING);
        boolean repeats = path.startsWith("[") && !path.contains("<") && type.getKind() != TypeKind.ARRAY;
        Integer here = mark.maxSize() != null ? mark.maxSize() : maxSize(annotations);
        boolean ignoresMaxSize = repeats && maxSizeDeclared;
        boolean orNull = mark.nullable() || nullable(annotations);
        return new Annotated(
                here != null && !ignoresMaxSize ? here : maxSize,
                nullable || orNull && !(repeats && nullableDeclared),
                maxSizeDeclared,
                nullableDeclared,
                path,
                marks);
    }

    /** For the components of an array. */
    Annotated component() {
        return new Annotated(null, false, maxSizeDeclared, nullableDeclared, path + "[", marks);
    }

    /** For a type argument. */
    Annotated argument(int index) {
        return new Annotated(null, false, maxSizeDeclared, nullableDeclared, path + "<" + index, marks);
    }

    static @Nullable Integer maxSize(List<? extends AnnotationMirror> annotations) {
        AnnotationMirror bound = Environment.annotation(annotations, Library.MAX_SIZE.canonicalName());
        return bound != null && Environment.value(bound) instanceof Integer value ? value : null;
    }

    static boolean nullable(List<? extends AnnotationMirror> annotations) {
        return annotations.stream()
                .anyMatch(annotation -> annotation
                        .getAnnotationType()
                        .asElement()
                        .getSimpleName()
                        .contentEquals("Nullable"));
    }
}
