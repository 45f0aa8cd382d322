package dev.tain.internal.schema;

import dev.tain.codegen.WireType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in words how this build's message types differ from what the other side declares. */
public final class SchemaComparison {
    private SchemaComparison() {}

    /** A type as the other side describes it. */
    public record Declared(String wireName, String shape) {}

    /**
     * @param own this build's types
     * @param differing types both sides know by name, as the other side shapes them
     * @param onlyThere types that only the other side knows
     * @param onlyHere names of types that only this side knows; empty where that is allowed
     * @param there who the other side is: "the server"
     */
    public static String describe(
            TypeTable own, List<Declared> differing, List<Declared> onlyThere, List<String> onlyHere, String there) {
        List<String> sentences = new ArrayList<>();
        for (Declared type : differing) {
            WireType<?> mine = byName(own, type.wireName());
            if (mine != null) {
                sentences.add(describeFields(mine, type, there));
            }
        }
        for (String name : onlyHere) {
            WireType<?> mine = byName(own, name);
            Declared renamed = mine == null ? null : sameShape(mine, onlyThere);
            sentences.add(name + " is not known to " + there
                    + (renamed == null
                            ? ""
                            : "; if it was renamed from " + renamed.wireName() + ", pin the old name with @WireName(\""
                                    + renamed.wireName() + "\")"));
        }
        return String.join(". ", sentences);
    }

    private static @Nullable WireType<?> byName(TypeTable own, String wireName) {
        for (WireType<?> codec : own.all()) {
            if (codec.wireName().equals(wireName)) {
                return codec;
            }
        }
        return null;
    }

    private static @Nullable Declared sameShape(WireType<?> mine, List<Declared> candidates) {
        Declared found = null;
        for (Declared candidate : candidates) {
            if (candidate.shape().equals(mine.shape())) {
                if (found != null) {
                    return null; // two candidates are no hint
                }
                found = candidate;
            }
        }
        return found;
    }

    private static String describeFields(WireType<?> mine, Declared theirs, String there) {
        Map<String, String> here = fields(mine.shape());
        Map<String, String> other = fields(theirs.shape());
        List<String> parts = new ArrayList<>();
        here.forEach((name, type) -> {
            String otherType = other.get(name);
            if (otherType == null) {
                parts.add("field " + name + " is not there on " + there);
            } else if (!otherType.equals(type)) {
                parts.add("field " + name + " is " + type + " here, " + otherType + " on " + there);
            }
        });
        other.forEach((name, type) -> {
            if (!here.containsKey(name)) {
                parts.add("field " + name + " (" + type + ") is only there on " + there);
            }
        });
        if (parts.isEmpty()) {
            parts.add("its fields are in another order: (" + String.join(", ", here.keySet()) + ") here, ("
                    + String.join(", ", other.keySet()) + ") on " + there);
        }
        return mine.wireName() + ": " + String.join("; ", parts);
    }

    /** Splits {@code name type, name type} at the commas that are not inside brackets. */
    static Map<String, String> fields(String shape) {
        Map<String, String> fields = new LinkedHashMap<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= shape.length(); i++) {
            char c = i < shape.length() ? shape.charAt(i) : ',';
            if ("{([<".indexOf(c) >= 0) {
                depth++;
            } else if ("})]>".indexOf(c) >= 0) {
                depth--;
            } else if (c == ',' && depth <= 0) {
                String field = shape.substring(start, i).trim();
                int space = field.indexOf(' ');
                if (space > 0) {
                    fields.put(field.substring(0, space), field.substring(space + 1));
                }
                start = i + 1;
            }
        }
        return fields;
    }
}
