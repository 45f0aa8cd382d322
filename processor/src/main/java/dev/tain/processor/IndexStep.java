package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Writes the index once no more messages and behaviours are in sight, and the files beside it in the end. Should another
 * processor write some later still, they get an index of their own.
 */
final class IndexStep {
    private static final String SERVICE_FILE = "META-INF/services/" + Library.MESSAGE_INDEX.canonicalName();

    private final Filer filer;
    private final CodecPlaces places;
    private final @Nullable String givenName;
    private final EarlierMessages earlier;
    private final Indexed indexed = new Indexed();
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

    /** Behaviours that are not being compiled now, but were, and are still there. */
    List<TypeElement> earlierBehaviours(Environment environment) {
        List<TypeElement> found = new ArrayList<>();
        for (String name : earlier.behaviours()) {
            TypeElement type = environment.elements().getTypeElement(name);
            if (type != null
                    && !places.isCompiled(type)
                    && environment.isBehaviour(type)
                    && exists(BehaviourPlan.beside(type, "_Schema"), environment)) {
                found.add(type);
            }
        }
        return found;
    }

    /** Whether the index on disk lists what is gone, or is being compiled and perhaps no message any more. */
    private boolean isOutdated(Environment environment) {
        return earlier.messages().size() > earlierMessages(environment).size()
                || earlier.behaviours().size() > earlierBehaviours(environment).size();
    }

    private static ClassName codecOf(TypeElement message) {
        return CodecPlaces.beside(ClassName.get(message));
    }

    private static boolean exists(ClassName type, Environment environment) {
        return environment.elements().getTypeElement(type.canonicalName()) != null;
    }

    /** Lists what no index lists yet. */
    void write(Environment environment, Indexed compiled) throws IOException {
        Indexed listed = compiled.copy();
        listed.removeAll(indexed);
        if (indexes.isEmpty()) {
            if (listed.isEmpty() && !isOutdated(environment)) {
                return;
            }
            addEarlier(environment, listed);
        }
        needed = true;
        if (listed.isEmpty()) {
            return;
        }
        ClassName name = name(environment, listed);
        new IndexWriter(environment).index(name, listed).writeTo(filer);
        indexes.add(name);
        indexed.addAll(listed);
    }

    private void addEarlier(Environment environment, Indexed listed) {
        for (TypeElement type : earlierMessages(environment)) {
            listed.messages().putIfAbsent(type.getQualifiedName().toString(), codecOf(type));
        }
        for (TypeElement type : earlierBehaviours(environment)) {
            listed.behaviours().putIfAbsent(type.getQualifiedName().toString(), BehaviourPlan.beside(type, "_Schema"));
        }
    }

    private ClassName name(Environment environment, Indexed listed) {
        if (givenName != null) {
            String suffix = indexes.isEmpty() ? "" : "_" + (indexes.size() + 1);
            int dot = givenName.lastIndexOf('.');
            ClassName name =
                    ClassName.get(givenName.substring(0, Math.max(dot, 0)), givenName.substring(dot + 1) + suffix);
            if (!exists(name, environment) || places.isInOutput(name)) {
                return name;
            }
            ClassName other = IndexName.hashed(name, listed.types());
            environment
                    .errors()
                    .note(
                            "IndexNameTaken",
                            "another compilation has an index " + name + ", so this one's is " + other,
                            "give each compilation a name of its own by -A" + TainProcessor.INDEX_OPTION);
            return other;
        }
        return IndexName.of(
                listed.types(),
                listed.packages(),
                module(environment, listed.types()) != null,
                name -> indexes.contains(name) || exists(name, environment) && !places.isInOutput(name));
    }

    private static @Nullable ModuleElement module(Environment environment, Collection<String> types) {
        for (String name : types) {
            TypeElement type = environment.elements().getTypeElement(name);
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
        for (String name : indexed.types()) {
            TypeElement type = environment.elements().getTypeElement(name);
            if (type != null) {
                origins.add(type);
            }
        }
        earlier.write(indexed.messages().keySet(), indexed.behaviours().keySet(), codecs, origins);
        if (needed) {
            List<String> lines = indexes.stream().map(ClassName::reflectionName).toList();
            earlier.writeLines(SERVICE_FILE, lines, origins);
        }
        ModuleElement module = module(environment, indexed.types());
        if (module != null) {
            checkProvides(environment, module);
        }
    }

    private String listed() {
        if (indexed.behaviours().isEmpty()) {
            return "messages";
        }
        return indexed.messages().isEmpty() ? "behaviours" : "messages and behaviours";
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
                            "Module " + module.getQualifiedName() + " does not provide its " + listed()
                                    + ", so on the module path nobody finds them",
                            "add to" + " module-info.java: provides " + Library.MESSAGE_INDEX + " with " + index + ";");
        }
    }
}
