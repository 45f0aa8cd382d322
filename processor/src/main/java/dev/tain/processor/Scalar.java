package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A type that one call writes and one call reads. */
enum Scalar {
    BOOLEAN(TypeName.BOOLEAN, "Boolean", 1),
    BYTE(TypeName.BYTE, "Byte", 1),
    SHORT(TypeName.SHORT, "Short", 2),
    CHAR(TypeName.CHAR, "Char", 2),
    INT(TypeName.INT, "VarInt", 1),
    LONG(TypeName.LONG, "VarLong", 1),
    FLOAT(TypeName.FLOAT, "Float", 4),
    DOUBLE(TypeName.DOUBLE, "Double", 8),
    UUID(ClassName.get("java.util", "UUID"), "Uuid", 16),
    INSTANT(ClassName.get("java.time", "Instant"), "Instant", 2),
    DURATION(ClassName.get("java.time", "Duration"), "Duration", 2);

    private final TypeName type;
    private final String method;
    private final int bytesMin;

    Scalar(TypeName type, String method, int bytesMin) {
        this.type = type;
        this.method = method;
        this.bytesMin = bytesMin;
    }

    /** The scalar for a primitive, its box or a JDK value; null for any other type. */
    static @Nullable Scalar of(TypeName type) {
        for (Scalar scalar : values()) {
            if (scalar.type.equals(type)
                    || scalar.isPrimitive() && scalar.type.box().equals(type)) {
                return scalar;
            }
        }
        return null;
    }

    boolean isPrimitive() {
        return type.isPrimitive();
    }

    TypeName type() {
        return type;
    }

    /** {@code NetworkWriter}'s method. */
    String writeMethod() {
        return "write" + method;
    }

    /** {@code NetworkReader}'s method. */
    String readMethod() {
        return "read" + method;
    }

    /** {@code Int} in {@code writeIntArray}; primitives only. */
    String arrayName() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The fewest bytes one value takes. */
    int bytesMin() {
        return bytesMin;
    }

    /** Bytes of an array's element, which is never variable. */
    int arrayElementBytes() {
        return this == INT ? 4 : this == LONG ? 8 : bytesMin;
    }
}
