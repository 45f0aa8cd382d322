package dev.tain.processor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.StandardLocation;

/**
 * What earlier compilations into the same folder left behind: an incremental build compiles a few sources, and the
 * index must list the messages and behaviours of all. A line of the file is {@code message}, {@code behaviour} or
 * {@code codec} and a type's name.
 */
final class EarlierMessages {
    private static final String PATH = "META-INF/tain/messages";
    private static final String MESSAGE = "message ";
    private static final String BEHAVIOUR = "behaviour ";
    private static final String CODEC = "codec ";

    private final Filer filer;

    EarlierMessages(Filer filer) {
        this.filer = filer;
    }

    /** Names of message types, which may be gone by now. */
    List<String> messages() {
        return lines(MESSAGE);
    }

    /** Names of behaviours, which may be gone by now. */
    List<String> behaviours() {
        return lines(BEHAVIOUR);
    }

    /** Names of classes marked {@code @CodecFor}, which may be gone by now. */
    List<String> codecs() {
        return lines(CODEC);
    }

    private List<String> lines(String kind) {
        try (BufferedReader reader = new BufferedReader(
                filer.getResource(StandardLocation.CLASS_OUTPUT, "", PATH).openReader(true))) {
            return reader.lines()
                    .filter(line -> line.startsWith(kind))
                    .map(line -> line.substring(kind.length()).strip())
                    .toList();
        } catch (IOException | IllegalArgumentException absent) {
            return List.of();
        }
    }

    /** Leaves this compilation's names for the next. */
    void write(
            Collection<String> messages,
            Collection<String> behaviours,
            Collection<String> codecs,
            Collection<Element> origins)
            throws IOException {
        SortedSet<String> lines = new TreeSet<>();
        messages.forEach(message -> lines.add(MESSAGE + message));
        behaviours.forEach(behaviour -> lines.add(BEHAVIOUR + behaviour));
        codecs.forEach(codec -> lines.add(CODEC + codec));
        writeLines(PATH, lines, origins);
    }

    /** Writes a file of lines beside the classes. */
    void writeLines(String path, Collection<String> lines, Collection<Element> origins) throws IOException {
        try (Writer writer = filer.createResource(
                        StandardLocation.CLASS_OUTPUT, "", path, origins.toArray(Element[]::new))
                .openWriter()) {
            for (String line : lines) {
                writer.write(line + "\n");
            }
        }
    }
}
