package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * All that is generated for one class of behaviours.
 *
 * @param states of its class levels, base classes first
 * @param constructors those that the generated subclass repeats
 */
record BehaviourPlan(
        TypeElement type,
        String wireName,
        Settings settings,
        List<StatePlan> states,
        List<SyncCollection> collections,
        List<RemoteMethod> functions,
        List<GuardedMethod> guards,
        List<ExecutableElement> constructors,
        boolean ticks,
        boolean updates,
        boolean serializesItself) {
    /** What {@code @SyncSettings} says; constants by name. */
    record Settings(String mode, String direction, int intervalMillis, boolean marked) {
        static final Settings DEFAULT = new Settings("OBSERVERS", "SERVER_TO_CLIENT", 0, false);
    }

    /** Whether objects of the class itself are made: neither an abstract one nor one with type parameters. */
    static boolean isConcrete(TypeElement type) {
        return !type.getModifiers().contains(Modifier.ABSTRACT)
                && type.getTypeParameters().isEmpty();
    }

    boolean isConcrete() {
        return isConcrete(type);
    }

    /** The state of the class itself. */
    ClassName state() {
        return states.isEmpty()
                ? Library.EMPTY_STATE
                : states.get(states.size() - 1).name();
    }

    int fieldCount() {
        return states.stream().mapToInt(state -> state.fields().size()).sum();
    }

    /** {@code com.game.Outer_Player_Schema} for {@code com.game.Outer.Player}. */
    static ClassName beside(TypeElement type, String suffix) {
        ClassName name = ClassName.get(type);
        return ClassName.get(name.packageName(), String.join("_", name.simpleNames()) + suffix);
    }

    ClassName schema() {
        return beside(type, "_Schema");
    }

    ClassName networked() {
        return beside(type, "_Networked");
    }
}
