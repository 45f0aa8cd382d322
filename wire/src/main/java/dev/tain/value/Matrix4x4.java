package dev.tain.value;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A 4×4 matrix, {@code mRowColumn}, given and written column by column; 64 bytes. */
public record Matrix4x4(
        float m00,
        float m10,
        float m20,
        float m30,
        float m01,
        float m11,
        float m21,
        float m31,
        float m02,
        float m12,
        float m22,
        float m32,
        float m03,
        float m13,
        float m23,
        float m33) {
    public static final Matrix4x4 IDENTITY = new Matrix4x4(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);

    /** Appends the sixteen components, column by column. */
    public void serialize(NetworkWriter writer) {
        writer.writeFloat(m00);
        writer.writeFloat(m10);
        writer.writeFloat(m20);
        writer.writeFloat(m30);
        writer.writeFloat(m01);
        writer.writeFloat(m11);
        writer.writeFloat(m21);
        writer.writeFloat(m31);
        writer.writeFloat(m02);
        writer.writeFloat(m12);
        writer.writeFloat(m22);
        writer.writeFloat(m32);
        writer.writeFloat(m03);
        writer.writeFloat(m13);
        writer.writeFloat(m23);
        writer.writeFloat(m33);
    }

    /** Reads what {@link #serialize} wrote. */
    public static Matrix4x4 deserialize(NetworkReader reader) {
        return new Matrix4x4(
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat(),
                reader.readFloat());
    }
}
