package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a field, an element or a key travels. The Java type is kept beside it, because a local variable of it is needed.
 * Everything but {@link OrNull} stands for a value that is not null.
 */
sealed interface FieldType {
    /** The type of a local variable for it. */
    TypeName typeName();

    <R, P> R accept(Visitor<R, P> visitor, P parameter);

    /** The types of what it holds: elements, keys and values. */
    default List<FieldType> parts() {
        return List.of();
    }

    /** Whether a Java null is possible and therefore checked. */
    default boolean isReference() {
        return !typeName().isPrimitive();
    }

    /** Written and read by one call: a primitive, its box, {@code UUID}, {@code Instant}, {@code Duration}. */
    record One(TypeName typeName, Scalar scalar) implements FieldType {
        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitOne(this, parameter);
        }
    }

    /** A {@code String} of at most {@code maxSize} characters. */
    record Text(TypeName typeName, @Nullable Integer maxSize) implements FieldType {
        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitText(this, parameter);
        }
    }

    /** A {@code java.net.URI}, as a string. */
    record Uri(TypeName typeName) implements FieldType {
        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitUri(this, parameter);
        }
    }

    /** An enum, by ordinal; {@code shape} lists its constants. */
    record Constant(ClassName typeName, String shape) implements FieldType {
        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitConstant(this, parameter);
        }
    }

    /** A one-dimensional array of primitives, in bulk. */
    record Bulk(TypeName typeName, Scalar scalar, @Nullable Integer maxSize) implements FieldType {
        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitBulk(this, parameter);
        }
    }

    /** A count, then elements. */
    record Many(
            TypeName typeName,
            Container container,
            FieldType element,
            @Nullable Integer maxSize) implements FieldType {
        @Override
        public List<FieldType> parts() {
            return List.of(element);
        }

        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitMany(this, parameter);
        }
    }

    /** A count, then keys and values in turn. */
    record Mapping(
            TypeName typeName,
            FieldType key,
            FieldType value,
            @Nullable Integer maxSize) implements FieldType {
        @Override
        public List<FieldType> parts() {
            return List.of(key, value);
        }

        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitMapping(this, parameter);
        }
    }

    /** An {@code Optional}: a flag, then perhaps the element. */
    record Maybe(TypeName typeName, FieldType element) implements FieldType {
        @Override
        public List<FieldType> parts() {
            return List.of(element);
        }

        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitMaybe(this, parameter);
        }
    }

    /** {@code OptionalInt}, {@code OptionalLong} or {@code OptionalDouble}. */
    record MaybePrimitive(ClassName typeName, Scalar scalar) implements FieldType {
        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitMaybePrimitive(this, parameter);
        }
    }

    /**
     * A type with a generated codec: its own message codec, of which an instance is needed, or one with static methods.
     *
     * @param open whether there may be subclasses, which do not travel
     */
    record Generated(ClassName typeName, ClassName codec, boolean message, boolean open) implements FieldType {
        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitGenerated(this, parameter);
        }
    }

    /** A type with {@code serialize} and {@code deserialize}; the components are known for Tain's own value types. */
    record ByHand(
            ClassName typeName,
            boolean staticRead,
            @Nullable List<TypePlan.Field> components) implements FieldType {
        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitByHand(this, parameter);
        }
    }

    /** A type with a {@code Codec} written by hand. */
    record Coded(TypeName typeName, ClassName codec) implements FieldType {
        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitCoded(this, parameter);
        }
    }

    /**
     * A reference to a {@code NetworkIdentity} or a {@code NetworkBehaviour}, which may be null without saying so.
     *
     * @param type the class without type arguments
     */
    record Reference(TypeName typeName, ClassName type) implements FieldType {
        boolean isIdentity() {
            return type.equals(Library.NETWORK_IDENTITY);
        }

        @Override
        public boolean isReference() {
            return false;
        }

        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitReference(this, parameter);
        }
    }

    /** A value or null. */
    record OrNull(FieldType value) implements FieldType {
        @Override
        public List<FieldType> parts() {
            return List.of(value);
        }

        @Override
        public TypeName typeName() {
            return value.typeName();
        }

        @Override
        public <R, P> R accept(Visitor<R, P> visitor, P parameter) {
            return visitor.visitOrNull(this, parameter);
        }
    }

    /** What holds the elements of {@link Many}. */
    enum Container {
        ARRAY,
        LIST,
        SET
    }

    /** One method per way to travel. */
    interface Visitor<R, P> {
        R visitOne(One type, P parameter);

        R visitText(Text type, P parameter);

        R visitUri(Uri type, P parameter);

        R visitConstant(Constant type, P parameter);

        R visitBulk(Bulk type, P parameter);

        R visitMany(Many type, P parameter);

        R visitMapping(Mapping type, P parameter);

        R visitMaybe(Maybe type, P parameter);

        R visitMaybePrimitive(MaybePrimitive type, P parameter);

        R visitGenerated(Generated type, P parameter);

        R visitByHand(ByHand type, P parameter);

        R visitCoded(Coded type, P parameter);

        R visitReference(Reference type, P parameter);

        R visitOrNull(OrNull type, P parameter);
    }
}
