package dev.tain.processor;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** The marks on fields and parameters of types that are not being compiled, out of their class files. */
final class ClassFiles {
    private final Filer filer;
    private final CodecPlaces places;
    private final Map<String, Map<String, Map<String, ClassFileMarks.Mark>>> byType = new HashMap<>();

    ClassFiles(Filer filer, CodecPlaces places) {
        this.filer = filer;
        this.places = places;
    }

    /**
     * The marks on the type of a field, or of a parameter, that javac does not know.
     *
     * @param member the field's name, or what {@link ClassFileMarks#parameter} says
     * @param declared the type as it is declared
     */
    Map<String, ClassFileMarks.Mark> marksOn(TypeElement type, String member, TypeMirror declared, Elements elements) {
        if (places.isCompiled(type)) {
            return SourceMarks.of(declared);
        }
        String name = elements.getBinaryName(type).toString();
        ModuleElement module = elements.getModuleOf(type);
        String moduleName = module == null ? "" : module.getQualifiedName().toString();
        return byType.computeIfAbsent(name, key -> read(key, moduleName)).getOrDefault(member, Map.of());
    }

    /** Whether the type's source is being compiled, so that errors have a place in it. */
    boolean hasSource(TypeElement type) {
        return places.isCompiled(type);
    }

    private Map<String, Map<String, ClassFileMarks.Mark>> read(String binaryName, String module) {
        int dot = binaryName.lastIndexOf('.');
        String packageName = binaryName.substring(0, Math.max(dot, 0));
        String file = binaryName.substring(dot + 1) + ".class";
        Map<String, Map<String, ClassFileMarks.Mark>> found = read(StandardLocation.CLASS_OUTPUT, packageName, file);
        if (found == null) {
            found = module.isEmpty()
                    ? read(StandardLocation.CLASS_PATH, packageName, file)
                    : read(StandardLocation.MODULE_PATH, module + "/" + packageName, file);
        }
        return found == null ? Map.of() : found; // where no file is found, javac's own knowledge has to do
    }

    private @Nullable Map<String, Map<String, ClassFileMarks.Mark>> read(
            StandardLocation location, String packageName, String file) {
        try (DataInputStream in = new DataInputStream(
                filer.getResource(location, packageName, file).openInputStream())) {
            return ClassFileMarks.read(in);
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException absent) {
            return null;
        }
    }
}
