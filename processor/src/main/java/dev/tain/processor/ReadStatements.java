package dev.tain.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Prints the statements that read one value, as far as one expression does not do; returns the expression for the
 * value, to be evaluated next.
 */
final class ReadStatements implements FieldType.Visitor<CodeBlock, ReadStatements.Local> {
    /** @param reserved whether the name is set aside for this value; else it is a wish */
    record Local(String name, boolean reserved) {}

    private final CodeBlock.Builder out;
    private final Locals locals;
    private final Constants constants;
    private final MinimumSizes sizes;
    private final ClassName current;
    private final String what;
    private String index = "";

    ReadStatements(
            CodeBlock.Builder out,
            Locals locals,
            Constants constants,
            MinimumSizes sizes,
            ClassName current,
            String what) {
        this.out = out;
        this.locals = locals;
        this.constants = constants;
        this.sizes = sizes;
        this.current = current;
        this.what = what;
    }

    /** Reads a field into the local variable set aside for it. */
    void field(FieldType type, String local) {
        CodeBlock expression = type.accept(this, new Local(local, true));
        if (!expression.toString().equals(local)) {
            out.addStatement("$T $L = $L", type.typeName(), local, expression);
        }
    }

    private String declare(Local local) {
        return local.reserved ? local.name : locals.declare(local.name);
    }

    private ReadStatements inner() {
        return new ReadStatements(out, locals.inner(), constants, sizes, current, what);
    }

    /** The expression for a value that needs no statements before it; null if it does. */
    private @Nullable CodeBlock expression(FieldType type) {
        CodeBlock.Builder statements = CodeBlock.builder();
        CodeBlock expression = type.accept(
                new ReadStatements(statements, locals.inner(), constants, sizes, current, what), new Local("x", false));
        return statements.isEmpty() ? expression : null;
    }

    @Override
    public CodeBlock visitOne(FieldType.One type, Local local) {
        return CodeBlock.of("reader.$L()", type.scalar().readMethod());
    }

    @Override
    public CodeBlock visitText(FieldType.Text type, Local local) {
        return text("readString", type);
    }

    private static CodeBlock text(String method, FieldType.Text type) {
        return type.maxSize() == null
                ? CodeBlock.of("reader.$L()", method)
                : CodeBlock.of("reader.$L($L)", method, type.maxSize());
    }

    @Override
    public CodeBlock visitUri(FieldType.Uri type, Local local) {
        String name = declare(local);
        out.addStatement("$T $L", type.typeName(), name);
        out.beginControlFlow("try");
        out.addStatement("$L = new $T(reader.readString())", name, type.typeName());
        out.nextControlFlow(
                "catch ($T $L)", URISyntaxException.class, locals.inner().declare("problem"));
        out.addStatement("throw reader.malformed($S)", what + " is not a URI");
        out.endControlFlow();
        return CodeBlock.of("$L", name);
    }

    @Override
    public CodeBlock visitConstant(FieldType.Constant type, Local local) {
        return CodeBlock.of("reader.readEnum($L)", constants.valuesOf(type.typeName()));
    }

    @Override
    public CodeBlock visitBulk(FieldType.Bulk type, Local local) {
        return type.maxSize() == null
                ? CodeBlock.of("reader.read$LArray()", type.scalar().arrayName())
                : elements(type, count("readCount", type.scalar().arrayElementBytes(), type.maxSize()));
    }

    private static CodeBlock elements(FieldType.Bulk type, CodeBlock count) {
        return CodeBlock.of("reader.read$Ls($L)", type.scalar().arrayName(), count);
    }

    private static CodeBlock count(String method, int elementBytesMin, @Nullable Integer max) {
        CodeBlock count = CodeBlock.of("reader.$L($L)", method, elementBytesMin);
        return max == null ? count : CodeBlock.of("reader.checkSize($L, $L)", count, max);
    }

    @Override
    public CodeBlock visitMany(FieldType.Many type, Local local) {
        return counted(type, local, false);
    }

    @Override
    public CodeBlock visitMapping(FieldType.Mapping type, Local local) {
        return counted(type, local, false);
    }

    private CodeBlock counted(FieldType type, Local local, boolean orNull) {
        String name = declare(local);
        String count = locals.declare(name + "Count");
        String method = orNull ? "readNullableCount" : "readCount";
        out.addStatement("int $L = $L", count, count(method, elementBytesMin(type), maxSize(type)));
        if (orNull) {
            out.addStatement("$T $L = null", type.typeName(), name);
            out.beginControlFlow("if ($L >= 0)", count);
        }
        out.add(orNull ? "" : "$T ", orNull ? new Object[0] : new Object[] {type.typeName()});
        inner().fill(type, name, count);
        if (orNull) {
            out.endControlFlow();
        }
        return CodeBlock.of("$L", name);
    }

    private int elementBytesMin(FieldType type) {
        return type instanceof FieldType.Bulk bulk
                ? bulk.scalar().arrayElementBytes()
                : type.parts().stream().mapToInt(sizes::of).sum();
    }

    private static @Nullable Integer maxSize(FieldType type) {
        if (type instanceof FieldType.Many many) {
            return many.maxSize();
        }
        return type instanceof FieldType.Mapping mapping ? mapping.maxSize() : ((FieldType.Bulk) type).maxSize();
    }

    private void fill(FieldType type, String name, String count) {
        if (type instanceof FieldType.Bulk bulk) {
            out.addStatement("$L = $L", name, elements(bulk, CodeBlock.of("$L", count)));
        } else if (type instanceof FieldType.Mapping mapping) {
            fillMap(mapping, name, count);
        } else if (type instanceof FieldType.Many many) {
            switch (many.container()) {
                case ARRAY -> fillArray(many, name, count);
                case LIST -> {
                    out.addStatement("$L = new $T<>($L)", name, ArrayList.class, count);
                    addElements(many, name, count);
                }
                case SET -> {
                    out.addStatement("$L = new $T<>(2 * $L)", name, LinkedHashSet.class, count);
                    addElements(many, name, count);
                }
            }
        }
    }

    private ReadStatements loop(String count) {
        ReadStatements inner = inner();
        inner.index = inner.locals.declare("i");
        out.beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", inner.index, count);
        return inner;
    }

    private void addElements(FieldType.Many type, String name, String count) {
        ReadStatements inner = loop(count);
        CodeBlock element = type.element().accept(inner, new Local(Locals.singular(name), false));
        if (type.element() instanceof FieldType.Reference && type.container() == FieldType.Container.SET) {
            String found = inner.locals.declare(Locals.singular(name));
            out.addStatement("$T $L = $L", type.element().typeName(), found, element);
            out.beginControlFlow("if ($L != null)", found); // not here, or not yet
            out.addStatement("$L.add($L)", name, found);
            out.endControlFlow();
        } else if (type.container() == FieldType.Container.SET) {
            out.beginControlFlow("if (!$L.add($L))", name, element);
            twin("an element");
            out.endControlFlow();
        } else {
            out.addStatement("$L.add($L)", name, element);
        }
        out.endControlFlow();
    }

    private void twin(String part) {
        out.addStatement("throw reader.malformed($S)", what + " has " + part + " twice");
    }

    private void fillArray(FieldType.Many type, String name, String count) {
        TypeName component = ((ArrayTypeName) type.typeName()).componentType();
        StringBuilder brackets = new StringBuilder();
        while (component instanceof ArrayTypeName deeper) {
            component = deeper.componentType();
            brackets.append("[]");
        }
        if (component instanceof ParameterizedTypeName generic) {
            component = generic.rawType();
            constants.needsUncheckedArrays();
        }
        out.addStatement("$L = new $T[$L]$L", name, component, count, brackets);
        ReadStatements inner = loop(count);
        CodeBlock element = type.element().accept(inner, new Local(Locals.singular(name), false));
        out.addStatement("$L[$L] = $L", name, inner.index, element);
        out.endControlFlow();
    }

    private void fillMap(FieldType.Mapping type, String name, String count) {
        out.addStatement("$L = new $T<>(2 * $L)", name, LinkedHashMap.class, count);
        ReadStatements inner = loop(count);
        String key = inner.locals.declare("key");
        inner.field(type.key(), key);
        CodeBlock value = type.value().accept(inner, new Local(Locals.singular(name), false));
        if (type.key() instanceof FieldType.Reference) {
            String held = inner.locals.declare(Locals.singular(name));
            out.addStatement("$T $L = $L", type.value().typeName().box(), held, value);
            out.beginControlFlow("if ($L != null)", key); // not here, or not yet
            out.addStatement("$L.put($L, $L)", name, key, held);
            out.endControlFlow();
            out.endControlFlow();
            return;
        }
        out.addStatement("$L.put($L, $L)", name, key, value);
        out.beginControlFlow("if ($L.size() == $L)", name, inner.index);
        twin("a key");
        out.endControlFlow();
        out.endControlFlow();
    }

    @Override
    public CodeBlock visitMaybe(FieldType.Maybe type, Local local) {
        ClassName optional = ClassName.get("java.util", "Optional");
        CodeBlock simple = expression(type.element());
        if (simple != null) {
            // code of the game may read null
            String of = type.element() instanceof FieldType.Coded
                            || type.element() instanceof FieldType.Reference
                            || type.element() instanceof FieldType.ByHand hand && hand.components() == null
                    ? "ofNullable"
                    : "of";
            return CodeBlock.of("reader.readBoolean() ? $1T.$2L($3L) : $1T.empty()", optional, of, simple);
        }
        return later(type, type.element(), local, CodeBlock.of("$T.empty()", optional), "$T.of($L)");
    }

    private CodeBlock later(FieldType type, FieldType held, Local local, CodeBlock absent, String present) {
        String name = declare(local);
        out.addStatement("$T $L = $L", type.typeName(), name, absent);
        out.beginControlFlow("if (reader.readBoolean())");
        CodeBlock value = held.accept(inner(), new Local(name + "Value", false));
        CodeBlock made =
                present.equals("$L") ? value : CodeBlock.of(present, ClassName.get("java.util", "Optional"), value);
        out.addStatement("$L = $L", name, made);
        out.endControlFlow();
        return CodeBlock.of("$L", name);
    }

    @Override
    public CodeBlock visitMaybePrimitive(FieldType.MaybePrimitive type, Local local) {
        String method = type.scalar().readMethod();
        return CodeBlock.of("reader.readBoolean() ? $1T.of(reader.$2L()) : $1T.empty()", type.typeName(), method);
    }

    @Override
    public CodeBlock visitGenerated(FieldType.Generated type, Local local) {
        if (type.codec().equals(current)) {
            return CodeBlock.of("read(reader)");
        }
        return type.message()
                ? CodeBlock.of("$L.read(reader)", constants.codec(type.codec()))
                : CodeBlock.of("$T.read(reader)", type.codec());
    }

    @Override
    public CodeBlock visitByHand(FieldType.ByHand type, Local local) {
        if (type.staticRead()) {
            return CodeBlock.of("$T.deserialize(reader)", type.typeName());
        }
        String name = declare(local);
        out.addStatement("$1T $2L = new $1T()", type.typeName(), name);
        out.addStatement("$L.deserialize(reader)", name);
        return CodeBlock.of("$L", name);
    }

    @Override
    public CodeBlock visitCoded(FieldType.Coded type, Local local) {
        return CodeBlock.of("$L.read(reader)", constants.codec(type.codec()));
    }

    @Override
    public CodeBlock visitReference(FieldType.Reference type, Local local) {
        return type.isIdentity()
                ? CodeBlock.of("$T.readIdentity(reader)", Library.REFERENCES)
                : CodeBlock.of("$T.readBehaviour(reader, $T.class)", Library.REFERENCES, type.type());
    }

    @Override
    public CodeBlock visitOrNull(FieldType.OrNull type, Local local) {
        if (type.value() instanceof FieldType.Text text) {
            return text("readNullableString", text);
        }
        if (WriteStatements.isCounted(type.value())) {
            return counted(type.value(), local, true);
        }
        CodeBlock simple = expression(type.value());
        return simple != null
                ? CodeBlock.of("reader.readBoolean() ? $L : null", simple)
                : later(type, type.value(), local, CodeBlock.of("null"), "$L");
    }
}
