package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which generated codecs a type calls, and so which types can contain themselves. */
final class References {
    private final Map<ClassName, TypePlan.Codec> plans;

    References(Map<ClassName, TypePlan.Codec> plans) {
        this.plans = plans;
    }

    /** Whether a value of the type can hold another value of it. */
    boolean isCyclic(ClassName codec) {
        Set<ClassName> seen = new HashSet<>();
        Deque<ClassName> open = new ArrayDeque<>();
        addCalled(codec, open);
        while (!open.isEmpty()) {
            ClassName next = open.pop();
            if (next.equals(codec)) {
                return true;
            }
            if (seen.add(next)) {
                addCalled(next, open);
            }
        }
        return false;
    }

    private void addCalled(ClassName codec, Collection<ClassName> into) {
        TypePlan.Codec plan = plans.get(codec);
        if (plan != null && plan.plan() instanceof TypePlan.Fields struct) {
            struct.fields().forEach(field -> addCalled(field.type(), into));
        } else if (plan != null && plan.plan() instanceof TypePlan.Sealed sealed) {
            sealed.subtypes().forEach(subtype -> addCalled(subtype, into));
            if (sealed.own() != null) {
                sealed.own().fields().forEach(field -> addCalled(field.type(), into));
            }
        }
    }

    private void addCalled(FieldType type, Collection<ClassName> into) {
        if (type instanceof FieldType.Generated generated) {
            into.add(generated.codec());
        }
        type.parts().forEach(part -> addCalled(part, into));
    }
}
