package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code void serialize(NetworkWriter)} with {@code static T deserialize(NetworkReader)} or, for a class with a
 * no-argument constructor, {@code void deserialize(NetworkReader)}. One without the other is an error.
 */
final class ByHandTypes {
    /**
     * @param byHand null if the type does not serialize itself
     * @param isHalf whether it has one of the pair only, which was reported
     */
    record Result(FieldType.@Nullable ByHand byHand, boolean isHalf) {}

    private final Environment environment;

    ByHandTypes(Environment environment) {
        this.environment = environment;
    }

    Result find(TypeElement type, String codecPackage, Element at) {
        boolean serialize = false;
        boolean staticRead = false;
        boolean instanceRead = false;
        List<ExecutableElement> pair = new ArrayList<>();
        for (ExecutableElement method :
                ElementFilter.methodsIn(environment.elements().getAllMembers(type))) {
            if (!environment.isVisibleMember(method, codecPackage)) {
                continue;
            }
            boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
            boolean isVoid = method.getReturnType().getKind() == TypeKind.VOID;
            if (takes(method, "serialize", Library.WRITER) && !isStatic && isVoid) {
                serialize = true;
                pair.add(method);
            } else if (takes(method, "deserialize", Library.READER)) {
                boolean makes = isStatic && makes(method.getReturnType(), type);
                boolean fills = !isStatic && isVoid && hasNoArgumentConstructor(type, codecPackage);
                staticRead |= makes;
                instanceRead |= fills;
                if (makes || fills) {
                    pair.add(method);
                }
            }
        }
        boolean read = staticRead || instanceRead;
        if (serialize != read) {
            report(type, at, serialize);
            return new Result(null, true);
        }
        if (serialize && !(checkInherited(type, at, pair) & checkThrows(type, at, pair))) {
            return new Result(null, true);
        }
        return new Result(serialize ? new FieldType.ByHand(ClassName.get(type), staticRead, null) : null, false);
    }

    /** Methods of a base class know nothing of the fields that a class adds. */
    private boolean checkInherited(TypeElement type, Element at, List<ExecutableElement> pair) {
        for (ExecutableElement method : pair) {
            TypeElement level = type;
            while (method.getEnclosingElement() instanceof TypeElement declaring
                    && declaring.getKind().isClass()
                    && !level.equals(declaring)) {
                for (VariableElement field : ElementFilter.fieldsIn(level.getEnclosedElements())) {
                    if (FieldScanner.travels(field)) {
                        environment
                                .errors()
                                .error(
                                        at,
                                        "HalfByHand",
                                        type.getSimpleName() + " inherits " + method.getSimpleName() + " from "
                                                + declaring.getSimpleName() + ", which knows nothing of "
                                                + level.getSimpleName() + "." + field.getSimpleName(),
                                        "override both serialize and deserialize, or make the field transient");
                        return false;
                    }
                }
                level = environment.element(level.getSuperclass());
            }
        }
        return true;
    }

    private boolean checkThrows(TypeElement type, Element at, List<ExecutableElement> pair) {
        for (ExecutableElement method : pair) {
            if (!environment.checkThrows(at, method)) {
                return false;
            }
        }
        for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            boolean used =
                    pair.stream().noneMatch(method -> method.getModifiers().contains(Modifier.STATIC));
            if (used && constructor.getParameters().isEmpty() && !environment.checkThrows(at, constructor)) {
                return false;
            }
        }
        return true;
    }

    private void report(TypeElement type, Element at, boolean serialize) {
        String name = type.getSimpleName().toString();
        String missing = serialize
                ? "static " + name + " deserialize(NetworkReader) (or, with a no-argument constructor, void"
                        + " deserialize(NetworkReader))"
                : "void serialize(NetworkWriter)";
        environment
                .errors()
                .error(
                        at,
                        "HalfByHand",
                        name + " has " + (serialize ? "serialize" : "deserialize") + " but not its counterpart",
                        "add " + missing + ", or remove the one it has");
    }

    private boolean takes(ExecutableElement method, String name, ClassName parameter) {
        if (!method.getSimpleName().contentEquals(name)
                || method.getParameters().size() != 1) {
            return false;
        }
        TypeMirror taken = method.getParameters().get(0).asType();
        return taken.getKind() == TypeKind.DECLARED
                && environment.element(taken).getQualifiedName().contentEquals(parameter.canonicalName());
    }

    private boolean makes(TypeMirror returned, TypeElement type) {
        return environment.types().isSubtype(returned, environment.types().erasure(type.asType()));
    }

    private boolean hasNoArgumentConstructor(TypeElement type, String codecPackage) {
        List<ExecutableElement> constructors = ElementFilter.constructorsIn(type.getEnclosedElements());
        return type.getKind() == ElementKind.CLASS
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && constructors.stream()
                        .anyMatch(constructor -> constructor.getParameters().isEmpty()
                                && environment.isVisibleMember(constructor, codecPackage));
    }
}
