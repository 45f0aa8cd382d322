package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/** Prints the statements that write one value, given the expression for it. */
final class WriteStatements implements FieldType.Visitor<Void, WriteStatements.Value> {
    /**
     * @param expression evaluated at most once
     * @param what the field, for errors
     * @param hint the name of a local variable for it, if one is needed
     * @param ifNull what to say if it is null; empty if it cannot be
     * @param isLocal whether the expression is a local variable already
     */
    record Value(CodeBlock expression, String what, String hint, String ifNull, boolean isLocal) {
        Value known(String local) {
            return new Value(CodeBlock.of("$L", local), what, hint, "", true);
        }

        Value part(CodeBlock part, String partHint, String ifPartNull) {
            return new Value(part, what, partHint, ifPartNull, false);
        }
    }

    private final CodeBlock.Builder out;
    private final Locals locals;
    private final Constants constants;
    private final ClassName current;

    WriteStatements(CodeBlock.Builder out, Locals locals, Constants constants, ClassName current) {
        this.out = out;
        this.locals = locals;
        this.constants = constants;
        this.current = current;
    }

    /** Writes a field of the object in {@code value}. */
    void field(TypePlan.Field field, String what) {
        String ifNull = field.type().isReference() ? what + " is null; mark it @Nullable or set it" : "";
        CodeBlock expression = CodeBlock.of("value.$L", field.getter());
        field.type().accept(this, new Value(expression, what, field.name(), ifNull, false));
    }

    /** Writes what an expression stands for. */
    void value(FieldType type, CodeBlock expression, String what, String hint, String ifNull) {
        type.accept(this, new Value(expression, what, hint, type.isReference() ? ifNull : "", false));
    }

    /** Writes what a parameter holds. */
    void parameter(FieldType type, String name, String what, String hint, String ifNull) {
        String checked = type.isReference() ? ifNull : "";
        boolean settled = checked.isEmpty() || type instanceof FieldType.OrNull;
        type.accept(this, new Value(CodeBlock.of("$L", name), what, hint, checked, settled));
    }

    private CodeBlock checked(Value value) {
        return value.ifNull.isEmpty()
                ? value.expression
                : CodeBlock.of("$T.requireNonNull($L, $S)", Objects.class, value.expression, value.ifNull);
    }

    /** A local variable that is not null. */
    private String local(TypeName type, Value value) {
        if (value.isLocal) {
            return value.expression.toString();
        }
        String name = locals.declare(value.hint);
        out.addStatement("$T $L = $L", type, name, checked(value));
        return name;
    }

    private WriteStatements inner() {
        return new WriteStatements(out, locals.inner(), constants, current);
    }

    private void checkSize(String what, String size, Integer max) {
        out.addStatement("$T.checkSize($S, $L, $L)", Library.WRITER, what, size, max);
    }

    private static String nullElement(FieldType element, Value of) {
        return element.isReference()
                ? of.what + " has a null element; mark its elements @Nullable or leave it out"
                : "";
    }

    @Override
    public Void visitOne(FieldType.One type, Value value) {
        out.addStatement("writer.$L($L)", type.scalar().writeMethod(), checked(value));
        return null;
    }

    @Override
    public Void visitText(FieldType.Text type, Value value) {
        if (type.maxSize() == null) {
            out.addStatement("writer.writeString($L)", checked(value));
        } else {
            String name = local(type.typeName(), value);
            checkSize(value.what, name + ".length()", type.maxSize());
            out.addStatement("writer.writeString($L)", name);
        }
        return null;
    }

    @Override
    public Void visitUri(FieldType.Uri type, Value value) {
        out.addStatement("writer.writeString($L.toString())", checked(value));
        return null;
    }

    @Override
    public Void visitConstant(FieldType.Constant type, Value value) {
        out.addStatement("writer.writeEnum($L)", checked(value));
        return null;
    }

    @Override
    public Void visitBulk(FieldType.Bulk type, Value value) {
        String method = "write" + type.scalar().arrayName() + "Array";
        if (type.maxSize() == null) {
            out.addStatement("writer.$L($L)", method, checked(value));
        } else {
            String name = local(type.typeName(), value);
            checkSize(value.what, name + ".length", type.maxSize());
            out.addStatement("writer.$L($L)", method, name);
        }
        return null;
    }

    @Override
    public Void visitMany(FieldType.Many type, Value value) {
        String name = local(type.typeName(), value);
        boolean list = type.container() == FieldType.Container.LIST;
        if (list) {
            out.beginControlFlow("if (!($L instanceof $T))", name, RandomAccess.class);
            out.addStatement("$L = new $T<>($L)", name, ArrayList.class, name);
            out.endControlFlow();
        }
        String size = name + (type.container() == FieldType.Container.ARRAY ? ".length" : ".size()");
        if (list) {
            String count = locals.declare(name + "Count");
            out.addStatement("int $L = $L", count, size);
            size = count;
        }
        if (type.maxSize() != null) {
            checkSize(value.what, size, type.maxSize());
        }
        out.addStatement("writer.writeCount($L)", size);
        WriteStatements inner = inner();
        if (list) {
            String index = inner.locals.declare("i");
            out.beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", index, size);
            inner.element(type.element(), value, CodeBlock.of("$L.get($L)", name, index), false);
        } else {
            String element = inner.locals.declare(Locals.singular(value.hint));
            out.beginControlFlow("for ($T $L : $L)", type.element().typeName(), element, name);
            inner.element(type.element(), value, CodeBlock.of("$L", element), true);
        }
        out.endControlFlow();
        return null;
    }

    private void element(FieldType element, Value of, CodeBlock expression, boolean isLocal) {
        String ifNull = nullElement(element, of);
        boolean settled = isLocal && (ifNull.isEmpty() || element instanceof FieldType.OrNull);
        element.accept(this, new Value(expression, of.what, Locals.singular(of.hint), ifNull, settled));
    }

    @Override
    public Void visitMapping(FieldType.Mapping type, Value value) {
        String name = local(type.typeName(), value);
        if (type.maxSize() != null) {
            checkSize(value.what, name + ".size()", type.maxSize());
        }
        out.addStatement("writer.writeCount($L.size())", name);
        WriteStatements inner = inner();
        String entry = inner.locals.declare("entry");
        TypeName key = type.key().typeName().box();
        TypeName held = type.value().typeName().box();
        out.beginControlFlow("for ($T.Entry<$T, $T> $L : $L.entrySet())", Map.class, key, held, entry, name);
        type.key()
                .accept(
                        inner,
                        value.part(
                                CodeBlock.of("$L.getKey()", entry),
                                "key",
                                value.what + " has a null key; leave it out"));
        type.value()
                .accept(
                        inner,
                        value.part(
                                CodeBlock.of("$L.getValue()", entry),
                                Locals.singular(value.hint),
                                value.what + " has a null value; mark its values @Nullable or leave it out"));
        out.endControlFlow();
        return null;
    }

    @Override
    public Void visitMaybe(FieldType.Maybe type, Value value) {
        String name = local(type.typeName(), value);
        out.addStatement("writer.writeBoolean($L.isPresent())", name);
        out.beginControlFlow("if ($L.isPresent())", name);
        type.element().accept(inner(), value.part(CodeBlock.of("$L.get()", name), value.hint + "Value", ""));
        out.endControlFlow();
        return null;
    }

    @Override
    public Void visitMaybePrimitive(FieldType.MaybePrimitive type, Value value) {
        String name = local(type.typeName(), value);
        out.addStatement("writer.writeBoolean($L.isPresent())", name);
        out.beginControlFlow("if ($L.isPresent())", name);
        String getter = "getAs" + type.scalar().arrayName();
        out.addStatement("writer.$L($L.$L())", type.scalar().writeMethod(), name, getter);
        out.endControlFlow();
        return null;
    }

    @Override
    public Void visitGenerated(FieldType.Generated type, Value given) {
        Value value = given;
        if (type.open()) {
            String name = local(type.typeName(), given);
            value = given.known(name);
            checkClass(type.typeName(), name, given.what);
        }
        if (type.codec().equals(current)) {
            out.addStatement("write(writer, $L)", checked(value));
        } else if (type.message()) {
            out.addStatement("$L.write(writer, $L)", constants.codec(type.codec()), checked(value));
        } else {
            out.addStatement("$T.write(writer, $L)", type.codec(), checked(value));
        }
        return null;
    }

    private void checkClass(ClassName type, String local, String what) {
        out.beginControlFlow("if ($L.getClass() != $T.class)", local, type);
        out.addStatement(
                "throw new $T($S + $L.getClass().getName() + $S)",
                IllegalArgumentException.class,
                what + " holds a ",
                local,
                "; the declared type is " + type.simpleName() + ", and only that travels. Make " + type.simpleName()
                        + " sealed, or write a codec.");
        out.endControlFlow();
    }

    @Override
    public Void visitByHand(FieldType.ByHand type, Value value) {
        out.addStatement("$L.serialize(writer)", checked(value));
        return null;
    }

    @Override
    public Void visitCoded(FieldType.Coded type, Value value) {
        out.addStatement("$L.write(writer, $L)", constants.codec(type.codec()), checked(value));
        return null;
    }

    @Override
    public Void visitReference(FieldType.Reference type, Value value) {
        out.addStatement("$T.write(writer, $L)", Library.REFERENCES, value.expression);
        return null;
    }

    @Override
    public Void visitOrNull(FieldType.OrNull type, Value value) {
        FieldType held = type.value();
        boolean text = held instanceof FieldType.Text;
        if (held instanceof FieldType.Text string && string.maxSize() == null) {
            out.addStatement("writer.writeNullableString($L)", value.expression);
            return null;
        }
        String name = value.isLocal
                ? value.expression.toString()
                : local(type.typeName(), value.part(value.expression, value.hint, ""));
        if (text || isCounted(held)) {
            out.beginControlFlow("if ($L == null)", name);
            out.addStatement(text ? "writer.writeNullableString(null)" : "writer.writeNullCount()");
            out.nextControlFlow("else");
        } else {
            out.addStatement("writer.writeBoolean($L != null)", name);
            out.beginControlFlow("if ($L != null)", name);
        }
        held.accept(inner(), value.known(name));
        out.endControlFlow();
        return null;
    }

    /** Types whose count says that they are null. */
    static boolean isCounted(FieldType type) {
        List<Class<?>> counted = List.of(FieldType.Bulk.class, FieldType.Many.class, FieldType.Mapping.class);
        return counted.contains(type.getClass());
    }
}
