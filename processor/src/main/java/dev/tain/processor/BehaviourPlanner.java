package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Plans all that is written for classes of behaviours; what their fields are made of is asked of the {@link Planner}. */
final class BehaviourPlanner {
    private static final int FIELDS_MAX = 64;
    private static final int COLLECTIONS_MAX = 64;
    private static final int FUNCTIONS_MAX = 256;

    private final Environment environment;
    private final FieldTypes fieldTypes;
    private final CodecPlaces places;
    private final Map<String, List<StatePlan>> states = new LinkedHashMap<>();

    BehaviourPlanner(Environment environment, FieldTypes fieldTypes, CodecPlaces places) {
        this.environment = environment;
        this.fieldTypes = fieldTypes;
        this.places = places;
    }

    List<BehaviourPlan> plan(Collection<TypeElement> behaviours) {
        checkNames(behaviours);
        Set<String> extendedElsewhere = new HashSet<>();
        for (TypeElement behaviour : behaviours) {
            for (TypeElement level : environment.levels(behaviour)) {
                if (environment.isPublic(behaviour)
                        || !environment.packageOf(behaviour).equals(environment.packageOf(level))) {
                    extendedElsewhere.add(level.getQualifiedName().toString());
                }
            }
        }
        StatePlanner statePlanner = new StatePlanner(environment, fieldTypes, places, extendedElsewhere);
        List<BehaviourPlan> plans = new ArrayList<>();
        for (TypeElement behaviour : behaviours) {
            plans.add(plan(behaviour, statePlanner));
        }
        return plans;
    }

    private void checkNames(Collection<TypeElement> behaviours) {
        Map<ClassName, TypeElement> byName = new HashMap<>();
        for (TypeElement behaviour : behaviours) {
            ClassName name = BehaviourPlan.beside(behaviour, "");
            TypeElement other = byName.putIfAbsent(name, behaviour);
            if (other != null) {
                environment
                        .errors()
                        .error(
                                behaviour,
                                "GeneratedNameClash",
                                other.getQualifiedName() + " and " + behaviour.getQualifiedName()
                                        + " would both have generated classes called " + name + "_Schema",
                                "rename one");
            }
        }
    }

    private BehaviourPlan plan(TypeElement behaviour, StatePlanner statePlanner) {
        BehaviourPlan plan = new BehaviourPlan(
                behaviour,
                WireNames.of(behaviour),
                settings(behaviour),
                states(behaviour, statePlanner, behaviour),
                new CollectionPlanner(environment, fieldTypes, behaviour).plan(),
                new RemotePlanner(environment, fieldTypes, behaviour).plan(),
                new GuardPlanner(environment, behaviour).plan(),
                BehaviourScanner.constructors(environment, behaviour),
                overrides(behaviour, "onTick"),
                overrides(behaviour, "onUpdate"),
                overrides(behaviour, "onSerialize"));
        checkCount(plan, plan.fieldCount(), FIELDS_MAX, "TooManySyncVars", "@SyncVar fields", "put some into a record");
        checkCount(
                plan,
                plan.collections().size(),
                COLLECTIONS_MAX,
                "TooManyCollections",
                "synchronised collections",
                "move some to another behaviour");
        checkCount(
                plan,
                plan.functions().size(),
                FUNCTIONS_MAX,
                "TooManyRemotes",
                "remote methods",
                "move some to another behaviour");
        return plan;
    }

    private void checkCount(BehaviourPlan plan, int count, int max, String key, String what, String wayOut) {
        if (count > max) {
            environment
                    .errors()
                    .error(
                            plan.type(),
                            key,
                            plan.type().getSimpleName() + " has, with its base classes, " + count + " " + what
                                    + ", and at most " + max + " fit",
                            wayOut);
        }
    }

    /** The states of the class and its base classes; each is planned once. */
    private List<StatePlan> states(TypeElement level, StatePlanner planner, TypeElement user) {
        String name = level.getQualifiedName().toString();
        List<StatePlan> known = states.get(name);
        if (known != null) {
            return known;
        }
        List<StatePlan> all = new ArrayList<>();
        for (TypeElement one : environment.levels(level)) {
            if (!one.equals(level)) {
                all = new ArrayList<>(states(one, planner, user));
            } else if (StatePlanner.hasFields(one)) {
                all.add(planner.plan(one, all, user));
            }
        }
        states.put(name, all);
        return all;
    }

    private boolean overrides(TypeElement behaviour, String name) {
        for (TypeElement level : environment.levels(behaviour)) {
            for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
                boolean found = !name.equals("onSerialize")
                        ? method.getSimpleName().contentEquals(name)
                                && method.getParameters().isEmpty()
                        : BehaviourScanner.isByHand(method, name, Library.WRITER);
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }

    private BehaviourPlan.Settings settings(TypeElement behaviour) {
        List<TypeElement> levels = environment.levels(behaviour);
        for (int i = levels.size() - 1; i >= 0; i--) {
            AnnotationMirror mark = Environment.annotation(levels.get(i), Library.SYNC_SETTINGS);
            if (mark != null) {
                return settings(levels.get(i), mark);
            }
        }
        return BehaviourPlan.Settings.DEFAULT;
    }

    private BehaviourPlan.Settings settings(TypeElement level, AnnotationMirror mark) {
        int interval = environment.member(mark, "intervalMillis") instanceof Integer millis ? millis : 0;
        if (interval < 0) {
            environment
                    .errors()
                    .error(
                            level,
                            "BadInterval",
                            level.getSimpleName() + " has an interval of " + interval + " ms",
                            "give one of 0 or more");
        }
        return new BehaviourPlan.Settings(
                constant(mark, "mode", "OBSERVERS"),
                constant(mark, "direction", "SERVER_TO_CLIENT"),
                interval,
                Boolean.TRUE.equals(environment.member(mark, "marked")));
    }

    private String constant(AnnotationMirror mark, String name, String otherwise) {
        return environment.member(mark, name) instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : otherwise;
    }
}
