package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fewest bytes a value can take: by it a reader tells an impossible count from a possible one before it takes
 * memory. A bound from below: 0 where nothing is known.
 */
final class MinimumSizes implements FieldType.Visitor<Integer, @Nullable Void> {
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
        return type.accept(this, null);
    }

    private int ofFields(List<TypePlan.Field> fields) {
        return fields.stream().mapToInt(field -> of(field.type())).sum();
    }

    @Override
    public Integer visitOne(FieldType.One type, @Nullable Void nothing) {
        return type.scalar().bytesMin();
    }

    @Override
    public Integer visitText(FieldType.Text type, @Nullable Void nothing) {
        return 2;
    }

    @Override
    public Integer visitUri(FieldType.Uri type, @Nullable Void nothing) {
        return 2;
    }

    @Override
    public Integer visitConstant(FieldType.Constant type, @Nullable Void nothing) {
        return 1;
    }

    @Override
    public Integer visitBulk(FieldType.Bulk type, @Nullable Void nothing) {
        return 1;
    }

    @Override
    public Integer visitMany(FieldType.Many type, @Nullable Void nothing) {
        return 1;
    }

    @Override
    public Integer visitMapping(FieldType.Mapping type, @Nullable Void nothing) {
        return 1;
    }

    @Override
    public Integer visitMaybe(FieldType.Maybe type, @Nullable Void nothing) {
        return 1;
    }

    @Override
    public Integer visitMaybePrimitive(FieldType.MaybePrimitive type, @Nullable Void nothing) {
        return 1;
    }

    @Override
    public Integer visitGenerated(FieldType.Generated type, @Nullable Void nothing) {
        return bytes.getOrDefault(type.codec(), 0);
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
    public Integer visitByHand(FieldType.ByHand type, @Nullable Void nothing) {
        return type.components() == null ? 0 : ofFields(type.components());
    }

    @Override
    public Integer visitCoded(FieldType.Coded type, @Nullable Void nothing) {
        return 0;
    }

    @Override
    public Integer visitOrNull(FieldType.OrNull type, @Nullable Void nothing) {
        return type.value() instanceof FieldType.Text ? 2 : 1;
    }
}
