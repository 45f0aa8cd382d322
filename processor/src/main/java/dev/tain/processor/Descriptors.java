package dev.tain.processor;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/** Spells methods as class files do: {@code (ILjava/lang/String;)V}. */
final class Descriptors {
    private final Environment environment;

    Descriptors(Environment environment) {
        this.environment = environment;
    }

    String of(ExecutableElement method) {
        StringBuilder text = new StringBuilder("(");
        for (VariableElement parameter : method.getParameters()) {
            text.append(of(parameter.asType()));
        }
        return text.append(')').append(of(method.getReturnType())).toString();
    }

    private String of(TypeMirror type) {
        TypeMirror erased = environment.types().erasure(type);
        return switch (erased.getKind()) {
            case BOOLEAN -> "Z";
            case BYTE -> "B";
            case CHAR -> "C";
            case DOUBLE -> "D";
            case FLOAT -> "F";
            case INT -> "I";
            case LONG -> "J";
            case SHORT -> "S";
            case VOID -> "V";
            case ARRAY -> "[" + of(((ArrayType) erased).getComponentType());
            default ->
                "L"
                        + environment
                                .elements()
                                .getBinaryName(environment.element(erased))
                                .toString()
                                .replace('.', '/')
                        + ";";
        };
    }
}
