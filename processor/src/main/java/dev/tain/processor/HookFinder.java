package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the method that a {@code @SyncVar} names as its hook, among those of the class and its base classes. */
final class HookFinder {
    private final Environment environment;
    private final TypeElement level;

    HookFinder(Environment environment, TypeElement level) {
        this.environment = environment;
        this.level = level;
    }

    /** {@code now.healthChanged}, or {@code Player.healthChanged}; null if none is named, or an error was reported. */
    @Nullable
    CodeBlock find(Site site, TypeMirror fieldType, AnnotationMirror syncVar) {
        String name = String.valueOf(environment.member(syncVar, "hook"));
        if (name.isEmpty()) {
            return null;
        }
        List<ExecutableElement> named = ElementFilter.methodsIn(
                        environment.elements().getAllMembers(level))
                .stream()
                .filter(method -> method.getSimpleName().contentEquals(name))
                .toList();
        List<ExecutableElement> ofTwo = named.stream()
                .filter(method -> method.getParameters().size() == 2)
                .toList();
        List<ExecutableElement> fitting =
                ofTwo.stream().filter(method -> takes(method, fieldType)).toList();
        String type = TypeName.get(fieldType).toString();
        String wanted = "void " + name + "(" + type + " oldValue, " + type + " newValue)";
        if (named.isEmpty()) {
            return refuse(site, "HookNotFound", "names the hook " + name + ", which is not there", "add " + wanted);
        }
        if (ofTwo.isEmpty()) {
            return refuse(
                    site,
                    "HookWrongParameters",
                    "names the hook " + name + ", which does not take two values, the old and the new",
                    "declare it as " + wanted);
        }
        if (fitting.isEmpty()) {
            return refuse(
                    site,
                    "HookWrongTypes",
                    "names the hook " + name + ", which does not take two values of the field's type",
                    "declare it as " + wanted);
        }
        return call(site, fitting.get(0));
    }

    private @Nullable CodeBlock call(Site site, ExecutableElement hook) {
        String name = hook.getSimpleName().toString();
        if (!environment.isVisibleMember(hook, site.codecPackage())) {
            boolean isPrivate = hook.getModifiers().contains(Modifier.PRIVATE);
            return refuse(
                    site,
                    "InaccessibleHook",
                    "names the hook " + name + ", which is " + (isPrivate ? "private" : "another package's")
                            + " and out of reach of its state",
                    "make that method " + (isPrivate ? "package-private" : "public"));
        }
        if (!environment.checkThrows(site.at(), hook)) {
            return null;
        }
        return hook.getModifiers().contains(Modifier.STATIC)
                ? CodeBlock.of("$T.$L", ClassName.get((TypeElement) hook.getEnclosingElement()), name)
                : CodeBlock.of("now.$L", name);
    }

    private boolean takes(ExecutableElement method, TypeMirror fieldType) {
        ExecutableType seen = (ExecutableType) environment.types().asMemberOf((DeclaredType) level.asType(), method);
        return seen.getParameterTypes().stream()
                .allMatch(parameter -> environment.types().isSameType(parameter, fieldType));
    }

    private @Nullable CodeBlock refuse(Site site, String key, String sentence, String wayOut) {
        environment.errors().error(site, key, sentence, wayOut);
        return null;
    }
}
