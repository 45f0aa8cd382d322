package dev.tain.processor;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** What a remote or guarded method must be like, apart from the types of its parameters. */
final class RemoteRules {
    private record Rule(Modifier modifier, String key, String sentence, String wayOut) {}

    private static final List<Rule> MODIFIERS = List.of(
            new Rule(
                    Modifier.STATIC,
                    "Static",
                    "is static, and the generated subclass cannot override it",
                    "remove static"),
            new Rule(
                    Modifier.PRIVATE,
                    "Private",
                    "is private, and the generated subclass cannot override it",
                    "make it package-private, protected or public"),
            new Rule(
                    Modifier.FINAL,
                    "Final",
                    "is final, and the generated subclass cannot override it",
                    "remove final, or in Kotlin add open"),
            new Rule(
                    Modifier.ABSTRACT,
                    "Abstract",
                    "is abstract, so there is nothing to run",
                    "give it a body, or mark what implements it instead"));

    private final Environment environment;

    RemoteRules(Environment environment) {
        this.environment = environment;
    }

    static boolean isConnection(Environment environment, TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && environment
                        .element(type)
                        .getQualifiedName()
                        .contentEquals(Library.NETWORK_CONNECTION.canonicalName());
    }

    /** False, and reported, if the method breaks a rule; one that has no source was checked before. */
    boolean check(ExecutableElement method) {
        List<RemoteKind> kinds = RemoteKind.allOf(method);
        if (!hasSource(method)) {
            return true;
        }
        String sign = kinds.get(0).sign();
        if (isCallback(method)) {
            return refuse(
                    method,
                    "CallbackRemote",
                    "is marked " + sign + " and overrides a callback, which the library calls on the side it is for",
                    "remove " + sign + ", and call another method that is marked so");
        }
        if (kinds.size() > 1) {
            return refuse(
                    method,
                    "TwoRemotes",
                    "is marked both " + sign + " and " + kinds.get(1).sign(),
                    "keep one, and make another method for the other way");
        }
        if (GuardedMethod.isGuarded(method)) {
            return refuse(
                    method,
                    "GuardedRemote",
                    "is marked both " + sign + " and " + GuardedMethod.sign(GuardedMethod.isServer(method)),
                    "keep " + sign + ", which says where it runs");
        }
        if (!checkModifiers(method, "Remote")) {
            return false;
        }
        if (method.getReturnType().getKind() != TypeKind.VOID) {
            return refuse(
                    method,
                    "RemoteResult",
                    "returns " + ErrorReporter.a(method.getReturnType()) + ", and nothing comes back from a call",
                    "make it void and answer by a call the other way");
        }
        if (!method.getTypeParameters().isEmpty()) {
            return refuse(
                    method,
                    "GenericRemote",
                    "has type parameters, and the wire does not carry types",
                    "declare one method for each type");
        }
        return checkConnections(method, kinds.get(0)) & environment.checkThrows(method, method);
    }

    private boolean isCallback(ExecutableElement method) {
        TypeElement library = environment.elements().getTypeElement(Library.NETWORK_BEHAVIOUR.canonicalName());
        return library != null
                && ElementFilter.methodsIn(library.getEnclosedElements()).stream()
                        .anyMatch(callback ->
                                environment.elements().overrides(method, callback, Environment.declaring(method)));
    }

    private boolean hasSource(ExecutableElement method) {
        return environment.classFiles().hasSource(Environment.declaring(method));
    }

    /** Checks a guarded method. */
    boolean checkGuard(ExecutableElement method) {
        if (!hasSource(method)) {
            return true;
        }
        if (GuardedMethod.isServer(method) && GuardedMethod.isClient(method)) {
            return refuse(method, "TwoGuards", "is marked both @Server and @Client", "keep one");
        }
        return checkModifiers(method, "Guard");
    }

    private boolean checkModifiers(ExecutableElement method, String what) {
        for (Rule rule : MODIFIERS) {
            if (method.getModifiers().contains(rule.modifier)) {
                return refuse(method, rule.key + what, rule.sentence, rule.wayOut);
            }
        }
        return true;
    }

    private boolean checkConnections(ExecutableElement method, RemoteKind kind) {
        int found = 0;
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            if (!isConnection(environment, parameter.asType())) {
                continue;
            }
            found++;
            String problem = problem(kind, i, found);
            if (problem != null) {
                environment
                        .errors()
                        .error(
                                parameter,
                                "RemoteConnection",
                                RemotePlanner.name(method) + "(" + parameter.getSimpleName() + ") " + problem,
                                "remove it, or pass a NetworkIdentity");
                return false;
            }
        }
        return true;
    }

    private static @Nullable String problem(RemoteKind kind, int index, int found) {
        return switch (kind) {
            case COMMAND -> found > 1 ? "is a second connection, and a command has one sender" : null;
            case CLIENT_RPC -> "is a connection, which means nothing on a client";
            case TARGET_RPC -> index > 0 ? "is a connection but not the first parameter, which is the target" : null;
        };
    }

    private boolean refuse(ExecutableElement method, String key, String sentence, String wayOut) {
        environment.errors().error(method, key, RemotePlanner.name(method) + " " + sentence, wayOut);
        return false;
    }
}
