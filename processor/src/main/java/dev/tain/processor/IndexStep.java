package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Writes the index once no more messages are in sight, and the files beside it in the end. Should another processor
 * write messages later still, they get an index of their own.
 */
final class IndexStep {
    private static final String SERVICE_FILE = "META-INF/services/" + Library.MESSAGE_INDEX.canonicalName();

    private final Filer filer;
    private final CodecPlaces places;
    private final @Nullable String givenName;
    private final EarlierMessages earlier;
    private final SortedMap<String, ClassName> indexed = new TreeMap<>();
    private final List<ClassName> indexes = new ArrayList<>();
    private boolean needed;

    IndexStep(Filer filer, CodecPlaces places, @Nullable String givenName) {
        this.filer = filer;
        this.places = places;
        this.givenName = givenName;
        this.earlier = new EarlierMessages(filer);
    }

    /** Classes marked {@code @CodecFor} that are not being compiled now, but were. */
    List<String> earlierCodecs() {
        return earlier.codecs();
    }

    /** Messages that are not being compiled now, but were, and are still there. */
    List<TypeElement> earlierMessages(Environment environment) {
        List<TypeElement> found = new ArrayList<>();
        for (String name : earlier.messages()) {
            TypeElement type = environment.elements().getTypeElement(name);
            if (type != null
                    && !places.isCompiled(type)
                    && environment.isMessage(type)
                    && exists(codecOf(type), environment)) {
                found.add(type);
            }
        }
        return found;
    }

    /** Whether the index on disk lists what is gone, or is being compiled and perhaps no message any more. */
    private boolean isOutdated(Environment environment) {
        return earlier.messages().size() > earlierMessages(environment).size();
    }

    private static ClassName codecOf(TypeElement message) {
        return CodecPlaces.beside(ClassName.get(message));
    }

    private static boolean exists(ClassName type, Environment environment) {
        return environment.elements().getTypeElement(type.canonicalName()) != null;
    }

    /** Lists the messages that no index lists yet. */
    void write(Environment environment, Map<String, ClassName> compiled) throws IOException {
        SortedMap<String, ClassName> messages = new TreeMap<>(compiled);
        messages.keySet().removeAll(indexed.keySet());
        if (indexes.isEmpty()) {
            List<TypeElement> kept = earlierMessages(environment);
            if (messages.isEmpty() && !isOutdated(environment)) {
                return;
            }
            kept.forEach(type -> messages.putIfAbsent(type.getQualifiedName().toString(), codecOf(type)));
        }
        needed = true;
        if (messages.isEmpty()) {
            return;
        }
        ClassName name = name(environment, messages);
        new IndexWriter(environment).index(name, messages).writeTo(filer);
        indexes.add(name);
        indexed.putAll(messages);
    }

    private ClassName name(Environment environment, SortedMap<String, ClassName> messages) {
        if (givenName != null) {
            String suffix = indexes.isEmpty() ? "" : "_" + (indexes.size() + 1);
            int dot = givenName.lastIndexOf('.');
            ClassName name =
                    ClassName.get(givenName.substring(0, Math.max(dot, 0)), givenName.substring(dot + 1) + suffix);
            if (!exists(name, environment) || places.isInOutput(name)) {
                return name;
            }
            ClassName other = IndexName.hashed(name, new TreeSet<>(messages.keySet()));
            environment
                    .errors()
                    .note(
                            "IndexNameTaken",
                            "another compilation has an index " + name + ", so this one's is " + other,
                            "give each compilation a name of its own by -A" + TainProcessor.INDEX_OPTION);
            return other;
        }
        List<String> packages =
                messages.values().stream().map(ClassName::packageName).toList();
        return IndexName.of(
                new TreeSet<>(messages.keySet()),
                packages,
                module(environment, messages.keySet()) != null,
                name -> indexes.contains(name) || exists(name, environment) && !places.isInOutput(name));
    }

    private static @Nullable ModuleElement module(Environment environment, Collection<String> messages) {
        for (String message : messages) {
            TypeElement type = environment.elements().getTypeElement(message);
            ModuleElement module = type == null ? null : environment.elements().getModuleOf(type);
            if (module != null && !module.isUnnamed()) {
                return module;
            }
        }
        return null;
    }

    /** Writes the service file, and what the next incremental compilation wants to know. */
    void finish(Environment environment, SortedSet<String> codecs) throws IOException {
        if (!needed && codecs.isEmpty()) {
            return;
        }
        List<Element> origins = new ArrayList<>();
        for (String message : indexed.keySet()) {
            TypeElement type = environment.elements().getTypeElement(message);
            if (type != null) {
                origins.add(type);
            }
        }
        earlier.write(indexed.keySet(), codecs, origins);
        if (needed) {
            List<String> lines = indexes.stream().map(ClassName::reflectionName).toList();
            earlier.writeLines(SERVICE_FILE, lines, origins);
        }
        ModuleElement module = module(environment, indexed.keySet());
        if (module != null) {
            checkProvides(environment, module);
        }
    }

    private void checkProvides(Environment environment, ModuleElement module) {
        List<ClassName> missing = new ArrayList<>(indexes);
        for (ModuleElement.Directive directive : module.getDirectives()) {
            if (directive instanceof ModuleElement.ProvidesDirective provides
                    && provides.getService().getQualifiedName().contentEquals(Library.MESSAGE_INDEX.canonicalName())) {
                provides.getImplementations().forEach(type -> missing.remove(ClassName.get(type)));
            }
        }
        for (ClassName index : missing) {
            environment
                    .errors()
                    .warning(
                            module,
                            "MissingProvides",
                            "Module " + module.getQualifiedName()
                                    + " does not provide its messages, so on the module path nobody finds them",
                            "add to" + " module-info.java: provides " + Library.MESSAGE_INDEX + " with " + index + ";");
        }
    }
}
