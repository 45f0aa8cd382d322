package dev.tain.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Plans a record or class: its fields, and how one is made of them. A record by its canonical constructor; a class by
 * its no-argument constructor and setting each field, or by the one constructor that takes all of its fields.
 */
final class StructPlanner {
    private final Environment environment;
    private final FieldTypes fieldTypes;

    StructPlanner(Environment environment, FieldTypes fieldTypes) {
        this.environment = environment;
        this.fieldTypes = fieldTypes;
    }

    /**
     * Null if something was reported.
     *
     * @param at the type, or what uses it if it has no source
     */
    TypePlan.@Nullable Fields plan(TypeElement type, String codecPackage, Element at) {
        List<FieldScanner.Found> found = new FieldScanner(environment, at).scan(type, codecPackage);
        Accessors accessors = new Accessors(environment, type, codecPackage);
        List<TypePlan.Field> fields = new ArrayList<>();
        boolean readable = true;
        for (FieldScanner.Found one : found) {
            FieldType fieldType = fieldTypes.ofField(one.site(), one.type());
            CodeBlock getter =
                    one.field() == null ? CodeBlock.of("$L()", one.name()) : accessors.getter(one.field(), one.type());
            if (getter == null) {
                inaccessible(one, "cannot be read by generated code");
                readable = false;
            } else if (fieldType != null) {
                fields.add(new TypePlan.Field(one.name(), fieldType, getter));
            }
        }
        if (!readable) {
            return null;
        }
        TypePlan.Construction construction = type.getKind() == ElementKind.RECORD
                ? canonical(type, found)
                : construction(type, found, accessors, codecPackage, at);
        return construction == null || fields.size() < found.size()
                ? null
                : new TypePlan.Fields(type, fields, construction);
    }

    private TypePlan.Construction canonical(TypeElement type, List<FieldScanner.Found> found) {
        boolean written = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> takes(constructor, found))
                .anyMatch(constructor -> environment.elements().getOrigin(constructor) == Elements.Origin.EXPLICIT);
        boolean unknown = !environment.classFiles().hasSource(type); // a class file does not tell, on all JDKs
        return new TypePlan.ByConstructor(names(found), written || unknown);
    }

    private static List<String> names(List<FieldScanner.Found> found) {
        return found.stream().map(FieldScanner.Found::name).toList();
    }

    private TypePlan.@Nullable Construction construction(
            TypeElement type, List<FieldScanner.Found> found, Accessors accessors, String codecPackage, Element at) {
        List<ExecutableElement> constructors = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> environment.isVisibleMember(constructor, codecPackage))
                .toList();
        boolean noArguments = constructors.stream()
                .anyMatch(constructor -> constructor.getParameters().isEmpty());
        List<TypePlan.Setter> setters = new ArrayList<>();
        FieldScanner.Found unset = null;
        for (FieldScanner.Found one : found) {
            VariableElement field = one.field();
            TypePlan.Setter setter = field == null ? null : accessors.setter(field, one.type());
            if (setter != null) {
                setters.add(setter);
            } else if (unset == null) {
                unset = one;
            }
        }
        if (noArguments && unset == null) {
            constructors.stream()
                    .filter(constructor -> constructor.getParameters().isEmpty())
                    .forEach(constructor -> environment.checkThrows(at, constructor));
            return new TypePlan.BySetters(setters);
        }
        List<ExecutableElement> full = found.isEmpty()
                ? List.of()
                : constructors.stream()
                        .filter(constructor -> takes(constructor, found))
                        .toList();
        if (full.size() == 1) {
            environment.checkThrows(at, full.get(0));
            List<String> parameters = full.get(0).getParameters().stream()
                    .map(parameter -> parameter.getSimpleName().toString())
                    .toList();
            return new TypePlan.ByConstructor(parameters, true);
        }
        if (noArguments && unset != null) {
            inaccessible(unset, "cannot be set by generated code");
        } else {
            noConstructor(type, found, at);
        }
        return null;
    }

    /** Whether the constructor's parameters are the fields, by name and type, in any order. */
    private boolean takes(ExecutableElement constructor, List<FieldScanner.Found> found) {
        return constructor.getParameters().size() == found.size()
                && constructor.getParameters().stream()
                        .allMatch(parameter -> found.stream()
                                .anyMatch(one -> parameter.getSimpleName().contentEquals(one.name())
                                        && environment.types().isSameType(parameter.asType(), one.type())));
    }

    private void inaccessible(FieldScanner.Found one, String sentence) {
        environment
                .errors()
                .error(
                        one.site().at(),
                        "InaccessibleField",
                        one.site().what() + " " + sentence,
                        "make it public and not final, give it a getter and a setter, or make it transient");
    }

    private void noConstructor(TypeElement type, List<FieldScanner.Found> found, Element at) {
        environment
                .errors()
                .error(
                        at,
                        "NoConstructor",
                        type.getSimpleName() + " has no constructor that generated code can use",
                        "add a public one without arguments, or one that takes exactly its fields ("
                                + String.join(", ", names(found)) + "), or make it a record");
    }
}
