package dev.tain.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Prints the codec class of one plan. */
final class CodecWriter {
    private static final AnnotationSpec UNCHECKED = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "{$S, $S}", "unchecked", "rawtypes")
            .build();

    /** A char takes up to three bytes. */
    private static final int LITERAL_CHARS = 65_535 / 3;

    /** The types of java.lang that generated code names. */
    private static final List<String> JAVA_LANG = List.of(
            "Boolean",
            "Byte",
            "Character",
            "Double",
            "Float",
            "IllegalArgumentException",
            "Integer",
            "Long",
            "Override",
            "RuntimeException",
            "Short",
            "String",
            "SuppressWarnings");

    private final Environment environment;
    private final Map<ClassName, TypePlan.Codec> plans;
    private final References references;
    private final MinimumSizes sizes;

    CodecWriter(Environment environment, Map<ClassName, TypePlan.Codec> plans) {
        this.environment = environment;
        this.plans = plans;
        this.references = new References(plans);
        this.sizes = new MinimumSizes(plans);
    }

    /** The codec of a message: an instance with what the library asks about it. */
    JavaFile message(TypePlan.Codec codec, String wireName, @Nullable ClassName reply) {
        ClassName type = ClassName.get(codec.plan().type());
        CodeBlock replyClass = reply == null ? CodeBlock.of("null") : CodeBlock.of("$T.class", reply);
        MethodSpec constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addStatement(
                        "super($T.class, $L, $S, $L)",
                        type,
                        replyClass,
                        wireName,
                        literal(Shapes.of(codec.plan(), plans)))
                .build();
        TypeSpec.Builder spec = TypeSpec.classBuilder(codec.name())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(Library.MESSAGE_CODEC, type));
        return file(
                codec,
                spec,
                constructor,
                MethodSpec.methodBuilder("write").addAnnotation(Override.class),
                MethodSpec.methodBuilder("read").addAnnotation(Override.class));
    }

    /** A class file holds strings of up to 65,535 bytes; a longer one is joined. */
    static CodeBlock literal(String text) {
        if (text.length() <= LITERAL_CHARS) {
            return CodeBlock.of("$S", text);
        }
        List<CodeBlock> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(from + LITERAL_CHARS, text.length());
            if (Character.isHighSurrogate(text.charAt(to - 1)) && to < text.length()) {
                to--;
            }
            parts.add(CodeBlock.of("$S", text.substring(from, to)));
            from = to;
        }
        return CodeBlock.of("$T.join($S, $L)", String.class, "", CodeBlock.join(parts, ", "));
    }

    /** The codec of any other type: static methods. */
    JavaFile part(TypePlan.Codec codec) {
        TypeSpec.Builder spec = TypeSpec.classBuilder(codec.name()).addModifiers(Modifier.FINAL);
        if (environment.isPublic(codec.plan().type())) {
            spec.addModifiers(Modifier.PUBLIC);
        }
        MethodSpec constructor =
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build();
        return file(
                codec,
                spec,
                constructor,
                MethodSpec.methodBuilder("write").addModifiers(Modifier.STATIC),
                MethodSpec.methodBuilder("read").addModifiers(Modifier.STATIC));
    }

    private JavaFile file(
            TypePlan.Codec codec,
            TypeSpec.Builder spec,
            MethodSpec constructor,
            MethodSpec.Builder write,
            MethodSpec.Builder read) {
        TypePlan plan = codec.plan();
        ClassName type = ClassName.get(plan.type());
        Constants constants = new Constants();
        boolean cyclic = references.isCyclic(codec.name());
        write.addModifiers(Modifier.PUBLIC)
                .addParameter(Library.WRITER, "writer")
                .addParameter(type, "value")
                .addCode(nested(cyclic, "writer", writeBody(codec, constants)));
        read.addModifiers(Modifier.PUBLIC)
                .addParameter(Library.READER, "reader")
                .returns(type)
                .addCode(readBody(codec, constants, cyclic));
        if (constants.hasUncheckedArrays()) {
            read.addAnnotation(UNCHECKED);
        }
        List<MethodSpec> methods = new ArrayList<>(List.of(constructor, write.build(), read.build()));
        if (plan instanceof TypePlan.Sealed sealed && sealed.own() != null) {
            methods.addAll(own(codec, sealed.own(), constants));
        }
        suppressWarnings(spec);
        spec.addFields(constants.fields()).addMethods(methods).addOriginatingElement(plan.type());
        return print(
                environment,
                codec.name(),
                spec,
                "Generated by Tain from " + plan.type().getQualifiedName() + "; do not edit.");
    }

    /** How an object of a concrete sealed class itself travels, of none of its subclasses. */
    private List<MethodSpec> own(TypePlan.Codec codec, TypePlan.Fields plan, Constants constants) {
        TypePlan.Codec own = new TypePlan.Codec(codec.name(), plan, false, true);
        ClassName type = ClassName.get(plan.type());
        Modifier[] modifiers = codec.message()
                ? new Modifier[] {Modifier.PRIVATE}
                : new Modifier[] {Modifier.PRIVATE, Modifier.STATIC};
        MethodSpec.Builder read = MethodSpec.methodBuilder("readOwn");
        CodeBlock body = readBody(own, constants, false);
        if (constants.hasUncheckedArrays()) {
            read.addAnnotation(UNCHECKED);
        }
        return List.of(
                MethodSpec.methodBuilder("writeOwn")
                        .addModifiers(modifiers)
                        .addParameter(Library.WRITER, "writer")
                        .addParameter(type, "value")
                        .addCode(writeBody(own, constants))
                        .build(),
                read.addModifiers(modifiers)
                        .addParameter(Library.READER, "reader")
                        .returns(type)
                        .addCode(body)
                        .build());
    }

    /** What generated code uses it uses because the game does, which was warned already. */
    static void suppressWarnings(TypeSpec.Builder spec) {
        spec.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", "{$S, $S}", "deprecation", "removal")
                .build());
    }

    static JavaFile print(Environment environment, ClassName name, TypeSpec.Builder spec, String comment) {
        String prefix = name.packageName().isEmpty() ? "" : name.packageName() + ".";
        boolean clash =
                JAVA_LANG.stream().anyMatch(type -> environment.elements().getTypeElement(prefix + type) != null);
        return JavaFile.builder(name.packageName(), spec.build())
                .indent("    ")
                .skipJavaLangImports(!clash)
                .addFileComment("$L", comment)
                .build();
    }

    private static CodeBlock nested(boolean cyclic, String stream, CodeBlock body) {
        return cyclic
                ? CodeBlock.builder()
                        .addStatement("$L.enterNested()", stream)
                        .add(body)
                        .addStatement("$L.exitNested()", stream)
                        .build()
                : body;
    }

    private CodeBlock writeBody(TypePlan.Codec codec, Constants constants) {
        CodeBlock.Builder out = CodeBlock.builder();
        Locals locals = new Locals(names(codec.plan()));
        locals.declare("writer");
        locals.declare("value");
        WriteStatements statements = new WriteStatements(out, locals, constants, codec.name());
        if (codec.plan() instanceof TypePlan.Fields struct) {
            for (TypePlan.Field field : struct.fields()) {
                statements.field(field, what(struct, field));
            }
        } else if (codec.plan() instanceof TypePlan.Sealed sealed) {
            new SealedStatements(out, locals).write(sealed, statements);
        } else {
            out.addStatement("value.serialize(writer)");
        }
        return out.build();
    }

    /** What a local variable must not be called. */
    private static Set<String> names(TypePlan plan) {
        HiddenNames names = new HiddenNames();
        names.add(ClassName.get(plan.type()));
        if (plan instanceof TypePlan.Fields struct) {
            struct.fields().forEach(field -> names.add(field.type()));
        } else if (plan instanceof TypePlan.Sealed sealed) {
            sealed.subtypes().forEach(names::add);
        }
        return names.all();
    }

    private static String what(TypePlan plan, TypePlan.Field field) {
        return plan.type().getSimpleName() + "." + field.name();
    }

    private CodeBlock readBody(TypePlan.Codec codec, Constants constants, boolean cyclic) {
        CodeBlock.Builder out = CodeBlock.builder();
        Locals locals = new Locals(names(codec.plan()));
        locals.declare("reader");
        if (codec.plan() instanceof TypePlan.Fields struct) {
            Map<String, String> names = new LinkedHashMap<>();
            struct.fields().forEach(field -> names.put(field.name(), locals.declare(field.name())));
            CodeBlock.Builder fields = CodeBlock.builder();
            for (TypePlan.Field field : struct.fields()) {
                statements(fields, locals, constants, codec, what(struct, field))
                        .field(field.type(), names.getOrDefault(field.name(), field.name()));
            }
            out.add(nested(cyclic, "reader", fields.build()));
            new ConstructionStatements(out, locals, names).make(struct);
        } else if (codec.plan() instanceof TypePlan.Sealed sealed) {
            String what = sealed.type().getSimpleName().toString();
            ReadStatements statements = statements(out, locals, constants, codec, what);
            new SealedStatements(out, locals).read(sealed, statements, cyclic);
        } else if (codec.plan() instanceof TypePlan.Own own) {
            ReadStatements statements = statements(out, locals, constants, codec, "");
            CodeBlock value = own.byHand().accept(statements, new ReadStatements.Local("value", false));
            out.addStatement("return $L", value);
        }
        return out.build();
    }

    private ReadStatements statements(
            CodeBlock.Builder out, Locals locals, Constants constants, TypePlan.Codec codec, String what) {
        return new ReadStatements(out, locals, constants, sizes, codec.name(), what);
    }
}
