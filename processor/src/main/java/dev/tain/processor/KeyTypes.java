package dev.tain.processor;

import static dev.tain.processor.ErrorReporter.a;

import com.palantir.javapoet.TypeName;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds types whose values are equal to nothing but themselves. As an element of a {@code SyncSet} or a key of a
 * {@code SyncMap} such a value is never found again on the other side, where a copy of it arrives.
 */
final class KeyTypes {
    private static final String OBJECT = "java.lang.Object";

    private final Environment environment;

    KeyTypes(Environment environment) {
        this.environment = environment;
    }

    /** What is wrong, after {@code whose elements are Ts}; null if nothing is, or nobody can say. */
    @Nullable
    String flaw(TypeMirror type) {
        return flaw(type, new HashSet<>());
    }

    /** What to do about a type that has a flaw. */
    static String wayOut(TypeMirror type, boolean map) {
        if (type.getKind() == TypeKind.ARRAY) {
            return map ? "use a List or a record as the key" : "use a List or a record instead, or a SyncList";
        }
        return "make it a record, or override equals and hashCode";
    }

    private @Nullable String flaw(TypeMirror type, Set<String> seen) {
        if (type.getKind() == TypeKind.ARRAY) {
            return a(TypeName.get(type).withoutAnnotations()) + " is equal to itself alone";
        }
        if (!(type instanceof DeclaredType declared)
                || type.getKind() != TypeKind.DECLARED
                || environment.isReference(type)
                || !seen.add(type.toString())) {
            return null;
        }
        TypeElement element = environment.element(type);
        for (TypeMirror argument : declared.getTypeArguments()) {
            String flaw = flaw(argument, seen); // of a List, a Set, a Map or an Optional
            if (flaw != null) {
                return flaw;
            }
        }
        if (element.getKind() == ElementKind.ENUM || isWrittenByOthers(element)) {
            return null;
        }
        if (element.getModifiers().contains(Modifier.SEALED)) {
            for (TypeMirror subtype : element.getPermittedSubclasses()) {
                String flaw = flaw(subtype, seen);
                if (flaw != null) {
                    return flaw;
                }
            }
        }
        if (element.getKind() == ElementKind.RECORD && comparesComponents(element)) {
            return flawInside(declared, element, seen);
        }
        if (!element.getKind().isClass() || element.getModifiers().contains(Modifier.ABSTRACT)) {
            return null; // what extends it may have them
        }
        boolean equal = inherits(element, "equals", 1);
        if (equal && inherits(element, "hashCode", 0)) {
            return null;
        }
        return element.getSimpleName() + " has no " + (equal ? "hashCode" : "equals") + " of its own";
    }

    /** Whether its equals is the compiler's own, which is listed with the others: final, and marked with nothing. */
    private static boolean comparesComponents(TypeElement rec) {
        ExecutableElement equals = declared(rec, "equals", 1);
        return equals == null
                || equals.getModifiers().contains(Modifier.FINAL)
                        && equals.getAnnotationMirrors().isEmpty();
    }

    private @Nullable String flawInside(DeclaredType type, TypeElement rec, Set<String> seen) {
        for (VariableElement field : ElementFilter.fieldsIn(rec.getEnclosedElements())) {
            String flaw = field.getModifiers().contains(Modifier.STATIC)
                    ? null
                    : flaw(environment.types().asMemberOf(type, field), seen);
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    /** Lombok adds methods that other processors do not see. */
    private static boolean isWrittenByOthers(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .anyMatch(mark -> mark.getAnnotationType().toString().startsWith("lombok."));
    }

    private boolean inherits(TypeElement type, String name, int parameters) {
        TypeElement level = type;
        while (!level.getQualifiedName().contentEquals(OBJECT)) {
            if (declared(level, name, parameters) != null) {
                return true;
            }
            TypeMirror parent = level.getSuperclass();
            if (parent.getKind() != TypeKind.DECLARED) {
                return true; // unknown, which others report
            }
            level = environment.element(parent);
        }
        return false;
    }

    private static @Nullable ExecutableElement declared(TypeElement type, String name, int parameters) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (method.getSimpleName().contentEquals(name)
                    && method.getParameters().size() == parameters
                    && !method.getModifiers().contains(Modifier.STATIC)
                    && (parameters == 0
                            || method.getParameters().get(0).asType().toString().endsWith(OBJECT))) {
                return method;
            }
        }
        return null;
    }
}
