package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * Where the codec of a type lives: beside the type, as {@code Outer_Inner_Codec}, if this compilation may write there
 * or it is there already. A type out of a jar that has none gets one beside each user of it, with its package in the
 * name.
 */
final class CodecPlaces {
    /** @param exists whether the codec was compiled before and need not be written */
    record Place(ClassName codec, boolean exists) {}

    private final Filer filer;
    private final Set<String> compiledTypes = new HashSet<>();
    private final Set<String> writtenCodecs = new HashSet<>();

    CodecPlaces(Filer filer) {
        this.filer = filer;
    }

    /** Notes a type whose source is part of this compilation. */
    void compiled(Element root) {
        if (root instanceof TypeElement type) {
            compiledTypes.add(type.getQualifiedName().toString());
        }
    }

    /** Notes a codec that was written in this round or an earlier one; false if it was before. */
    boolean written(ClassName codec) {
        return writtenCodecs.add(codec.canonicalName());
    }

    Place of(TypeElement type, String userPackage, Elements elements) {
        ClassName name = ClassName.get(type);
        ClassName own = beside(name);
        ClassName top = name.topLevelClassName();
        if (isCompiled(type) || writtenCodecs.contains(own.canonicalName())) {
            return new Place(own, false);
        }
        if (elements.getTypeElement(own.canonicalName()) != null) {
            return new Place(own, true);
        }
        if (isInOutput(top)) {
            return new Place(own, false);
        }
        ClassName besideUser = ClassName.get(userPackage, name.canonicalName().replace('.', '_') + "_Codec");
        boolean isUsersModule = elements.getTypeElement(besideUser.canonicalName()) != null && !isInOutput(besideUser);
        return new Place(besideUser, isUsersModule && !writtenCodecs.contains(besideUser.canonicalName()));
    }

    /** {@code com.game.Outer_Inner_Codec} for {@code com.game.Outer.Inner}. */
    static ClassName beside(ClassName type) {
        return ClassName.get(type.packageName(), String.join("_", type.simpleNames()) + "_Codec");
    }

    /** Whether this compilation has the type's source. */
    boolean isCompiled(TypeElement type) {
        return compiledTypes.contains(ClassName.get(type).topLevelClassName().canonicalName());
    }

    /** Whether this compilation or one before it put the class into the output folder. */
    boolean isInOutput(ClassName top) {
        try {
            filer.getResource(StandardLocation.CLASS_OUTPUT, top.packageName(), top.simpleName() + ".class")
                    .openInputStream()
                    .close();
            return true;
        } catch (IOException | IllegalArgumentException absent) {
            return false;
        }
    }
}
