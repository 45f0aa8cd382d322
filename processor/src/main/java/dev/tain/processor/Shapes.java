package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Spells out what a message is made of, so that two builds can compare: {@code score int, pos Vector3{x float, …}}. A
 * type is spelled out where it first occurs and only named after that. One instance spells one message.
 */
final class Shapes implements FieldType.Visitor<Void, StringBuilder> {
    private final Map<ClassName, TypePlan.Codec> plans;
    private final Set<ClassName> spelled = new HashSet<>();

    private Shapes(Map<ClassName, TypePlan.Codec> plans) {
        this.plans = plans;
    }

    static String of(TypePlan message, Map<ClassName, TypePlan.Codec> plans) {
        Shapes shapes = new Shapes(plans);
        shapes.spelled.add(ClassName.get(message.type()));
        StringBuilder text = new StringBuilder();
        if (message instanceof TypePlan.Fields struct) {
            shapes.fields(struct.fields(), text);
        } else if (message instanceof TypePlan.Sealed sealed) {
            shapes.sealed(sealed, text);
        } else {
            text.append("<by hand>");
        }
        return text.toString();
    }

    /** Fields, collections and remote methods, in the order in which they are numbered. */
    static String of(BehaviourPlan behaviour, Map<ClassName, TypePlan.Codec> plans) {
        Shapes shapes = new Shapes(plans);
        List<String> parts = new ArrayList<>();
        for (StatePlan state : behaviour.states()) {
            state.fields().forEach(field -> parts.add(field.name() + " " + shapes.spelled(List.of(field.type()))));
        }
        for (SyncCollection collection : behaviour.collections()) {
            parts.add(collection.name() + " " + collection.kind() + "<" + shapes.spelled(collection.elements()) + ">");
        }
        for (RemoteMethod function : behaviour.functions()) {
            parts.add(function.name() + " " + shapes.call(function));
        }
        if (behaviour.serializesItself()) {
            parts.add("onSerialize <by hand>");
        }
        if (!behaviour.settings().direction().equals(BehaviourPlan.Settings.DEFAULT.direction())) {
            parts.add("<" + behaviour.settings().direction() + ">");
        }
        return String.join(", ", parts);
    }

    private String call(RemoteMethod function) {
        List<String> parameters = new ArrayList<>();
        for (RemoteMethod.Parameter parameter : function.parameters()) {
            if (parameter.type() != null) {
                parameters.add(spelled(List.of(parameter.type()))); // class files do not keep their names
            }
        }
        return function.kind().factory() + "(" + String.join(", ", parameters) + ")";
    }

    private String spelled(List<FieldType> types) {
        List<String> parts = new ArrayList<>();
        for (FieldType type : types) {
            StringBuilder text = new StringBuilder();
            type.accept(this, text);
            parts.add(text.toString());
        }
        return String.join(", ", parts);
    }

    private void fields(List<TypePlan.Field> fields, StringBuilder text) {
        String separator = "";
        for (TypePlan.Field field : fields) {
            text.append(separator).append(field.name()).append(' ');
            field.type().accept(this, text);
            separator = ", ";
        }
    }

    private static String simpleName(FieldType type) {
        String name = type.typeName().toString();
        int generic = name.indexOf('<');
        String raw = generic < 0 ? name : name.substring(0, generic);
        return raw.substring(raw.lastIndexOf('.') + 1);
    }

    @Override
    public Void visitOne(FieldType.One type, StringBuilder text) {
        boolean primitive = type.scalar().isPrimitive();
        text.append(primitive ? type.scalar().type().toString() : simpleName(type));
        return null;
    }

    @Override
    public Void visitText(FieldType.Text type, StringBuilder text) {
        text.append("String");
        return null;
    }

    @Override
    public Void visitUri(FieldType.Uri type, StringBuilder text) {
        text.append("URI");
        return null;
    }

    @Override
    public Void visitConstant(FieldType.Constant type, StringBuilder text) {
        text.append(simpleName(type));
        if (spelled.add(type.typeName())) {
            text.append(type.shape());
        }
        return null;
    }

    @Override
    public Void visitBulk(FieldType.Bulk type, StringBuilder text) {
        text.append(type.scalar().type()).append("[]");
        return null;
    }

    @Override
    public Void visitMany(FieldType.Many type, StringBuilder text) {
        if (type.container() == FieldType.Container.ARRAY) {
            type.element().accept(this, text);
            text.append("[]");
        } else {
            text.append(simpleName(type)).append('<');
            type.element().accept(this, text);
            text.append('>');
        }
        return null;
    }

    @Override
    public Void visitMapping(FieldType.Mapping type, StringBuilder text) {
        text.append("Map<");
        type.key().accept(this, text);
        text.append(", ");
        type.value().accept(this, text);
        text.append('>');
        return null;
    }

    @Override
    public Void visitMaybe(FieldType.Maybe type, StringBuilder text) {
        text.append("Optional<");
        type.element().accept(this, text);
        text.append('>');
        return null;
    }

    @Override
    public Void visitMaybePrimitive(FieldType.MaybePrimitive type, StringBuilder text) {
        text.append(simpleName(type));
        return null;
    }

    @Override
    public Void visitGenerated(FieldType.Generated type, StringBuilder text) {
        text.append(simpleName(type));
        TypePlan.Codec codec = plans.get(type.codec());
        if (codec == null || !spelled.add(type.typeName())) {
            return null;
        }
        if (codec.plan() instanceof TypePlan.Fields struct) {
            text.append('{');
            fields(struct.fields(), text);
            text.append('}');
        } else if (codec.plan() instanceof TypePlan.Sealed sealed) {
            sealed(sealed, text);
        }
        return null;
    }

    private void sealed(TypePlan.Sealed sealed, StringBuilder text) {
        String separator = "(";
        for (FieldType subtype : sealed.subtypes()) {
            text.append(separator);
            subtype.accept(this, text);
            separator = "|";
        }
        own(sealed, separator, text);
        text.append(')');
    }

    private void own(TypePlan.Sealed sealed, String separator, StringBuilder text) {
        if (sealed.own() != null) {
            text.append(separator).append(sealed.type().getSimpleName()).append('{');
            fields(sealed.own().fields(), text);
            text.append('}');
        }
    }

    @Override
    public Void visitByHand(FieldType.ByHand type, StringBuilder text) {
        text.append(simpleName(type));
        if (type.components() == null) {
            text.append("<by hand>");
        } else if (spelled.add(type.typeName())) {
            text.append('{');
            fields(type.components(), text);
            text.append('}');
        }
        return null;
    }

    @Override
    public Void visitCoded(FieldType.Coded type, StringBuilder text) {
        text.append(simpleName(type)).append("<by hand>");
        return null;
    }

    @Override
    public Void visitReference(FieldType.Reference type, StringBuilder text) {
        text.append(type.type().simpleName());
        return null;
    }

    @Override
    public Void visitOrNull(FieldType.OrNull type, StringBuilder text) {
        type.value().accept(this, text);
        text.append('?');
        return null;
    }
}
