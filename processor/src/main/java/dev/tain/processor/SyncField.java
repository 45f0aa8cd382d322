package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * A {@code @SyncVar} field and how its state keeps it.
 *
 * @param what {@code Player.health}
 * @param getter {@code health} or {@code getHealth()}
 * @param setter null for a final field, which is copied into
 * @param hook the expression a hook is called by, without arguments ({@code now.healthChanged}); null if there is none
 */
record SyncField(
        String name,
        String what,
        FieldType type,
        Kept kept,
        CodeBlock getter,
        TypePlan.@Nullable Setter setter,
        @Nullable CodeBlock hook) {
    /** What of a field a state keeps, and how it is compared. */
    enum Kept {
        /** A primitive or an enum: {@code !=}. */
        PLAIN,
        /** A {@code float}: by its bits. */
        FLOAT,
        /** A {@code double}: by its bits. */
        DOUBLE,
        /** Any other immutable object: {@code equals}. */
        VALUE,
        /** A copy, made and compared by a {@code MutableCodec}. */
        COPY,
        /** The number of an object. */
        REFERENCE
    }

    /** The type of the state's field. */
    TypeName keptType() {
        return kept == Kept.REFERENCE ? TypeName.LONG : type.typeName();
    }

    /** The {@code MutableCodec} of a field that is copied. */
    ClassName copier() {
        return ((FieldType.Coded) type).codec();
    }

    FieldType.Reference reference() {
        return (FieldType.Reference) type;
    }

    String ifNull() {
        return what + " is null; "
                + (kept == Kept.COPY ? "keep an object there always" : "mark it @Nullable or set it");
    }
}
