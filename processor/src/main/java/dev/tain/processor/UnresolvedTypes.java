package dev.tain.processor;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Looks for types that do not exist yet, which another processor may write in a later round, in all that a type is made
 * of.
 */
final class UnresolvedTypes {
    private final Environment environment;
    private final Set<String> seen = new HashSet<>();

    UnresolvedTypes(Environment environment) {
        this.environment = environment;
    }

    /** Whether it is too early to look at the type. */
    boolean in(TypeElement type) {
        return hasUnresolvedParent(type) || hasUnresolvedPart(type);
    }

    /** Whether it is too early to look at the behaviour; what does not travel does not matter. */
    boolean inBehaviour(TypeElement behaviour) {
        for (TypeElement level : environment.levels(behaviour)) {
            for (VariableElement field : ElementFilter.fieldsIn(level.getEnclosedElements())) {
                boolean travels = Environment.annotation(field, Library.SYNC_VAR) != null
                        || environment.isSubtype(field.asType(), Library.SYNC_OBJECT.canonicalName());
                if (travels && isUnresolved(field.asType())) {
                    return true;
                }
            }
            for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
                if (GuardedMethod.isGuarded(method) && isNamedTooEarly(method)
                        || RemoteKind.of(method) != null
                                && method.getParameters().stream()
                                        .anyMatch(parameter -> isUnresolved(parameter.asType()))) {
                    return true;
                }
            }
        }
        return ElementFilter.constructorsIn(behaviour.getEnclosedElements()).stream()
                .anyMatch(UnresolvedTypes::isNamedTooEarly);
    }

    /** Whether generated code would have to name what nobody has written yet, other than generated code itself. */
    private static boolean isNamedTooEarly(ExecutableElement method) {
        return isTooEarly(method.getReturnType())
                || method.getParameters().stream().anyMatch(parameter -> isTooEarly(parameter.asType()));
    }

    private static boolean isTooEarly(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return isTooEarly(array.getComponentType());
        }
        if (type.getKind() == TypeKind.ERROR) {
            return !type.toString().matches(".*_(State|Schema|Networked)");
        }
        return type instanceof DeclaredType declared
                && declared.getTypeArguments().stream().anyMatch(UnresolvedTypes::isTooEarly);
    }

    /** Whether a base class does not exist yet, so that nobody knows what the type is. */
    boolean hasUnresolvedAncestor(TypeElement type) {
        TypeMirror parent = type.getSuperclass();
        while (parent.getKind() == TypeKind.DECLARED) {
            parent = environment.element(parent).getSuperclass();
        }
        return parent.getKind() == TypeKind.ERROR;
    }

    /** Whether it is too early to say if the type is a message. */
    static boolean hasUnresolvedParent(TypeElement type) {
        return type.getSuperclass().getKind() == TypeKind.ERROR
                || type.getInterfaces().stream().anyMatch(parent -> parent.getKind() == TypeKind.ERROR);
    }

    private boolean hasUnresolvedPart(TypeElement type) {
        String name = type.getQualifiedName().toString();
        if (name.startsWith("java.") || !seen.add(name)) {
            return false;
        }
        for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            if (FieldScanner.travels(field) && isUnresolved(field.asType())) {
                return true;
            }
        }
        return isUnresolved(type.getSuperclass())
                || type.getInterfaces().stream().anyMatch(this::isUnresolved)
                || type.getPermittedSubclasses().stream().anyMatch(this::isUnresolved);
    }

    private boolean isUnresolved(@Nullable TypeMirror type) {
        if (type instanceof ArrayType array) {
            return isUnresolved(array.getComponentType());
        }
        if (type == null || type.getKind() == TypeKind.ERROR) {
            return type != null;
        }
        if (!(type instanceof DeclaredType declared)) {
            return false;
        }
        TypeElement element = environment.element(declared);
        if (environment.isReference(type)) {
            return false;
        }
        return declared.getTypeArguments().stream().anyMatch(this::isUnresolved)
                || element.getKind() != ElementKind.ENUM && hasUnresolvedPart(element);
    }
}
