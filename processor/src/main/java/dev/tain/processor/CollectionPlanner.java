package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Plans the {@code SyncList}, {@code SyncSet} and {@code SyncMap} fields of a behaviour and its base classes. */
final class CollectionPlanner {
    private static final String REFERENCE_KEY = "ReferenceKey";

    private final Environment environment;
    private final FieldTypes fieldTypes;
    private final TypeElement behaviour;
    private final String userPackage;

    CollectionPlanner(Environment environment, FieldTypes fieldTypes, TypeElement behaviour) {
        this.environment = environment;
        this.fieldTypes = fieldTypes;
        this.behaviour = behaviour;
        this.userPackage = environment.packageOf(behaviour);
    }

    List<SyncCollection> plan() {
        List<SyncCollection> collections = new ArrayList<>();
        for (TypeElement level : environment.levels(behaviour)) {
            Accessors accessors = new Accessors(environment, level, userPackage);
            for (VariableElement field : ElementFilter.fieldsIn(level.getEnclosedElements())) {
                if (environment.isSubtype(field.asType(), Library.SYNC_OBJECT.canonicalName())
                        && Environment.annotation(field, Library.SYNC_VAR) == null) {
                    SyncCollection planned = collection(level, field, accessors);
                    if (planned != null) {
                        collections.add(planned);
                    }
                }
            }
        }
        return collections;
    }

    private @Nullable SyncCollection collection(TypeElement level, VariableElement field, Accessors accessors) {
        String name = field.getSimpleName().toString();
        Element at = environment.classFiles().hasSource(level) ? field : behaviour;
        Site site = new Site(
                level,
                level.getSimpleName() + "." + name,
                at,
                List.copyOf(field.getAnnotationMirrors()),
                environment.classFiles().marksOn(level, name, field.asType(), environment.elements()),
                userPackage);
        TypeElement kind = environment.element(field.asType());
        if (!isFixed(site, field, kind)) {
            return null;
        }
        DeclaredType type = typeHere(level, field);
        boolean open = !BehaviourPlan.isConcrete(behaviour)
                && !level.getTypeParameters().isEmpty();
        if (open && type.getTypeArguments().stream().anyMatch(new TypeVariables()::in)) {
            return null; // each concrete subclass says what they stand for
        }
        if (!isFindable(site, kind, type)) {
            return null;
        }
        List<FieldType> elements = fieldTypes.ofElements(site, type);
        CodeBlock getter = accessors.getter(field, field.asType());
        if (getter == null && BehaviourPlan.isConcrete(behaviour)) {
            return refuse(
                    site,
                    "InaccessibleCollection",
                    "is out of reach of " + BehaviourPlan.beside(behaviour, "_Schema"),
                    "make it public, or give it a getter that is");
        }
        if (elements != null && environment.classFiles().hasSource(level)) {
            warnOfReferences(field, site, kind, elements.get(0));
        }
        return elements == null || getter == null
                ? null
                : new SyncCollection(
                        name, site.what(), kind.getSimpleName().toString(), StatePlanner.cast(level), getter, elements);
    }

    private boolean isFixed(Site site, VariableElement field, TypeElement kind) {
        if (ClassName.get(kind).equals(Library.SYNC_OBJECT)) {
            refuse(
                    site,
                    "UnsupportedCollection",
                    "is a SyncObject, which may be any",
                    "declare it as a SyncList, SyncSet or SyncMap");
            return false;
        }
        if (field.getModifiers().contains(Modifier.STATIC)) {
            refuse(site, "StaticCollection", "is static, and state belongs to an object", "remove static");
            return false;
        }
        if (!field.getModifiers().contains(Modifier.FINAL)) {
            refuse(
                    site,
                    "CollectionNotFinal",
                    "is not final, and another " + kind.getSimpleName() + " in its place would not be kept in step",
                    "make it final");
            return false;
        }
        return true;
    }

    /** Whether what arrives on the other side is found there: the elements of a set and the keys of a map. */
    private boolean isFindable(Site site, TypeElement kind, DeclaredType type) {
        boolean map = kind.getSimpleName().contentEquals("SyncMap");
        boolean hashed = map || kind.getSimpleName().contentEquals("SyncSet");
        if (!hashed || type.getTypeArguments().isEmpty()) {
            return true;
        }
        TypeMirror key = type.getTypeArguments().get(0);
        String flaw = new KeyTypes(environment).flaw(key);
        if (flaw == null) {
            return true;
        }
        refuse(
                site,
                "KeyWithoutEquals",
                "is " + ErrorReporter.a(GameTypes.shortName(TypeName.get(type))) + ", and " + flaw
                        + ", so that what arrives is never found again",
                KeyTypes.wayOut(key, map));
        return false;
    }

    /** An element that came before its object stays null, so that in a set or among keys two such are one. */
    private void warnOfReferences(VariableElement field, Site site, TypeElement kind, FieldType key) {
        boolean map = kind.getSimpleName().contentEquals("SyncMap");
        boolean hashed = map || kind.getSimpleName().contentEquals("SyncSet");
        if (hashed && hasReference(key) && !isSuppressed(field)) {
            environment
                    .errors()
                    .warning(
                            field,
                            REFERENCE_KEY,
                            site.what() + " has references as its " + (map ? "keys" : "elements")
                                    + ", which stay null on a client that is not shown their object at that moment",
                            "hold the netId instead, in a " + (map ? "SyncMap<Integer, …>" : "SyncSet<Integer>")
                                    + ", and look the object up when it is needed; or mark the field"
                                    + " @SuppressWarnings(\"" + REFERENCE_KEY + "\")");
        }
    }

    private static boolean hasReference(FieldType type) {
        return type instanceof FieldType.Reference || type.parts().stream().anyMatch(CollectionPlanner::hasReference);
    }

    private static boolean isSuppressed(VariableElement field) {
        SuppressWarnings mark = field.getAnnotation(SuppressWarnings.class);
        return mark != null && List.of(mark.value()).contains(REFERENCE_KEY);
    }

    private DeclaredType typeHere(TypeElement level, VariableElement field) {
        TypeMirror type = level.getTypeParameters().isEmpty()
                ? field.asType()
                : environment.types().asMemberOf((DeclaredType) behaviour.asType(), field);
        return (DeclaredType) type;
    }

    private @Nullable SyncCollection refuse(Site site, String key, String sentence, String wayOut) {
        environment.errors().error(site, key, sentence, wayOut);
        return null;
    }
}
