package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import javax.lang.model.SourceVersion;

/** Prints how a sealed type is written and read: a tag byte, the subtype's index, then the subtype. */
final class SealedStatements {
    private final CodeBlock.Builder out;
    private final Locals locals;

    SealedStatements(CodeBlock.Builder out, Locals locals) {
        this.out = out;
        this.locals = locals;
    }

    void write(TypePlan.Sealed plan, WriteStatements statements) {
        List<FieldType> subtypes = plan.subtypes();
        String type = plan.type().getSimpleName().toString();
        for (int tag = 0; tag < subtypes.size(); tag++) {
            FieldType subtype = subtypes.get(tag);
            String name = locals.declare(name(subtype));
            String test = "if (value instanceof $T $L)";
            if (tag == 0) {
                out.beginControlFlow(test, subtype.typeName(), name);
            } else {
                out.nextControlFlow("else " + test, subtype.typeName(), name);
            }
            out.addStatement("writer.writeByte($L)", tag);
            subtype.accept(statements, new WriteStatements.Value(CodeBlock.of("$L", name), type, name, "", true));
        }
        if (plan.own() != null) {
            out.nextControlFlow("else if (value.getClass() == $T.class)", plan.type());
            out.addStatement("writer.writeByte($L)", subtypes.size());
            out.addStatement("writeOwn(writer, value)");
        }
        out.nextControlFlow("else");
        out.addStatement(
                "throw new $T($S + value)",
                IllegalArgumentException.class,
                type + " has a subtype unknown to its codec: ");
        out.endControlFlow();
    }

    private static String name(FieldType subtype) {
        String type = subtype.typeName() instanceof ClassName name ? name.simpleName() : "subtype";
        String name = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return SourceVersion.isKeyword(name) ? "subtype" : name;
    }

    void read(TypePlan.Sealed plan, ReadStatements statements, boolean cyclic) {
        String type = plan.type().getSimpleName().toString();
        if (cyclic) {
            out.addStatement("reader.enterNested()");
        }
        String tag = locals.declare("tag");
        String value = locals.declare("value");
        out.addStatement("int $L = reader.readUnsignedByte()", tag);
        out.addStatement("$T $L", plan.type(), value);
        out.beginControlFlow("switch ($L)", tag);
        for (int i = 0; i < plan.subtypes().size(); i++) {
            out.beginControlFlow("case $L ->", i);
            CodeBlock subtype = plan.subtypes()
                    .get(i)
                    .accept(
                            statements,
                            new ReadStatements.Local(name(plan.subtypes().get(i)), false));
            out.addStatement("$L = $L", value, subtype);
            out.endControlFlow();
        }
        if (plan.own() != null) {
            out.addStatement("case $L -> $L = readOwn(reader)", plan.subtypes().size(), value);
        }
        String problem = type + " has no subtype ";
        out.addStatement("default -> throw reader.malformed($S + $L)", problem, tag);
        out.endControlFlow();
        if (cyclic) {
            out.addStatement("reader.exitNested()");
        }
        out.addStatement("return $L", value);
    }
}
