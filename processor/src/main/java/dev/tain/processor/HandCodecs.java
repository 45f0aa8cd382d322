package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** The codecs written by hand: those marked {@code @CodecFor}, and those a field, type or package names. */
final class HandCodecs {
    private record Entry(TypeElement codec, TypeMirror type) {}

    private final Environment environment;
    private final List<Entry> everywhere = new ArrayList<>();
    private final Set<String> applied = new HashSet<>();

    HandCodecs(Environment environment) {
        this.environment = environment;
    }

    /** Takes a class marked {@code @CodecFor}. */
    void register(TypeElement codec) {
        AnnotationMirror mark = Environment.annotation(codec.getAnnotationMirrors(), Library.CODEC_FOR.canonicalName());
        Entry entry = mark == null ? null : check(codec, codec);
        if (mark == null || entry == null || !(Environment.value(mark) instanceof TypeMirror claimed)) {
            return;
        }
        TypeMirror boxed = boxed(claimed);
        if (!environment.types().isSameType(erased(boxed), erased(entry.type))) {
            bad(
                    codec,
                    codec,
                    "is marked @CodecFor(" + claimed + ".class) but is a Codec<" + entry.type + ">",
                    "make the two agree");
            return;
        }
        for (Entry other : everywhere) {
            if (environment.types().isSameType(other.type, entry.type)) {
                environment
                        .errors()
                        .error(
                                codec,
                                "DuplicateCodec",
                                codec.getSimpleName() + " and " + other.codec.getSimpleName() + " are both codecs for "
                                        + entry.type,
                                "remove @CodecFor from one and name it by @UseCodec where it is meant");
                return;
            }
        }
        everywhere.add(entry);
    }

    /** The codec for {@code type} used at {@code site}; the nearest wins. */
    FieldType.@Nullable Coded find(Site site, TypeMirror type, FieldTypes.Naming naming) {
        TypeMirror boxed = boxed(type);
        TypeElement codec = named(site.annotations(), site.at(), boxed);
        Element around = site.owner();
        while (codec == null && around != null && around.getKind() != ElementKind.MODULE) {
            codec = named(around.getAnnotationMirrors(), around, boxed);
            around = around.getEnclosingElement();
        }
        for (int i = 0; codec == null && i < everywhere.size(); i++) {
            Entry entry = everywhere.get(i);
            codec = environment.types().isSameType(entry.type, boxed) ? entry.codec : null;
        }
        if (codec == null) {
            return null;
        }
        if (!environment.isVisible(codec, site.codecPackage())) {
            bad(
                    site.at(),
                    codec,
                    "cannot be used for " + site.what() + " from package " + site.codecPackage(),
                    "make it public");
        }
        return new FieldType.Coded(naming.of(type), ClassName.get(codec));
    }

    /** Reports a {@code @UseCodec} on the field itself that fits no part of the field's type. */
    void checkApplied(Site site) {
        for (TypeElement codec : codecsNamed(site.annotations())) {
            Entry entry = check(codec, site.at());
            if (entry != null && !applied.contains(key(codec, site.at()))) {
                bad(
                        site.at(),
                        codec,
                        "is a Codec<" + entry.type + ">, which " + site.what() + " does not hold",
                        "name a codec for the field's own type");
            }
        }
    }

    private @Nullable TypeElement named(List<? extends AnnotationMirror> annotations, Element at, TypeMirror boxed) {
        for (TypeElement codec : codecsNamed(annotations)) {
            Entry entry = check(codec, at);
            if (entry != null && environment.types().isSameType(entry.type, boxed)) {
                applied.add(key(codec, at));
                return codec;
            }
        }
        return null;
    }

    private static String key(TypeElement codec, Element at) {
        return codec.getQualifiedName() + " at " + at.getEnclosingElement() + "." + at;
    }

    private List<TypeElement> codecsNamed(List<? extends AnnotationMirror> annotations) {
        List<TypeElement> codecs = new ArrayList<>();
        for (AnnotationMirror annotation : annotations) {
            String name = annotation.getAnnotationType().toString();
            if (name.equals(Library.USE_CODEC.canonicalName())) {
                addNamed(annotation, codecs);
            } else if (name.equals(Library.USE_CODEC_ALL.canonicalName())
                    && Environment.value(annotation) instanceof List<?> all) {
                for (Object one : all) {
                    if (((AnnotationValue) one).getValue() instanceof AnnotationMirror inner) {
                        addNamed(inner, codecs);
                    }
                }
            }
        }
        return codecs;
    }

    private void addNamed(AnnotationMirror useCodec, List<TypeElement> codecs) {
        if (Environment.value(useCodec) instanceof DeclaredType codec) {
            codecs.add(environment.element(codec));
        }
    }

    private @Nullable Entry check(TypeElement codec, Element at) {
        DeclaredType seen = environment.asSupertype(codec.asType(), Library.CODEC.canonicalName());
        if (seen == null || seen.getTypeArguments().isEmpty()) {
            bad(at, codec, "does not implement Codec<T>", "implement dev.tain.wire.Codec with the type it is for");
            return null;
        }
        boolean constructible = !codec.getModifiers().contains(Modifier.ABSTRACT)
                && !environment.isInner(codec)
                && ElementFilter.constructorsIn(codec.getEnclosedElements()).stream()
                        .anyMatch(this::isUsable);
        if (!constructible) {
            bad(at, codec, "cannot be constructed", "give it a no-argument constructor that is not private");
            return null;
        }
        return new Entry(codec, seen.getTypeArguments().get(0));
    }

    private boolean isUsable(ExecutableElement constructor) {
        return constructor.getParameters().isEmpty()
                && !constructor.getModifiers().contains(Modifier.PRIVATE);
    }

    private void bad(Element at, TypeElement codec, String sentence, String wayOut) {
        environment.errors().error(at, "BadCodec", codec.getSimpleName() + " " + sentence, wayOut);
    }

    private TypeMirror boxed(TypeMirror type) {
        return type.getKind().isPrimitive()
                ? environment
                        .types()
                        .boxedClass(environment.types().getPrimitiveType(type.getKind()))
                        .asType()
                : type;
    }

    private TypeMirror erased(TypeMirror type) {
        return environment.types().erasure(type);
    }
}
