package dev.tain.processor;

import static dev.tain.processor.ErrorReporter.a;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a type travels. Null means that an error was reported.
 *
 * <p>The order is: a codec written by hand, the JDK's types, methods written by hand, an enum, and last a generated
 * codec, which the {@link Planner} is asked for.
 */
final class FieldTypes {
    /** Turns a compiler's type into a printable one. */
    interface Naming {
        TypeName of(TypeMirror type);
    }

    private static final Set<String> OPTIONAL_PRIMITIVES =
            Set.of("java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble");

    /** How many keys that cannot be compared a Set or Map may have, if it has no {@code @MaxSize}. */
    private static final Integer HASHED_MAX = 4096;

    private final Environment environment;
    private final HandCodecs handCodecs;
    private final GameTypes gameTypes;

    FieldTypes(Environment environment, HandCodecs handCodecs, ByHandTypes byHandTypes, GameTypes.Codecs codecs) {
        this.environment = environment;
        this.handCodecs = handCodecs;
        this.gameTypes =
                new GameTypes(environment, byHandTypes, codecs, (site, type) -> resolve(site, type, Annotated.NOTHING));
    }

    /** The way a whole field travels, annotations on its declaration included. */
    @Nullable
    FieldType ofField(Site site, TypeMirror type) {
        Annotated annotated = Annotated.declaration(site);
        FieldType found = resolve(site, type, annotated);
        if (found != null) {
            handCodecs.checkApplied(site);
        }
        return found;
    }

    /** The ways the elements, or keys and values, of a synchronised collection travel. */
    @Nullable
    List<FieldType> ofElements(Site site, DeclaredType collection) {
        Annotated here = Annotated.declaration(site).with(collection);
        if (here.maxSize() != null) {
            error(
                    site,
                    "BadMaxSize",
                    "is " + a(name(collection)) + ", which has no bound",
                    "put @MaxSize on its elements, or remove it");
            return null;
        }
        List<FieldType> elements = arguments(site, collection, here);
        if (elements != null) {
            handCodecs.checkApplied(site);
        }
        return elements;
    }

    /** The codec written by hand that the field has, or null. */
    FieldType.@Nullable Coded codedBy(Site site, TypeMirror type) {
        return handCodecs.find(site, type, FieldTypes::name);
    }

    private @Nullable FieldType resolve(Site site, TypeMirror type, Annotated annotated) {
        Annotated here = annotated.with(type);
        FieldType base = base(site, type, here);
        if (base == null) {
            return null;
        }
        if (!checkMaxSize(site, base, here.maxSize())) {
            return null;
        }
        if (!here.nullable() || base instanceof FieldType.Reference) {
            return base;
        }
        if (type.getKind().isPrimitive()) {
            error(
                    site,
                    "NullablePrimitive",
                    "is " + a(type.getKind().name().toLowerCase(Locale.ROOT)) + ", which is never null",
                    "remove @Nullable, or declare the boxed type");
            return null;
        }
        return new FieldType.OrNull(base);
    }

    private boolean checkMaxSize(Site site, FieldType type, @Nullable Integer maxSize) {
        if (maxSize == null) {
            return true;
        }
        boolean sized = type instanceof FieldType.Text
                || type instanceof FieldType.Bulk
                || type instanceof FieldType.Many
                || type instanceof FieldType.Mapping;
        if (!sized) {
            error(
                    site,
                    "BadMaxSize",
                    "is " + a(type.typeName()) + ", which has no size to bound",
                    "put @MaxSize on a String, an array, a List, a Set or a Map");
        } else if (maxSize < 0) {
            error(site, "BadMaxSize", "has @MaxSize(" + maxSize + ")", "give a bound of 0 or more");
        }
        return sized && maxSize >= 0;
    }

    private @Nullable FieldType base(Site site, TypeMirror type, Annotated here) {
        FieldType.Coded coded = handCodecs.find(site, type, FieldTypes::name);
        if (coded != null) {
            return coded;
        }
        if (type.getKind().isPrimitive()) {
            TypeName name = TypeName.get(type);
            return new FieldType.One(name, scalar(name));
        }
        if (type instanceof ArrayType array) {
            return array(site, array, here);
        }
        if (type.getKind() == TypeKind.DECLARED) {
            return declared(site, (DeclaredType) type, here);
        }
        if (type.getKind() == TypeKind.TYPEVAR) {
            error(
                    site,
                    "GenericField",
                    "has the type variable " + name(type) + " as its type",
                    "declare a concrete type");
            return null;
        }
        return gameTypes.unsupported(site, type);
    }

    private static Scalar scalar(TypeName name) {
        Scalar scalar = Scalar.of(name);
        if (scalar == null) {
            throw new IllegalStateException("No scalar for " + name);
        }
        return scalar;
    }

    private @Nullable FieldType array(Site site, ArrayType array, Annotated here) {
        TypeMirror component = array.getComponentType();
        if (component.getKind().isPrimitive()) {
            TypeName name = TypeName.get(component);
            return new FieldType.Bulk(name(array), scalar(name), here.maxSize());
        }
        FieldType element = resolve(site, component, here.component());
        return element == null
                ? null
                : new FieldType.Many(name(array), FieldType.Container.ARRAY, element, here.maxSize());
    }

    private @Nullable FieldType declared(Site site, DeclaredType type, Annotated here) {
        TypeElement element = environment.element(type);
        String qualified = element.getQualifiedName().toString();
        TypeName erased = name(environment.types().erasure(type));
        if (environment.isReference(type)) {
            return reference(site, type, element);
        }
        if (qualified.equals(Library.NETWORK_CONNECTION.canonicalName())) {
            error(
                    site,
                    "ConnectionField",
                    "is a NetworkConnection, which exists on one side only",
                    "send a NetworkIdentity, or a number of your own");
            return null;
        }
        Scalar scalar = Scalar.of(erased);
        if (scalar != null) {
            return new FieldType.One(erased, scalar);
        }
        if (OPTIONAL_PRIMITIVES.contains(qualified)) {
            String primitive = qualified.substring("java.util.Optional".length());
            return new FieldType.MaybePrimitive(
                    ClassName.get(element), Scalar.valueOf(primitive.toUpperCase(Locale.ROOT)));
        }
        switch (qualified) {
            case "java.lang.String":
                return new FieldType.Text(erased, here.maxSize());
            case "java.net.URI":
                return new FieldType.Uri(erased);
            case "java.util.List":
                return many(site, type, FieldType.Container.LIST, here);
            case "java.util.Set":
                return many(site, type, FieldType.Container.SET, here);
            case "java.util.Map", "java.util.Optional":
                return generic(site, type, here);
            default:
                return gameTypes.resolve(site, type, element);
        }
    }

    private @Nullable FieldType reference(Site site, DeclaredType type, TypeElement element) {
        boolean generic = type.getTypeArguments().stream().anyMatch(argument -> !isUnboundedWildcard(argument));
        if (generic
                || type.getTypeArguments().isEmpty()
                        && !element.getTypeParameters().isEmpty()) {
            error(
                    site,
                    "GenericReference",
                    "is " + a(name(type)) + ", and a reference carries no type arguments",
                    "declare it as " + element.getSimpleName() + "<"
                            + element.getTypeParameters().stream()
                                    .map(parameter -> "?")
                                    .collect(Collectors.joining(", "))
                            + ">, or as a class without");
            return null;
        }
        return gameTypes.isVisible(site, element) ? new FieldType.Reference(name(type), ClassName.get(element)) : null;
    }

    private static boolean isUnboundedWildcard(TypeMirror argument) {
        return argument instanceof WildcardType wildcard
                && wildcard.getExtendsBound() == null
                && wildcard.getSuperBound() == null;
    }

    private @Nullable FieldType many(Site site, DeclaredType type, FieldType.Container container, Annotated here) {
        List<FieldType> arguments = arguments(site, type, here);
        if (arguments == null) {
            return null;
        }
        Integer maxSize = container == FieldType.Container.SET ? hashedMax(type, here) : here.maxSize();
        return new FieldType.Many(name(type), container, arguments.get(0), maxSize);
    }

    private @Nullable FieldType generic(Site site, DeclaredType type, Annotated here) {
        List<FieldType> arguments = arguments(site, type, here);
        if (arguments == null) {
            return null;
        }
        if (arguments.size() == 1 && arguments.get(0) instanceof FieldType.OrNull) {
            error(
                    site,
                    "NullableOptional",
                    "is an Optional of something @Nullable, and an Optional never holds null",
                    "remove that @Nullable and send an empty Optional instead");
            return null;
        }
        return arguments.size() == 1
                ? new FieldType.Maybe(name(type), arguments.get(0))
                : new FieldType.Mapping(name(type), arguments.get(0), arguments.get(1), hashedMax(type, here));
    }

    /**
     * How much a hash table may hold. A sender can choose keys whose hashes are all the same; the JDK keeps tables of
     * comparable keys fast, others take quadratic time.
     */
    private @Nullable Integer hashedMax(DeclaredType type, Annotated here) {
        TypeMirror key = type.getTypeArguments().get(0);
        DeclaredType comparable = environment.asSupertype(key, "java.lang.Comparable");
        boolean fast = comparable != null
                && comparable.getTypeArguments().size() == 1
                && environment.types().isSameType(comparable.getTypeArguments().get(0), key);
        return here.maxSize() != null || fast ? here.maxSize() : HASHED_MAX;
    }

    private @Nullable List<FieldType> arguments(Site site, DeclaredType type, Annotated here) {
        String simpleName = type.asElement().getSimpleName().toString();
        if (type.getTypeArguments().isEmpty()) {
            error(
                    site,
                    "RawCollection",
                    "is a raw " + simpleName,
                    "name its element type, as in " + simpleName
                            + (simpleName.endsWith("Map") ? "<String, Integer>" : "<String>"));
            return null;
        }
        List<FieldType> arguments = new ArrayList<>();
        for (TypeMirror argument : type.getTypeArguments()) {
            if (argument.getKind() == TypeKind.WILDCARD) {
                error(
                        site,
                        "WildcardCollection",
                        "is " + a(name(type)) + ", whose elements have no certain type",
                        "name the element type without a wildcard");
                return null;
            }
            FieldType resolved = resolve(site, argument, here.argument(arguments.size()));
            if (resolved == null) {
                return null;
            }
            arguments.add(resolved);
        }
        return arguments;
    }

    private void error(Site site, String key, String sentence, String wayOut) {
        environment.errors().error(site, key, sentence, wayOut);
    }

    private static TypeName name(TypeMirror type) {
        return TypeName.get(type);
    }
}
