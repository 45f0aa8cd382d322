package dev.tain.processor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Lists what of a record or class travels: components, or the class's own fields and then those of its base classes. */
final class FieldScanner {
    /** One thing that travels, before its type was looked at. */
    record Found(
            String name,
            TypeMirror type,
            Site site,
            @Nullable VariableElement field) {}

    private final Environment environment;

    private final Element user;

    /** @param user where to report a problem of a field that has no source */
    FieldScanner(Environment environment, Element user) {
        this.environment = environment;
        this.user = user;
    }

    List<Found> scan(TypeElement type, String codecPackage) {
        return type.getKind() == ElementKind.RECORD ? components(type, codecPackage) : fields(type, codecPackage);
    }

    private List<Found> components(TypeElement type, String codecPackage) {
        List<Found> found = new ArrayList<>();
        for (RecordComponentElement component : type.getRecordComponents()) {
            String name = component.getSimpleName().toString();
            List<AnnotationMirror> annotations = new ArrayList<>(component.getAnnotationMirrors());
            TypeMirror componentType = component.asType();
            Element at = component;
            for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
                if (field.getSimpleName().contentEquals(name)) {
                    addAbsent(annotations, field.getAnnotationMirrors());
                    componentType = field.asType(); // javac keeps type annotations on the field most reliably
                    at = field; // and knows its line
                }
            }
            found.add(new Found(name, componentType, site(type, type, name, at, annotations, codecPackage), null));
        }
        return found;
    }

    private List<Found> fields(TypeElement type, String codecPackage) {
        List<Found> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        TypeElement level = type;
        while (level != null && !level.getQualifiedName().contentEquals("java.lang.Object")) {
            for (VariableElement field : ElementFilter.fieldsIn(level.getEnclosedElements())) {
                if (!travels(field)) {
                    continue;
                }
                String name = field.getSimpleName().toString();
                if (!names.add(name)) {
                    environment
                            .errors()
                            .error(
                                    field,
                                    "HiddenField",
                                    type.getSimpleName() + " has two fields named " + name
                                            + ", its own and a base class's",
                                    "rename one or make it transient");
                    continue;
                }
                Site site = site(type, level, name, field, List.copyOf(field.getAnnotationMirrors()), codecPackage);
                found.add(new Found(name, typeIn(type, level, field), site, field));
            }
            TypeMirror parent = level.getSuperclass();
            level = parent.getKind() == TypeKind.DECLARED ? environment.element(parent) : null;
        }
        return found;
    }

    /** Static and transient fields stay at home. */
    static boolean travels(VariableElement field) {
        return !field.getModifiers().contains(Modifier.STATIC)
                && !field.getModifiers().contains(Modifier.TRANSIENT);
    }

    private TypeMirror typeIn(TypeElement type, TypeElement level, VariableElement field) {
        return level.getTypeParameters().isEmpty()
                ? field.asType()
                : environment.types().asMemberOf((DeclaredType) type.asType(), field);
    }

    private Site site(
            TypeElement type,
            TypeElement level,
            String name,
            Element at,
            List<AnnotationMirror> annotations,
            String codecPackage) {
        var marks = environment.classFiles().marksOn(level, name, at.asType(), environment.elements());
        Element place = environment.classFiles().hasSource(level) ? at : user;
        return new Site(type, type.getSimpleName() + "." + name, place, annotations, marks, codecPackage);
    }

    private static void addAbsent(List<AnnotationMirror> to, List<? extends AnnotationMirror> annotations) {
        for (AnnotationMirror annotation : annotations) {
            if (to.stream().noneMatch(other -> other.toString().equals(annotation.toString()))) {
                to.add(annotation);
            }
        }
    }
}
