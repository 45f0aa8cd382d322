package dev.tain.processor;

import static dev.tain.processor.ErrorReporter.a;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds out how a type of the game travels: by hand, as an enum, or by a generated codec; refuses all others. */
final class GameTypes {
    /** Provides codecs for records, classes and sealed types. */
    interface Codecs {
        FieldType.@Nullable Generated codecFor(Site site, TypeElement type);
    }

    /** Resolves the components of Tain's value types. */
    interface Resolver {
        @Nullable
        FieldType resolve(Site site, TypeMirror type);
    }

    private final Environment environment;
    private final ByHandTypes byHandTypes;
    private final Codecs codecs;
    private final Resolver resolver;

    GameTypes(Environment environment, ByHandTypes byHandTypes, Codecs codecs, Resolver resolver) {
        this.environment = environment;
        this.byHandTypes = byHandTypes;
        this.codecs = codecs;
        this.resolver = resolver;
    }

    @Nullable
    FieldType resolve(Site site, DeclaredType type, TypeElement element) {
        if (!isVisible(site, element)) {
            return null;
        }
        ByHandTypes.Result own = byHandTypes.find(element, site.codecPackage(), site.at());
        FieldType.ByHand byHand = own.byHand();
        if (own.isHalf()) {
            return null;
        }
        if (byHand != null) {
            return environment.packageOf(element).equals(Library.VALUE_PACKAGE)
                    ? new FieldType.ByHand(byHand.typeName(), byHand.staticRead(), components(site, element))
                    : byHand;
        }
        String instead = environment.isSubtype(type, "java.util.Map")
                ? "Map"
                : environment.isSubtype(type, "java.util.Set") ? "Set" : "List";
        boolean collection = environment.isSubtype(type, "java.lang.Iterable") || instead.equals("Map");
        if (collection && isOfJdk(element)) {
            environment
                    .errors()
                    .error(
                            site,
                            "UnsupportedCollection",
                            "is " + a(TypeName.get(environment.types().erasure(type)))
                                    + ", of which the wire knows nothing",
                            "declare it as " + instead);
            return null;
        }
        if (element.getKind() == ElementKind.ENUM) {
            return new FieldType.Constant(ClassName.get(element), constants(element));
        }
        if (isForeign(element)) {
            return unsupported(site, type);
        }
        if (!type.getTypeArguments().isEmpty() || !element.getTypeParameters().isEmpty()) {
            environment
                    .errors()
                    .error(
                            site,
                            "GenericField",
                            "is " + a(TypeName.get(type)) + ", and generic types have no generated codec",
                            "write a Codec<" + TypeName.get(type) + "> and name it with @UseCodec");
            return null;
        }
        return codecs.codecFor(site, element);
    }

    /** Whether generated code can name the type; reports it if not. */
    boolean isVisible(Site site, TypeElement element) {
        boolean visible = environment.isVisible(element, site.codecPackage());
        if (!visible) {
            environment
                    .errors()
                    .error(
                            site,
                            "InaccessibleType",
                            "is " + a(element.getQualifiedName()) + ", which its codec in package "
                                    + site.codecPackage() + " cannot reach",
                            "make that type public, or not private");
        }
        return visible;
    }

    /** Whether the class is the JDK's or extends one that is, whose fields are out of reach. */
    private boolean isOfJdk(TypeElement type) {
        TypeElement level = type;
        while (level != null && !level.getQualifiedName().contentEquals("java.lang.Object")) {
            String name = level.getQualifiedName().toString();
            if (name.startsWith("java.util.") || name.equals("java.lang.Iterable")) {
                return true;
            }
            TypeMirror parent = level.getSuperclass();
            level = parent.getKind() == TypeKind.DECLARED ? environment.element(parent) : null;
        }
        return false;
    }

    private List<TypePlan.Field> components(Site site, TypeElement value) {
        List<TypePlan.Field> components = new ArrayList<>();
        for (var component : value.getRecordComponents()) {
            FieldType type = resolver.resolve(site, component.asType());
            if (type != null) {
                String name = component.getSimpleName().toString();
                components.add(new TypePlan.Field(name, type, CodeBlock.of("$L()", name)));
            }
        }
        return components;
    }

    private static String constants(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(member -> member.getSimpleName().toString())
                .collect(Collectors.joining("|", "[", "]"));
    }

    private boolean isForeign(TypeElement element) {
        String name = element.getQualifiedName().toString();
        return element.getKind() == ElementKind.ANNOTATION_TYPE
                || name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("kotlin.")
                || environment.isSubtype(element.asType(), "java.lang.Throwable");
    }

    @Nullable
    FieldType unsupported(Site site, TypeMirror type) {
        String simpleName = shortName(TypeName.get(environment.types().erasure(type)));
        boolean component = site.owner().getKind() == ElementKind.RECORD;
        String instead = component ? "leave the component out" : "make the field transient";
        environment
                .errors()
                .error(
                        site,
                        "UnsupportedType",
                        "is " + a(TypeName.get(type)) + ", which has no codec",
                        "write a Codec<" + shortName(TypeName.get(type)) + "> and mark it @CodecFor(" + simpleName
                                + ".class), or "
                                + (environment.isBehaviour(site.owner()) ? "choose another type" : instead));
        return null;
    }

    /** {@code Map.Entry<String, String>}, without packages. */
    static String shortName(TypeName type) {
        return type.withoutAnnotations().toString().replaceAll("\\b(?:[a-z_][\\w$]*\\.)+", "");
    }
}
