package dev.tain.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints how an object is made of the local variables that hold its fields. */
final class ConstructionStatements {
    private final CodeBlock.Builder out;
    private final Locals locals;
    private final Map<String, String> names;

    /** @param names the local variable of each field */
    ConstructionStatements(CodeBlock.Builder out, Locals locals, Map<String, String> names) {
        this.out = out;
        this.locals = locals;
        this.names = names;
    }

    /** Where code of the game runs, it may refuse what arrived; that makes the message malformed. */
    void make(TypePlan.Fields plan) {
        boolean mayRefuse = plan.construction().mayRefuse();
        if (mayRefuse) {
            out.beginControlFlow("try");
        }
        if (plan.construction() instanceof TypePlan.ByConstructor constructor) {
            String arguments = constructor.parameters().stream()
                    .map(parameter -> names.getOrDefault(parameter, parameter))
                    .collect(Collectors.joining(", "));
            out.addStatement("return new $T($L)", plan.type(), arguments);
        } else if (plan.construction() instanceof TypePlan.BySetters setters) {
            String value = locals.declare("value");
            out.addStatement("$1T $2L = new $1T()", plan.type(), value);
            for (TypePlan.Setter setter : setters.setters()) {
                String format = setter.isMethod() ? "$L.$L($L)" : "$L.$L = $L";
                out.addStatement(format, value, setter.member(), names.getOrDefault(setter.field(), setter.field()));
            }
            out.addStatement("return $L", value);
        }
        if (mayRefuse) {
            String problem = locals.declare("problem");
            out.nextControlFlow("catch ($T $L)", RuntimeException.class, problem);
            out.addStatement(
                    "throw reader.malformed($S + $L)", plan.type().getSimpleName() + " refuses its fields: ", problem);
            out.endControlFlow();
        }
    }
}
