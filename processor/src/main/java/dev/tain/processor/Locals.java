package dev.tain.processor;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** The names of local variables in one block of generated code; an inner block sees those around it. */
final class Locals {
    private final Set<String> names;

    Locals() {
        this(Set.of());
    }

    /** @param outer what none may be called */
    Locals(Set<String> outer) {
        names = new HashSet<>(outer);
    }

    /**
     * {@code hint}, or the hint with a number if that is taken. A capital becomes small: it could hide a type or a
     * constant.
     */
    String declare(String hint) {
        String small = Character.toLowerCase(hint.charAt(0)) + hint.substring(1);
        return constant(SourceVersion.isKeyword(small) ? small + "Value" : small);
    }

    /** The same for a constant. */
    String constant(String hint) {
        String name = hint;
        for (int i = 2; !names.add(name); i++) {
            name = hint + i;
        }
        return name;
    }

    Locals inner() {
        return new Locals(names);
    }

    /** {@code item} for {@code items}. */
    static String singular(String plural) {
        if (plural.endsWith("ies") && plural.length() > 3) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        boolean regular = plural.endsWith("s") && !plural.endsWith("ss") && !plural.endsWith("us");
        String name = regular ? plural.substring(0, plural.length() - 1) : plural + "Element";
        return name.length() > 1 && !SourceVersion.isKeyword(name) ? name : plural + "Element";
    }
}
