package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fewest bytes a value can take: by it a reader tells an impossible count from a possible one before it takes
 * memory. A bound from below: 0 where nothing is known.
 */
final class MinimumSizes implements FieldType.Visitor<Integer, Set<ClassName>> {
    private final Map<ClassName, TypePlan.Codec> plans;

    MinimumSizes(Map<ClassName, TypePlan.Codec> plans) {
        this.plans = plans;
    }

    int of(FieldType type) {
        return type.accept(this, new HashSet<>());
    }

    private int ofFields(List<TypePlan.Field> fields, Set<ClassName> inside) {
        return fields.stream()
                .mapToInt(field -> field.type().accept(this, inside))
                .sum();
    }

    @Override
    public Integer visitOne(FieldType.One type, Set<ClassName> inside) {
        return type.scalar().bytesMin();
    }

    @Override
    public Integer visitText(FieldType.Text type, Set<ClassName> inside) {
        return 2;
    }

    @Override
    public Integer visitUri(FieldType.Uri type, Set<ClassName> inside) {
        return 2;
    }

    @Override
    public Integer visitConstant(FieldType.Constant type, Set<ClassName> inside) {
        return 1;
    }

    @Override
    public Integer visitBulk(FieldType.Bulk type, Set<ClassName> inside) {
        return 1;
    }

    @Override
    public Integer visitMany(FieldType.Many type, Set<ClassName> inside) {
        return 1;
    }

    @Override
    public Integer visitMapping(FieldType.Mapping type, Set<ClassName> inside) {
        return 1;
    }

    @Override
    public Integer visitMaybe(FieldType.Maybe type, Set<ClassName> inside) {
        return 1;
    }

    @Override
    public Integer visitMaybePrimitive(FieldType.MaybePrimitive type, Set<ClassName> inside) {
        return 1;
    }

    @Override
    public Integer visitGenerated(FieldType.Generated type, Set<ClassName> inside) {
        TypePlan.Codec codec = plans.get(type.codec());
        if (codec == null || !inside.add(type.codec())) {
            return 0;
        }
        int bytes = 0;
        if (codec.plan() instanceof TypePlan.Fields struct) {
            bytes = ofFields(struct.fields(), inside);
        } else if (codec.plan() instanceof TypePlan.Sealed sealed) {
            bytes = 1
                    + sealed.subtypes().stream()
                            .mapToInt(subtype -> subtype.accept(this, inside))
                            .min()
                            .orElse(0);
        }
        inside.remove(type.codec());
        return bytes;
    }

    @Override
    public Integer visitByHand(FieldType.ByHand type, Set<ClassName> inside) {
        return type.components() == null ? 0 : ofFields(type.components(), inside);
    }

    @Override
    public Integer visitCoded(FieldType.Coded type, Set<ClassName> inside) {
        return 0;
    }

    @Override
    public Integer visitOrNull(FieldType.OrNull type, Set<ClassName> inside) {
        return type.value() instanceof FieldType.Text ? 2 : 1;
    }
}
