package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.Objects;

/**
 * Prints what a state does with one field: the behaviour's value is in {@code now.x}, the state's in {@code this.x}.
 */
final class SyncFieldStatements {
    private final CodeBlock.Builder out;
    private final Constants constants;
    private final MinimumSizes sizes;
    private final StatePlan plan;

    SyncFieldStatements(CodeBlock.Builder out, Constants constants, MinimumSizes sizes, StatePlan plan) {
        this.out = out;
        this.constants = constants;
        this.sizes = sizes;
        this.plan = plan;
    }

    private static CodeBlock now(SyncField field) {
        return CodeBlock.of("now.$L", field.getter());
    }

    private static CodeBlock kept(SyncField field) {
        return CodeBlock.of("this.$L", field.name());
    }

    private static CodeBlock present(SyncField field) {
        return CodeBlock.of("$T.requireNonNull($L, $S)", Objects.class, now(field), field.ifNull());
    }

    /** Whether the behaviour's value differs from a kept one. */
    CodeBlock differs(SyncField field, CodeBlock kept) {
        CodeBlock now = now(field);
        return switch (field.kept()) {
            case PLAIN -> CodeBlock.of("$L != $L", now, kept);
            case FLOAT ->
                CodeBlock.of("$1T.floatToRawIntBits($2L) != $1T.floatToRawIntBits($3L)", Float.class, now, kept);
            case DOUBLE ->
                CodeBlock.of("$1T.doubleToRawLongBits($2L) != $1T.doubleToRawLongBits($3L)", Double.class, now, kept);
            case VALUE -> CodeBlock.of("!$T.equals($L, $L)", Objects.class, now, kept);
            case COPY -> CodeBlock.of("!$L.same($L, $L)", constants.codec(field.copier()), present(field), kept);
            case REFERENCE -> CodeBlock.of("$T.of($L) != $L", Library.REFERENCES, now, kept);
        };
    }

    void changed(SyncField field, String bit) {
        out.beginControlFlow("if ($L)", differs(field, kept(field)));
        out.addStatement("changed |= $L", bit);
        out.endControlFlow();
    }

    void capture(SyncField field) {
        switch (field.kept()) {
            case COPY ->
                out.addStatement("$L.copy($L, $L)", constants.codec(field.copier()), present(field), kept(field));
            case REFERENCE -> out.addStatement("$L = $T.of($L)", kept(field), Library.REFERENCES, now(field));
            default -> out.addStatement("$L = $L", kept(field), now(field));
        }
    }

    void apply(SyncField field) {
        switch (field.kept()) {
            case COPY -> {
                if (field.setter() != null) {
                    out.beginControlFlow("if ($L == null)", now(field));
                    set(field, CodeBlock.of("$L.create()", constants.codec(field.copier())));
                    out.endControlFlow();
                }
                out.addStatement("$L.copy($L, $L)", constants.codec(field.copier()), kept(field), now(field));
            }
            case REFERENCE -> set(field, found(field, kept(field)));
            default -> set(field, kept(field));
        }
    }

    private void set(SyncField field, CodeBlock value) {
        TypePlan.Setter setter = field.setter();
        if (setter != null) {
            out.addStatement(setter.isMethod() ? "now.$L($L)" : "now.$L = $L", setter.member(), value);
        }
    }

    /** The object that a kept number stands for. */
    private static CodeBlock found(SyncField field, CodeBlock kept) {
        return CodeBlock.of(
                "$1L == 0 ? null : lookup.find($1L, $2T.class)",
                kept,
                field.reference().type());
    }

    void write(SyncField field, Locals locals) {
        switch (field.kept()) {
            case COPY -> out.addStatement("$L.write(writer, $L)", constants.codec(field.copier()), kept(field));
            case REFERENCE -> out.addStatement("$T.write$L(writer, $L)", Library.REFERENCES, kind(field), kept(field));
            default ->
                new WriteStatements(out, locals, constants, plan.name())
                        .value(field.type(), kept(field), field.what(), field.name(), field.ifNull());
        }
    }

    private static String kind(SyncField field) {
        return field.reference().isIdentity() ? "Object" : "Behaviour";
    }

    void read(SyncField field, Locals locals) {
        switch (field.kept()) {
            case COPY -> out.addStatement("$L.read(reader, $L)", constants.codec(field.copier()), kept(field));
            case REFERENCE -> out.addStatement("$L = $T.read$L(reader)", kept(field), Library.REFERENCES, kind(field));
            default -> {
                ReadStatements statements =
                        new ReadStatements(out, locals, constants, sizes, plan.name(), field.what());
                CodeBlock value = field.type().accept(statements, new ReadStatements.Local(field.name(), false));
                out.addStatement("$L = $L", kept(field), value);
            }
        }
    }

    /** From {@code a.x} and {@code b.x} to {@code this.x}. */
    void interpolate(SyncField field) {
        CodeBlock from = CodeBlock.of("a.$L", field.name());
        CodeBlock to = CodeBlock.of("b.$L", field.name());
        switch (field.kept()) {
            case COPY ->
                out.addStatement(
                        "$L.interpolate($L, $L, fraction, $L)", constants.codec(field.copier()), from, to, kept(field));
            case FLOAT -> out.addStatement("$L = (float) between($L, $L, fraction)", kept(field), from, to);
            case DOUBLE, VALUE -> out.addStatement("$L = between($L, $L, fraction)", kept(field), from, to);
            case PLAIN, REFERENCE -> out.addStatement("$L = fraction < 1 ? $L : $L", kept(field), from, to);
        }
    }

    /** Whether {@code this.x} and {@code that.x} are the same, or nearly so. */
    CodeBlock near(SyncField field) {
        CodeBlock that = CodeBlock.of("that.$L", field.name());
        return switch (field.kept()) {
            case COPY ->
                CodeBlock.of("$L.isNear($L, $L, tolerance)", constants.codec(field.copier()), kept(field), that);
            case FLOAT, DOUBLE, VALUE -> CodeBlock.of("near($L, $L, tolerance)", kept(field), that);
            case PLAIN, REFERENCE -> CodeBlock.of("$L == $L", kept(field), that);
        };
    }

    void callHook(SyncField field, String bit) {
        CodeBlock then = CodeBlock.of("then.$L", field.name());
        CodeBlock old = field.kept() == SyncField.Kept.REFERENCE ? found(field, then) : then;
        out.beginControlFlow("if ((mask & $L) != 0 && $L)", bit, differs(field, then));
        out.addStatement("$L($L, $L)", field.hook(), old, now(field));
        out.endControlFlow();
    }

    /** Names of types, which locals must not hide. */
    static HiddenNames names(StatePlan plan) {
        HiddenNames names = new HiddenNames();
        names.add(ClassName.get(plan.type()));
        plan.fields().forEach(field -> names.add(field.type()));
        return names;
    }
}
