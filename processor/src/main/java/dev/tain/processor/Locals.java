package dev.tain.processor;

import java.util.HashSet;
import java.util.Set;

/** The names of local variables in one block of generated code; an inner block sees those around it. */
final class Locals {
    private final Set<String> names;

    Locals() {
        names = new HashSet<>();
    }

    private Locals(Set<String> outer) {
        names = new HashSet<>(outer);
    }

    /** {@code hint}, or the hint with a number if that is taken. */
    String declare(String hint) {
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
        return name.length() > 1 && !javax.lang.model.SourceVersion.isKeyword(name) ? name : plural + "Element";
    }
}
