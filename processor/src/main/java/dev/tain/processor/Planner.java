package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Plans messages and, one after the other, every type they are made of. A plan refers to other types by the name of
 * their codec, so types may contain themselves.
 */
final class Planner implements GameTypes.Codecs {
    private record Request(TypeElement type, CodecPlaces.Place place, boolean message, Element at) {}

    private final Environment environment;
    private final CodecPlaces places;
    private final ByHandTypes byHandTypes;
    private final FieldTypes fieldTypes;
    private final Map<ClassName, Request> requests = new LinkedHashMap<>();
    private final Queue<ClassName> waiting = new ArrayDeque<>();
    private final Map<ClassName, TypePlan.Codec> plans = new LinkedHashMap<>();

    Planner(Environment environment, CodecPlaces places, HandCodecs handCodecs) {
        this.environment = environment;
        this.places = places;
        this.byHandTypes = new ByHandTypes(environment);
        this.fieldTypes = new FieldTypes(environment, handCodecs, byHandTypes, this);
    }

    /** What finds out how fields travel, and asks for their codecs. */
    FieldTypes fieldTypes() {
        return fieldTypes;
    }

    /** Asks for the codec of a message of this compilation. */
    void request(TypeElement message) {
        ClassName codec = CodecPlaces.beside(ClassName.get(message));
        request(message, new CodecPlaces.Place(codec, false), true, message);
    }

    /** Plans everything asked for, and what that needs in turn. */
    Map<ClassName, TypePlan.Codec> plan() {
        while (!waiting.isEmpty()) {
            ClassName codec = waiting.remove();
            Request request = requests.get(codec);
            TypePlan plan = request == null ? null : plan(request);
            if (request != null && plan != null) {
                plans.put(codec, new TypePlan.Codec(codec, plan, request.message, !request.place.exists()));
            }
        }
        return plans;
    }

    private @Nullable TypePlan plan(Request request) {
        TypeElement type = request.type;
        String codecPackage = request.place.codec().packageName();
        if (request.message) {
            ByHandTypes.Result own = byHandTypes.find(type, codecPackage, type);
            if (own.isHalf()) {
                return null;
            }
            if (own.byHand() != null) {
                return new TypePlan.Own(type, own.byHand());
            }
        }
        Element at = places.isCompiled(type) ? type : request.at;
        return isSealed(type) ? sealed(type, codecPackage, at) : struct(type, codecPackage, at);
    }

    private TypePlan.@Nullable Fields struct(TypeElement type, String codecPackage, Element at) {
        return new StructPlanner(environment, fieldTypes).plan(type, codecPackage, at);
    }

    private static boolean isSealed(TypeElement type) {
        return type.getModifiers().contains(Modifier.SEALED);
    }

    private @Nullable TypePlan sealed(TypeElement type, String codecPackage, Element at) {
        List<TypeElement> leaves = new ArrayList<>();
        addLeaves(type, leaves);
        if (leaves.size() > 255) {
            environment
                    .errors()
                    .error(
                            type,
                            "TooManySubtypes",
                            type.getSimpleName() + " has " + leaves.size()
                                    + " subtypes, and a tag byte tells 255 apart",
                            "group them under fields of other sealed types");
            return null;
        }
        List<FieldType> subtypes = new ArrayList<>();
        for (TypeElement leaf : leaves) {
            String what = "Subtype " + leaf.getSimpleName() + " of " + type.getSimpleName();
            Site site = new Site(type, what, leaf, List.of(), Map.of(), codecPackage);
            FieldType resolved = fieldTypes.ofField(site, leaf.asType());
            if (resolved != null) {
                subtypes.add(resolved);
            }
        }
        boolean concrete = !type.getModifiers().contains(Modifier.ABSTRACT);
        TypePlan.Fields own = concrete ? struct(type, codecPackage, at) : null;
        return subtypes.size() < leaves.size() || concrete && own == null
                ? null
                : new TypePlan.Sealed(type, subtypes, own);
    }

    /**
     * The concrete types under {@code type}, in the order of the permits clauses. A concrete sealed class stands for its
     * own subtypes, which its codec tells apart.
     */
    private void addLeaves(TypeElement type, List<TypeElement> leaves) {
        for (TypeMirror permitted : type.getPermittedSubclasses()) {
            TypeElement subtype = environment.element(permitted);
            boolean opaque = isSealed(subtype)
                    && subtype.getModifiers().contains(Modifier.ABSTRACT)
                    && subtype.getKind() != ElementKind.ENUM;
            if (opaque) {
                addLeaves(subtype, leaves);
            } else if (!leaves.contains(subtype)) {
                leaves.add(subtype);
            }
        }
    }

    @Override
    public FieldType.@Nullable Generated codecFor(Site site, TypeElement type) {
        if (environment.isInner(type)) {
            environment
                    .errors()
                    .error(
                            site.at(),
                            "InnerType",
                            site.what() + " is " + ErrorReporter.a(type.getSimpleName())
                                    + ", an inner class, which needs an enclosing object",
                            "make that class static");
            return null;
        }
        boolean open = type.getModifiers().contains(Modifier.NON_SEALED)
                || type.getModifiers().contains(Modifier.ABSTRACT) && !isSealed(type);
        if (open) {
            environment
                    .errors()
                    .error(
                            site.at(),
                            "NotSealed",
                            site.what() + " is " + ErrorReporter.a(type.getSimpleName())
                                    + ", whose subtypes are not all known",
                            "declare that type sealed, or use a concrete one");
            return null;
        }
        CodecPlaces.Place place = places.of(type, site.codecPackage(), environment.elements());
        ClassName name = ClassName.get(type);
        boolean message = environment.isMessage(type)
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && place.codec().equals(CodecPlaces.beside(name))
                && (!place.exists() || isMessageCodec(place.codec()));
        boolean extensible = !type.getModifiers().contains(Modifier.FINAL) && !isSealed(type);
        return request(type, place, message, site.at())
                ? new FieldType.Generated(name, place.codec(), message, extensible)
                : null;
    }

    private boolean isMessageCodec(ClassName codec) {
        TypeElement type = environment.elements().getTypeElement(codec.canonicalName());
        return type != null && environment.isSubtype(type.asType(), Library.MESSAGE_CODEC.canonicalName());
    }

    private boolean request(TypeElement type, CodecPlaces.Place place, boolean message, Element at) {
        Request before = requests.putIfAbsent(place.codec(), new Request(type, place, message, at));
        if (before == null) {
            waiting.add(place.codec());
        } else if (!before.type.equals(type)) {
            environment
                    .errors()
                    .error(
                            at,
                            "CodecNameClash",
                            type.getQualifiedName() + " and " + before.type.getQualifiedName()
                                    + " would both have the codec " + place.codec(),
                            "rename one");
            return false;
        }
        return true;
    }
}
