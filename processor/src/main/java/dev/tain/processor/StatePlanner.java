package dev.tain.processor;

import static dev.tain.processor.ErrorReporter.a;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Plans the state of one class level: its {@code @SyncVar} fields, how each is kept, and which hook it has. */
final class StatePlanner {
    private final Environment environment;
    private final FieldTypes fieldTypes;
    private final CodecPlaces places;
    private final Set<String> extendedElsewhere;

    /** @param extendedElsewhere the classes whose states must be public */
    StatePlanner(Environment environment, FieldTypes fieldTypes, CodecPlaces places, Set<String> extendedElsewhere) {
        this.environment = environment;
        this.fieldTypes = fieldTypes;
        this.places = places;
        this.extendedElsewhere = extendedElsewhere;
    }

    /** The level as code casts to it. */
    static TypeName cast(TypeElement level) {
        ClassName name = ClassName.get(level);
        WildcardTypeName any = WildcardTypeName.subtypeOf(Object.class);
        return level.getTypeParameters().isEmpty()
                ? name
                : ParameterizedTypeName.get(
                        name,
                        Stream.generate(() -> any)
                                .limit(level.getTypeParameters().size())
                                .toArray(TypeName[]::new));
    }

    static boolean hasFields(TypeElement level) {
        return ElementFilter.fieldsIn(level.getEnclosedElements()).stream()
                .anyMatch(field -> Environment.annotation(field, Library.SYNC_VAR) != null);
    }

    /**
     * @param before the states of the base classes
     * @param user the behaviour being planned, where problems of a class without source are reported
     */
    StatePlan plan(TypeElement level, List<StatePlan> before, TypeElement user) {
        ClassName name = BehaviourPlan.beside(level, "_State");
        boolean write = places.isCompiled(level);
        if (!write && environment.elements().getTypeElement(name.canonicalName()) == null) {
            environment
                    .errors()
                    .error(
                            user,
                            "MissingState",
                            user.getSimpleName() + " extends " + level.getQualifiedName()
                                    + ", which has @SyncVar fields but no " + name.simpleName(),
                            "compile its module with Tain's processor");
        }
        List<SyncField> fields = new ArrayList<>();
        Accessors accessors = new Accessors(environment, level, name.packageName());
        for (VariableElement field : ElementFilter.fieldsIn(level.getEnclosedElements())) {
            AnnotationMirror mark = Environment.annotation(field, Library.SYNC_VAR);
            SyncField planned = mark == null
                    ? null
                    : write ? field(level, field, mark, accessors) : compiledField(level, field, user);
            if (planned != null) {
                fields.add(planned);
            }
        }
        StatePlan last = before.isEmpty() ? null : before.get(before.size() - 1);
        return new StatePlan(
                level,
                cast(level),
                name,
                last == null ? Library.BEHAVIOUR_STATE : last.name(),
                last == null ? 0 : last.firstBit() + last.fields().size(),
                fields,
                environment.isPublic(level)
                        || extendedElsewhere.contains(level.getQualifiedName().toString()),
                write);
    }

    private Site site(TypeElement level, VariableElement field, Element at) {
        String name = field.getSimpleName().toString();
        return new Site(
                level,
                level.getSimpleName() + "." + name,
                at,
                List.copyOf(field.getAnnotationMirrors()),
                environment.classFiles().marksOn(level, name, field.asType(), environment.elements()),
                environment.packageOf(level));
    }

    /** A field of a class that was compiled, and checked, before. */
    private @Nullable SyncField compiledField(TypeElement level, VariableElement field, TypeElement user) {
        Site site = site(level, field, user);
        FieldType type = fieldTypes.ofField(site, field.asType());
        String name = field.getSimpleName().toString();
        return type == null
                ? null
                : new SyncField(name, site.what(), type, SyncField.Kept.VALUE, CodeBlock.of("$L", name), null, null);
    }

    private @Nullable SyncField field(
            TypeElement level, VariableElement field, AnnotationMirror mark, Accessors accessors) {
        Site site = site(level, field, field);
        TypeMirror type = field.asType();
        CodeBlock hook = new HookFinder(environment, level).find(site, type, mark);
        if (field.getModifiers().contains(Modifier.STATIC)) {
            return refuse(site, "StaticSyncVar", "is static, and state belongs to an object", "remove static");
        }
        if (environment.isSubtype(type, Library.SYNC_OBJECT.canonicalName())) {
            return refuse(
                    site,
                    "SyncVarCollection",
                    "is " + a(environment.element(type).getSimpleName()) + ", which is kept in step by itself",
                    "remove @SyncVar");
        }
        FieldType.Coded coded = fieldTypes.codedBy(site, type);
        boolean copied = coded != null && isMutableCodec(coded.codec());
        if (field.getModifiers().contains(Modifier.FINAL) && !copied) {
            return refuse(
                    site,
                    "FinalSyncVar",
                    "is final, so a client cannot set it",
                    "remove final, or give its type a MutableCodec, which copies into it");
        }
        ImmutableTypes.Problem problem = copied ? null : new ImmutableTypes(environment).problem(type);
        if (problem != null) {
            return refuse(site, problem.key(), problem.sentence(), problem.wayOut());
        }
        FieldType found = fieldTypes.ofField(site, type);
        if (found == null) {
            return null;
        }
        if (copied && found instanceof FieldType.OrNull) {
            return refuse(
                    site,
                    "NullableMutable",
                    "is @Nullable, and a value with a MutableCodec is copied in place",
                    "remove @Nullable and keep an object there always");
        }
        return reachable(site, field, accessors, found, copied, hook);
    }

    private @Nullable SyncField reachable(
            Site site,
            VariableElement field,
            Accessors accessors,
            FieldType type,
            boolean copied,
            @Nullable CodeBlock hook) {
        CodeBlock getter = accessors.getter(field, field.asType());
        TypePlan.Setter setter = accessors.setter(field, field.asType());
        if (getter == null || setter == null && !copied) {
            return refuse(
                    site,
                    "InaccessibleSyncVar",
                    "is private and has no " + (getter == null ? "getter" : "setter") + " that its state can use",
                    "make it package-private, or give it a getter and a setter that are not private");
        }
        SyncField.Kept kept = copied ? SyncField.Kept.COPY : kept(type);
        return new SyncField(field.getSimpleName().toString(), site.what(), type, kept, getter, setter, hook);
    }

    private boolean isMutableCodec(ClassName codec) {
        TypeElement type = environment.elements().getTypeElement(codec.canonicalName());
        return type != null && environment.isSubtype(type.asType(), Library.MUTABLE_CODEC.canonicalName());
    }

    private static SyncField.Kept kept(FieldType type) {
        if (type instanceof FieldType.Reference) {
            return SyncField.Kept.REFERENCE;
        }
        TypeName name = type.typeName();
        if (name.equals(TypeName.FLOAT)) {
            return SyncField.Kept.FLOAT;
        }
        if (name.equals(TypeName.DOUBLE)) {
            return SyncField.Kept.DOUBLE;
        }
        boolean constant = type instanceof FieldType.Constant
                || type instanceof FieldType.OrNull nullable && nullable.value() instanceof FieldType.Constant;
        return name.isPrimitive() || constant ? SyncField.Kept.PLAIN : SyncField.Kept.VALUE;
    }

    private @Nullable SyncField refuse(Site site, String key, String sentence, String wayOut) {
        environment.errors().error(site, key, sentence, wayOut);
        return null;
    }
}
