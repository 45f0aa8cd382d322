package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fewest bytes a value can take: by it a reader tells an impossible count from a possible one before it takes
 * memory. A bound from below: 0 where nothing is known.
 */
final class MinimumSizes implements FieldType.Visitor<Integer, Map<ClassName, Integer>> {
    /** Types that hold themselves grow with each round; every round's sizes are bounds from below. */
    private static final int ROUNDS = 64;

    private static final int ENOUGH = 1 << 16;

    private final Map<ClassName, Integer> bytes = new HashMap<>();

    MinimumSizes(Map<ClassName, TypePlan.Codec> plans) {
        boolean changed = true;
        for (int round = 0; changed && round < ROUNDS; round++) {
            changed = false;
            for (TypePlan.Codec codec : plans.values()) {
                int now = Math.min(ofPlan(codec.plan()), ENOUGH);
                Integer before = bytes.put(codec.name(), now);
                changed |= before == null || before != now;
            }
        }
    }

    int of(FieldType type) {
        return type.accept(this, bytes);
    }

    private int ofFields(List<TypePlan.Field> fields) {
        return fields.stream().mapToInt(field -> of(field.type())).sum();
    }

    @Override
    public Integer visitOne(FieldType.One type, Map<ClassName, Integer> known) {
        return type.scalar().bytesMin();
    }

    @Override
    public Integer visitText(FieldType.Text type, Map<ClassName, Integer> known) {
        return 2;
    }

    @Override
    public Integer visitUri(FieldType.Uri type, Map<ClassName, Integer> known) {
        return 2;
    }

    @Override
    public Integer visitConstant(FieldType.Constant type, Map<ClassName, Integer> known) {
        return 1;
    }

    @Override
    public Integer visitBulk(FieldType.Bulk type, Map<ClassName, Integer> known) {
        return 1;
    }

    @Override
    public Integer visitMany(FieldType.Many type, Map<ClassName, Integer> known) {
        return 1;
    }

    @Override
    public Integer visitMapping(FieldType.Mapping type, Map<ClassName, Integer> known) {
        return 1;
    }

    @Override
    public Integer visitMaybe(FieldType.Maybe type, Map<ClassName, Integer> known) {
        return 1;
    }

    @Override
    public Integer visitMaybePrimitive(FieldType.MaybePrimitive type, Map<ClassName, Integer> known) {
        return 1;
    }

    @Override
    public Integer visitGenerated(FieldType.Generated type, Map<ClassName, Integer> known) {
        return known.getOrDefault(type.codec(), 0);
    }

    private int ofPlan(TypePlan plan) {
        if (plan instanceof TypePlan.Fields struct) {
            return ofFields(struct.fields());
        }
        if (plan instanceof TypePlan.Sealed sealed) {
            int own = sealed.own() == null ? ENOUGH : ofFields(sealed.own().fields());
            int least = sealed.subtypes().stream().mapToInt(this::of).min().orElse(ENOUGH);
            return 1 + Math.min(own, least);
        }
        return 0;
    }

    @Override
    public Integer visitByHand(FieldType.ByHand type, Map<ClassName, Integer> known) {
        return type.components() == null ? 0 : ofFields(type.components());
    }

    @Override
    public Integer visitCoded(FieldType.Coded type, Map<ClassName, Integer> known) {
        return 0;
    }

    @Override
    public Integer visitReference(FieldType.Reference type, Map<ClassName, Integer> known) {
        return 1;
    }

    @Override
    public Integer visitOrNull(FieldType.OrNull type, Map<ClassName, Integer> known) {
        return type.value() instanceof FieldType.Text ? 2 : 1;
    }
}
