package dev.tain.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * How generated code gets at a class's field: directly if it is public, else by {@code x()}, {@code getX()} or
 * {@code isX()} and {@code setX(v)} or {@code x(v)}, else directly if the package allows it. A behaviour's field, which
 * its methods guard against others, is used directly wherever the package allows it, and never by a remote method.
 */
final class Accessors {
    private final Environment environment;
    private final DeclaredType type;
    private final List<ExecutableElement> methods;
    private final String codecPackage;
    private final boolean direct;

    Accessors(Environment environment, TypeElement type, String codecPackage) {
        this.environment = environment;
        this.codecPackage = codecPackage;
        this.direct = environment.isBehaviour(type);
        this.type = (DeclaredType) type.asType();
        this.methods = ElementFilter.methodsIn(environment.elements().getAllMembers(type)).stream()
                .filter(method -> !method.getModifiers().contains(Modifier.STATIC))
                .filter(method -> environment.isVisibleMember(method, codecPackage))
                .filter(method -> RemoteKind.of(method) == null && !GuardedMethod.isGuarded(method))
                .toList();
    }

    /** {@code score}, {@code score()} or {@code getScore()}; null if the field cannot be read. */
    @Nullable
    CodeBlock getter(VariableElement field, TypeMirror fieldType) {
        String name = field.getSimpleName().toString();
        if (isDirect(field)) {
            return CodeBlock.of("$L", name);
        }
        Set<String> names = Set.of(name, "get" + capitalized(name), "is" + capitalized(name));
        for (ExecutableElement method : methods) {
            if (names.contains(method.getSimpleName().toString())
                    && method.getParameters().isEmpty()
                    && environment.types().isSameType(seen(method).getReturnType(), fieldType)) {
                environment.checkThrows(field, method);
                return CodeBlock.of("$L()", method.getSimpleName());
            }
        }
        return environment.isVisibleMember(field, codecPackage) ? CodeBlock.of("$L", name) : null;
    }

    /** Null if the field cannot be set. */
    TypePlan.@Nullable Setter setter(VariableElement field, TypeMirror fieldType) {
        String name = field.getSimpleName().toString();
        if (field.getModifiers().contains(Modifier.FINAL)) {
            return null;
        }
        if (isDirect(field)) {
            return new TypePlan.Setter(name, name, false);
        }
        // Kotlin names the setter of isOpen setOpen.
        String bare = name.matches("is[A-Z].*") ? name.substring(2) : capitalized(name);
        Set<String> names = Set.of(name, "set" + bare);
        for (ExecutableElement method : methods) {
            if (names.contains(method.getSimpleName().toString())
                    && method.getParameters().size() == 1
                    && environment
                            .types()
                            .isSameType(seen(method).getParameterTypes().get(0), fieldType)) {
                environment.checkThrows(field, method);
                return new TypePlan.Setter(name, method.getSimpleName().toString(), true);
            }
        }
        return environment.isVisibleMember(field, codecPackage) ? new TypePlan.Setter(name, name, false) : null;
    }

    private boolean isDirect(VariableElement field) {
        return field.getModifiers().contains(Modifier.PUBLIC)
                || direct && environment.isVisibleMember(field, codecPackage);
    }

    /** The method with what the class puts in for its base classes' type variables. */
    private ExecutableType seen(ExecutableElement method) {
        return (ExecutableType) environment.types().asMemberOf(type, method);
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
