package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Finds classes of behaviours among the types being compiled, and refuses those that cannot be one, and marks that stand
 * anywhere else.
 */
final class BehaviourScanner {
    private static final List<ClassName> MARKS = List.of(
            Library.SYNC_VAR, Library.COMMAND, Library.CLIENT_RPC, Library.TARGET_RPC, Library.SERVER, Library.CLIENT);

    private final Environment environment;

    BehaviourScanner(Environment environment) {
        this.environment = environment;
    }

    /** Whether something is to be written for the type; reports what stands against it. */
    boolean isBehaviour(TypeElement type) {
        if (!environment.isBehaviour(type)) {
            checkStray(type);
            return false;
        }
        ClassName name = ClassName.get(type);
        boolean generated = environment.isSubtype(type.asType(), Library.NETWORKED_BEHAVIOUR.canonicalName());
        if (generated || name.equals(Library.NETWORK_BEHAVIOUR)) {
            return false;
        }
        return isWritable(type, BehaviourPlan.isConcrete(type)) && checkOwnState(type);
    }

    /** Tells of generic classes of which nothing can be made. */
    void warnOfUnusedBases(List<TypeElement> compiled, List<TypeElement> earlier) {
        for (TypeElement type : compiled) {
            boolean open =
                    !type.getTypeParameters().isEmpty() && !type.getModifiers().contains(Modifier.ABSTRACT);
            if (open && !isExtended(type, compiled) && !isExtended(type, earlier)) {
                environment
                        .errors()
                        .warning(
                                type,
                                "GenericBehaviour",
                                type.getSimpleName() + " has type parameters and no subclass here that names them, so"
                                        + " there is no "
                                        + BehaviourPlan.beside(type, "_Networked")
                                                .simpleName()
                                        + " and no object can have it",
                                "add a subclass, as in class My" + type.getSimpleName() + " extends "
                                        + type.getSimpleName() + "<…>, or make it abstract if others extend it");
            }
        }
    }

    private boolean isExtended(TypeElement type, List<TypeElement> by) {
        String name = type.getQualifiedName().toString();
        return by.stream()
                .anyMatch(other -> BehaviourPlan.isConcrete(other) && environment.isSubtype(other.asType(), name));
    }

    private void checkStray(TypeElement type) {
        for (Element member : type.getEnclosedElements()) {
            for (ClassName mark : MARKS) {
                if (Environment.annotation(member, mark) != null) {
                    environment
                            .errors()
                            .error(
                                    member,
                                    "NotABehaviour",
                                    type.getSimpleName() + "." + member.getSimpleName() + " is marked @"
                                            + mark.simpleName() + ", but " + type.getSimpleName()
                                            + " is no NetworkBehaviour",
                                    "extend NetworkBehaviour, or remove @" + mark.simpleName());
                }
            }
        }
        if (Environment.annotation(type, Library.SYNC_SETTINGS) != null) {
            refuse(
                    type,
                    "NotABehaviour",
                    "is marked @SyncSettings, but is no NetworkBehaviour",
                    "extend NetworkBehaviour, or remove @SyncSettings");
        }
    }

    private boolean isWritable(TypeElement type, boolean concrete) {
        boolean stateful = concrete || StatePlanner.hasFields(type);
        if (stateful && isPrivate(type)) {
            return refuse(
                    type,
                    "PrivateBehaviour",
                    "is private, out of reach of its generated code",
                    "make it package-private or public");
        }
        if (stateful && environment.isInner(type)) {
            return refuse(
                    type, "InnerBehaviour", "is an inner class, which needs an enclosing object", "make it static");
        }
        if (concrete && type.getModifiers().contains(Modifier.FINAL)) {
            return refuse(
                    type,
                    "FinalBehaviour",
                    "is final, and its remote methods are overridden in a generated subclass",
                    "remove final, or in Kotlin add open");
        }
        if (concrete && type.getModifiers().contains(Modifier.SEALED) && !permitsNetworked(type)) {
            return refuse(
                    type,
                    "SealedBehaviour",
                    "is sealed, and its remote methods are overridden in a generated subclass",
                    "declare it non-sealed, or permit "
                            + BehaviourPlan.beside(type, "_Networked").simpleName());
        }
        if (concrete && constructors(environment, type).isEmpty()) {
            return refuse(
                    type,
                    "PrivateConstructors",
                    "has private constructors only, and a generated subclass calls one",
                    "make one package-private, protected or public");
        }
        return true;
    }

    private static boolean permitsNetworked(TypeElement type) {
        String name = BehaviourPlan.beside(type, "_Networked").simpleName();
        return type.getPermittedSubclasses().stream()
                .anyMatch(permitted -> permitted.toString().endsWith(name));
    }

    /** Those that a subclass in the same package may call. */
    static List<ExecutableElement> constructors(Environment environment, TypeElement type) {
        String userPackage = environment.packageOf(type);
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
                .filter(constructor -> constructor.getParameters().stream()
                        .allMatch(parameter -> environment.isNameable(parameter.asType(), userPackage)))
                .toList();
    }

    private static boolean isPrivate(TypeElement type) {
        Element at = type;
        while (at instanceof TypeElement) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) {
                return true;
            }
            at = at.getEnclosingElement();
        }
        return false;
    }

    private boolean checkOwnState(TypeElement type) {
        List<String> own = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (isByHand(method, "onSerialize", Library.WRITER) || isByHand(method, "onDeserialize", Library.READER)) {
                own.add(method.getSimpleName().toString());
            }
        }
        if (own.size() != 1) {
            return true;
        }
        boolean writes = own.get(0).equals("onSerialize");
        return refuse(
                type,
                "HalfByHand",
                "overrides " + own.get(0) + " but not its counterpart",
                "override " + (writes ? "onDeserialize" : "onSerialize") + " too");
    }

    static boolean isByHand(ExecutableElement method, String name, ClassName stream) {
        return method.getSimpleName().contentEquals(name)
                && method.getParameters().size() == 2
                && method.getParameters().get(0).asType().toString().equals(stream.canonicalName());
    }

    private boolean refuse(TypeElement type, String key, String sentence, String wayOut) {
        environment.errors().error(type, key, type.getSimpleName() + " " + sentence, wayOut);
        return false;
    }
}
