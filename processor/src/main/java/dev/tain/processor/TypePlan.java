package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** How a record, class or sealed type travels. */
sealed interface TypePlan {
    TypeElement type();

    /** Fields in wire order, then an object made of them. */
    record Fields(TypeElement type, List<Field> fields, Construction construction) implements TypePlan {}

    /**
     * A tag byte, the index of the subtype, then the subtype.
     *
     * @param own the last subtype: the type itself, if it is a concrete class
     */
    record Sealed(
            TypeElement type,
            List<FieldType> subtypes,
            @Nullable Fields own) implements TypePlan {}

    /** A message that serializes itself. */
    record Own(TypeElement type, FieldType.ByHand byHand) implements TypePlan {}

    /** One field: how to get it from {@code value} ({@code score()}, {@code score} or {@code getScore()}). */
    record Field(String name, FieldType type, CodeBlock getter) {}

    /** How an object is made of the local variables that hold its fields. */
    sealed interface Construction {
        /** Whether code of the game runs, which may refuse the values. */
        boolean mayRefuse();
    }

    /** A constructor that takes the fields in the order of {@code parameters}. */
    record ByConstructor(List<String> parameters, boolean mayRefuse) implements Construction {}

    /** A no-argument constructor, then each field set. */
    record BySetters(List<Setter> setters) implements Construction {
        @Override
        public boolean mayRefuse() {
            return setters.stream().anyMatch(Setter::isMethod);
        }
    }

    /** {@code value.member = field} or {@code value.member(field)}. */
    record Setter(String field, String member, boolean isMethod) {}

    /** A plan with the codec that is written for it. */
    record Codec(ClassName name, TypePlan plan, boolean message, boolean write) {}
}
