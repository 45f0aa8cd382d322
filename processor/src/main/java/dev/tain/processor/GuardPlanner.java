package dev.tain.processor;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Plans the methods of a behaviour that are marked {@code @Server} or {@code @Client}. */
final class GuardPlanner {
    private final Environment environment;
    private final TypeElement behaviour;
    private final List<GuardedMethod> guards = new ArrayList<>();

    GuardPlanner(Environment environment, TypeElement behaviour) {
        this.environment = environment;
        this.behaviour = behaviour;
    }

    List<GuardedMethod> plan() {
        for (TypeElement level : environment.levels(behaviour)) {
            for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
                place(method);
            }
        }
        guards.removeIf(guard -> !isWithinReach(guard.method()));
        return guards;
    }

    private void place(ExecutableElement method) {
        boolean marked = GuardedMethod.isGuarded(method);
        for (int i = 0; i < guards.size(); i++) {
            GuardedMethod before = guards.get(i);
            if (!environment.elements().overrides(method, before.method(), behaviour)) {
                continue;
            }
            if (marked && GuardedMethod.isServer(method) == before.server()) {
                if (new RemoteRules(environment).checkGuard(method)) {
                    guards.set(i, guard(method));
                }
            } else {
                String sign = GuardedMethod.sign(before.server());
                refuse(
                        method,
                        "LostGuard",
                        RemotePlanner.name(method) + " overrides " + RemotePlanner.name(before.method())
                                + ", which is marked " + sign + ", and is not marked so",
                        "mark it " + sign + " too");
            }
            return;
        }
        if (marked && RemoteKind.of(method) == null && new RemoteRules(environment).checkGuard(method)) {
            guards.add(guard(method));
        }
    }

    private GuardedMethod guard(ExecutableElement method) {
        boolean server = GuardedMethod.isServer(method);
        AnnotationMirror mark = Environment.annotation(method, server ? Library.SERVER : Library.CLIENT);
        boolean silent = mark != null && Boolean.TRUE.equals(environment.member(mark, "silent"));
        return new GuardedMethod(method, server, silent);
    }

    /** Whether the generated subclass can override it; reports it if not. */
    private boolean isWithinReach(ExecutableElement method) {
        String userPackage = environment.packageOf(behaviour);
        boolean reachable = method.getModifiers().contains(Modifier.PUBLIC)
                || method.getModifiers().contains(Modifier.PROTECTED)
                || environment.packageOf(method).equals(userPackage);
        boolean nameable = environment.isNameable(method.getReturnType(), userPackage)
                && method.getParameters().stream()
                        .allMatch(parameter -> environment.isNameable(parameter.asType(), userPackage));
        if (!BehaviourPlan.isConcrete(behaviour)) {
            return reachable && nameable;
        }
        if (!reachable) {
            refuse(
                    behaviour,
                    "HiddenGuard",
                    behaviour.getSimpleName() + " inherits " + RemotePlanner.name(method)
                            + ", which is guarded and package-private in another package, so that the guard would not"
                            + " hold",
                    "make that method protected or public");
        } else if (!nameable) {
            boolean inherited = !behaviour.equals(method.getEnclosingElement());
            refuse(
                    inherited ? behaviour : method,
                    "HiddenGuard",
                    RemotePlanner.name(method) + " is guarded and names a type that "
                            + BehaviourPlan.beside(behaviour, "_Networked").simpleName() + " cannot reach",
                    "make that type package-private or public");
        }
        return reachable && nameable;
    }

    private void refuse(Element at, String key, String sentence, String wayOut) {
        environment.errors().error(at, key, sentence, wayOut);
    }
}
