package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.LinkedList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** What every step asks the compiler. */
record Environment(Elements elements, Types types, ErrorReporter errors, ClassFiles classFiles) {
    String packageOf(Element element) {
        return elements.getPackageOf(element).getQualifiedName().toString();
    }

    TypeElement element(TypeMirror declared) {
        return (TypeElement) ((DeclaredType) declared).asElement();
    }

    /** Whether the named type exists and {@code type} is one. */
    boolean isSubtype(TypeMirror type, String qualifiedName) {
        TypeElement other = elements.getTypeElement(qualifiedName);
        return other != null && types.isSubtype(types.erasure(type), types.erasure(other.asType()));
    }

    boolean isMessage(TypeElement type) {
        return isSubtype(type.asType(), Library.NETWORK_MESSAGE.canonicalName());
    }

    /** Whether it is {@code NetworkBehaviour} or a subclass. */
    boolean isBehaviour(TypeElement type) {
        return type.getKind() == ElementKind.CLASS
                && isSubtype(type.asType(), Library.NETWORK_BEHAVIOUR.canonicalName());
    }

    /** Whether a value of the type travels as a reference to an object. */
    boolean isReference(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && (isSubtype(type, Library.NETWORK_BEHAVIOUR.canonicalName())
                        || isSubtype(type, Library.NETWORK_IDENTITY.canonicalName()));
    }

    /** The classes of a behaviour, from the first below {@code NetworkBehaviour} down to itself. */
    List<TypeElement> levels(TypeElement behaviour) {
        LinkedList<TypeElement> levels = new LinkedList<>();
        TypeElement level = behaviour;
        while (!level.getQualifiedName().contentEquals(Library.NETWORK_BEHAVIOUR.canonicalName())) {
            levels.addFirst(level);
            level = element(level.getSuperclass());
        }
        return levels;
    }

    /** The class that declares the method. */
    static TypeElement declaring(ExecutableElement method) {
        if (method.getEnclosingElement() instanceof TypeElement type) {
            return type;
        }
        throw new IllegalStateException(method + " is in no class");
    }

    /** {@code type} seen as the generic type {@code qualifiedName}, with its arguments; null if it is none. */
    @Nullable
    DeclaredType asSupertype(TypeMirror type, String qualifiedName) {
        if (type.getKind() == TypeKind.DECLARED
                && element(type).getQualifiedName().contentEquals(qualifiedName)) {
            return (DeclaredType) type;
        }
        for (TypeMirror parent : types.directSupertypes(type)) {
            DeclaredType found = asSupertype(parent, qualifiedName);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Whether code in {@code fromPackage} can name the type. */
    boolean isVisible(TypeElement type, String fromPackage) {
        Element at = type;
        while (at instanceof TypeElement) {
            if (!isVisibleMember(at, fromPackage)) {
                return false;
            }
            at = at.getEnclosingElement();
        }
        return true;
    }

    /** Whether code in {@code fromPackage} can name all that a type, as it is written, is made of. */
    boolean isNameable(TypeMirror type, String fromPackage) {
        if (type instanceof ArrayType array) {
            return isNameable(array.getComponentType(), fromPackage);
        }
        return !(type instanceof DeclaredType declared)
                || type.getKind() == TypeKind.ERROR
                || isVisible(element(declared), fromPackage)
                        && declared.getTypeArguments().stream().allMatch(part -> isNameable(part, fromPackage));
    }

    /** Whether code in {@code fromPackage}, in no subclass, can use the member. */
    boolean isVisibleMember(Element member, String fromPackage) {
        return member.getModifiers().contains(Modifier.PUBLIC)
                || !member.getModifiers().contains(Modifier.PRIVATE)
                        && packageOf(member).equals(fromPackage);
    }

    /** Whether the type and all around it are public. */
    boolean isPublic(TypeElement type) {
        Element at = type;
        while (at instanceof TypeElement) {
            if (!at.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
            at = at.getEnclosingElement();
        }
        return true;
    }

    /** Whether the type needs an enclosing object. */
    boolean isInner(TypeElement type) {
        return type.getNestingKind() == NestingKind.MEMBER
                && !type.getModifiers().contains(Modifier.STATIC)
                && type.getKind() == ElementKind.CLASS;
    }

    /** False, and reported, if generated code that calls it would have to catch something. */
    boolean checkThrows(Element at, ExecutableElement called) {
        for (TypeMirror thrown : called.getThrownTypes()) {
            if (!isSubtype(thrown, "java.lang.RuntimeException") && !isSubtype(thrown, "java.lang.Error")) {
                boolean constructor = called.getKind() == ElementKind.CONSTRUCTOR;
                Element of = called.getEnclosingElement();
                String name = (of == null ? "" : of.getSimpleName())
                        + (constructor ? "'s constructor" : "." + called.getSimpleName());
                errors.error(
                        at,
                        "CheckedException",
                        name + " declares " + thrown + ", which generated code does not catch",
                        "wrap it in an unchecked exception, or in NetworkReader.malformed when reading");
                return false;
            }
        }
        return true;
    }

    /** What an element of the annotation is set to, or its default; null if the source is incomplete. */
    @Nullable
    Object member(AnnotationMirror annotation, String name) {
        for (var entry : elements.getElementValuesWithDefaults(annotation).entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return entry.getValue().getValue();
            }
        }
        return null;
    }

    /** The annotation of that name on an element, or null. */
    static @Nullable AnnotationMirror annotation(Element element, ClassName name) {
        return annotation(element.getAnnotationMirrors(), name.canonicalName());
    }

    /** The annotation of that name, or null. */
    static @Nullable AnnotationMirror annotation(List<? extends AnnotationMirror> annotations, String qualifiedName) {
        for (AnnotationMirror annotation : annotations) {
            TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
            if (type.getQualifiedName().contentEquals(qualifiedName)) {
                return annotation;
            }
        }
        return null;
    }

    /** The annotation's {@code value}; null if the source is incomplete. */
    static @Nullable Object value(AnnotationMirror annotation) {
        for (var entry : annotation.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals("value")) {
                AnnotationValue value = entry.getValue();
                return value.getValue();
            }
        }
        return null;
    }
}
