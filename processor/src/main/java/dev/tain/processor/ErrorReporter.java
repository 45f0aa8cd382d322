package dev.tain.processor;

import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Prints {@code [Key] sentence; way out.} at the element, each text once, and remembers that it did. */
final class ErrorReporter {
    private final Messager messager;
    private final Set<String> printed = new HashSet<>();
    private final Set<String> warned = new HashSet<>();

    ErrorReporter(Messager messager) {
        this.messager = messager;
    }

    /** An error: nothing is written in this compilation any more. */
    void error(Element at, String key, String sentence, String wayOut) {
        String text = text(key, sentence, wayOut);
        if (printed.add(text)) {
            messager.printMessage(Diagnostic.Kind.ERROR, text, at);
        }
    }

    /** An error that stands nowhere in the sources. */
    void error(String key, String sentence, String wayOut) {
        String text = text(key, sentence, wayOut);
        if (printed.add(text)) {
            messager.printMessage(Diagnostic.Kind.ERROR, text);
        }
    }

    private static String text(String key, String sentence, String wayOut) {
        return "[" + key + "] " + sentence + "; " + wayOut + ".";
    }

    /** An error about a field. */
    void error(Site site, String key, String sentence, String wayOut) {
        error(site.at(), key, site.what() + " " + sentence, wayOut);
    }

    /** What the game should know though it compiles. */
    void warning(Element at, String key, String sentence, String wayOut) {
        String text = "[" + key + "] " + sentence + "; " + wayOut;
        if (warned.add(text)) {
            messager.printMessage(Diagnostic.Kind.WARNING, text, at);
        }
    }

    /** What explains the outcome and needs no change. */
    void note(String key, String sentence, String wayOut) {
        messager.printMessage(Diagnostic.Kind.NOTE, text(key, sentence, wayOut));
    }

    /** {@code an int}, {@code a String}. */
    static String a(Object type) {
        String name = type.toString();
        return ("aeiouAEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    boolean hasErrors() {
        return !printed.isEmpty();
    }
}
