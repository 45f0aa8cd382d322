package dev.tain.processor;

import static dev.tain.processor.ErrorReporter.a;

import com.palantir.javapoet.TypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Tells values from what can change in place, which nobody would notice in a {@code @SyncVar}. A class is a value if all
 * its fields are final and values; of the JDK's, whose fields the compiler does not show, those listed here are.
 */
final class ImmutableTypes {
    /** @param sentence what stands against it, after the field's name */
    record Problem(String key, String sentence, String wayOut) {}

    private static final Set<String> VALUES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.Class",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.net.URI",
            "java.util.Currency",
            "java.util.Locale",
            "java.util.OptionalDouble",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.UUID",
            "java.util.regex.Pattern");

    private static final Map<String, String> COLLECTIONS =
            Map.of("java.util.Map", "SyncMap", "java.util.Set", "SyncSet", "java.lang.Iterable", "SyncList");

    private final Environment environment;

    ImmutableTypes(Environment environment) {
        this.environment = environment;
    }

    /** Null if the type is a value, or so wrong that others report it. */
    @Nullable
    Problem problem(TypeMirror type) {
        if (environment.isReference(type)) {
            return null;
        }
        String flaw = flaw(type, "", new HashSet<>());
        if (flaw == null) {
            return null;
        }
        boolean inside = !flaw.startsWith(",");
        String sentence = "is " + a(TypeName.get(type)) + (inside ? ", and " : "") + flaw;
        if (flaw.endsWith("a reference")) {
            return new Problem(
                    "ReferenceInside",
                    sentence + ", which is not found again should its object arrive later",
                    "give the reference a @SyncVar of its own, where it may be null");
        }
        return new Problem("MutableSyncVar", sentence + ", which nobody would notice", wayOut(type, inside));
    }

    private String wayOut(TypeMirror type, boolean inside) {
        String copied = "write a MutableCodec<" + GameTypes.shortName(TypeName.get(type)) + "> and mark it @CodecFor";
        if (inside) {
            return "make that immutable as well, or " + copied;
        }
        if (type.getKind() == TypeKind.ARRAY) {
            return "use a SyncList, or a record";
        }
        for (String general : List.of("java.util.Map", "java.util.Set", "java.lang.Iterable")) {
            if (environment.isSubtype(type, general)) {
                String arguments = type instanceof DeclaredType declared
                        ? declared.getTypeArguments().stream()
                                .map(argument -> GameTypes.shortName(TypeName.get(argument)))
                                .collect(Collectors.joining(", "))
                        : "";
                return "use a final " + COLLECTIONS.get(general) + "<" + arguments + "> without @SyncVar";
            }
        }
        return "make it a record, or a class whose fields are all final, or " + copied;
    }

    /** What is wrong, after {@code x is a T}; null if nothing is. */
    private @Nullable String flaw(TypeMirror type, String what, Set<String> seen) {
        String is = what.isEmpty() ? "" : what + " is " + a(TypeName.get(type));
        if (type.getKind() == TypeKind.ARRAY) {
            return is + ", whose elements can change in place";
        }
        if (!(type instanceof DeclaredType declared) || type.getKind() == TypeKind.ERROR) {
            return null;
        }
        TypeElement element = environment.element(type);
        String qualified = element.getQualifiedName().toString();
        if (environment.isReference(type)) {
            return what + " is a reference";
        }
        if (VALUES.contains(qualified)
                || qualified.startsWith("java.time.")
                || element.getKind() == ElementKind.ENUM
                || !seen.add(type.toString())) {
            return null;
        }
        if (qualified.equals("java.util.Optional")) {
            return declared.getTypeArguments().isEmpty()
                    ? null
                    : flaw(declared.getTypeArguments().get(0), what.isEmpty() ? "its value" : what + "'s value", seen);
        }
        if (qualified.startsWith("java.") || qualified.startsWith("javax.")) {
            return is + ", which can change in place";
        }
        if (element.getModifiers().contains(Modifier.SEALED)) {
            for (TypeMirror subtype : element.getPermittedSubclasses()) {
                String name = environment.element(subtype).getSimpleName().toString();
                String flaw = flaw(subtype, "its subtype " + name, seen);
                if (flaw != null) {
                    return flaw;
                }
            }
        } else if (element.getModifiers().contains(Modifier.ABSTRACT)) {
            return is + ", whose subtypes may change in place";
        }
        return flawInside(declared, seen);
    }

    private @Nullable String flawInside(DeclaredType type, Set<String> seen) {
        TypeMirror at = type;
        while (at instanceof DeclaredType level && at.getKind() == TypeKind.DECLARED) {
            TypeElement element = environment.element(level);
            if (element.getQualifiedName().contentEquals("java.lang.Object")) {
                return null;
            }
            for (VariableElement field : ElementFilter.fieldsIn(element.getEnclosedElements())) {
                if (!FieldScanner.travels(field)) {
                    continue;
                }
                String what = element.getSimpleName() + "." + field.getSimpleName();
                if (!field.getModifiers().contains(Modifier.FINAL)) {
                    return what + " is not final, so it can change in place";
                }
                String flaw = flaw(environment.types().asMemberOf(level, field), what, seen);
                if (flaw != null) {
                    return flaw;
                }
            }
            at = element.getSuperclass();
        }
        return null;
    }
}
