package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds messages among the types being compiled, and refuses those that cannot be one. */
final class MessageScanner {
    private final Environment environment;
    private final Set<TypeElement> bases = new HashSet<>();

    MessageScanner(Environment environment) {
        this.environment = environment;
    }

    /** Notes the classes that the given types extend: these may be abstract or generic. */
    void noteBases(Collection<TypeElement> types) {
        for (TypeElement type : types) {
            boolean concrete = !type.getModifiers().contains(Modifier.ABSTRACT)
                    && type.getTypeParameters().isEmpty();
            TypeMirror parent = type.getSuperclass();
            while (concrete && parent.getKind() == TypeKind.DECLARED) {
                TypeElement base = environment.element(parent);
                bases.add(base);
                parent = base.getSuperclass();
            }
        }
    }

    /** The type and all types inside it. */
    static List<TypeElement> typesIn(Element root) {
        List<TypeElement> types = new ArrayList<>();
        if (root instanceof TypeElement type) {
            types.add(type);
            ElementFilter.typesIn(root.getEnclosedElements()).forEach(inner -> types.addAll(typesIn(inner)));
        }
        return types;
    }

    /** Whether a codec is to be written for the type; reports what stands against it. */
    boolean isMessage(TypeElement type) {
        if (!environment.isMessage(type) || type.getKind() == ElementKind.INTERFACE) {
            return false;
        }
        boolean isAbstract = type.getModifiers().contains(Modifier.ABSTRACT);
        if (type.getKind() == ElementKind.ENUM) {
            return refuse(
                    type,
                    "EnumMessage",
                    "is an enum, which has no fields to send",
                    "send a record with the enum as its field");
        }
        if (isAbstract && type.getModifiers().contains(Modifier.SEALED)) {
            return false;
        }
        if ((isAbstract || !type.getTypeParameters().isEmpty()) && bases.contains(type)) {
            return false;
        }
        if (isAbstract) {
            return refuse(
                    type,
                    "AbstractMessage",
                    "is an abstract class, of which no object can arrive",
                    "make it an interface, sealed, or concrete");
        }
        if (!type.getTypeParameters().isEmpty()) {
            return refuse(
                    type,
                    "GenericMessage",
                    "is generic, and the wire does not carry type arguments",
                    "declare one message for each type argument");
        }
        if (isPrivate(type)) {
            return refuse(
                    type,
                    "PrivateMessage",
                    "is private, out of reach of its codec",
                    "make it package-private or public");
        }
        if (environment.isInner(type)) {
            return refuse(type, "InnerMessage", "is an inner class, which needs an enclosing object", "make it static");
        }
        return true;
    }

    private boolean refuse(TypeElement type, String key, String sentence, String wayOut) {
        environment.errors().error(type, key, type.getSimpleName() + " " + sentence, wayOut);
        return false;
    }

    private static boolean isPrivate(TypeElement type) {
        Element at = type;
        while (at instanceof TypeElement) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) {
                return true;
            }
            at = at.getEnclosingElement();
        }
        return false;
    }

    /** What a {@code NetworkRequest} is answered by; null for any other message. */
    @Nullable
    ClassName replyOf(TypeElement type) {
        DeclaredType request = environment.asSupertype(type.asType(), Library.NETWORK_REQUEST.canonicalName());
        if (request == null) {
            return null;
        }
        TypeMirror reply = request.getTypeArguments().isEmpty()
                ? request
                : request.getTypeArguments().get(0);
        TypeElement element = reply.getKind() == TypeKind.DECLARED ? environment.element(reply) : null;
        boolean concrete = element != null
                && element.getKind() != ElementKind.INTERFACE
                && !element.getModifiers().contains(Modifier.ABSTRACT);
        if (element == null || !concrete) {
            refuse(
                    type,
                    "ReplyNotMessage",
                    "is answered by " + reply + ", of which no object can arrive",
                    "name a concrete message as the reply");
            return null;
        }
        return ClassName.get(element);
    }
}
