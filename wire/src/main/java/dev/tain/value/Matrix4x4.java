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
        writer.writeLong(Floats.pair(m00, m10));
        writer.writeLong(Floats.pair(m20, m30));
        writer.writeLong(Floats.pair(m01, m11));
        writer.writeLong(Floats.pair(m21, m31));
        writer.writeLong(Floats.pair(m02, m12));
        writer.writeLong(Floats.pair(m22, m32));
        writer.writeLong(Floats.pair(m03, m13));
        writer.writeLong(Floats.pair(m23, m33));
    }

    /** Reads what {@link #serialize} wrote. */
    public static Matrix4x4 deserialize(NetworkReader reader) {
        long m00Andm10 = reader.readLong();
        long m20Andm30 = reader.readLong();
        long m01Andm11 = reader.readLong();
        long m21Andm31 = reader.readLong();
        long m02Andm12 = reader.readLong();
        long m22Andm32 = reader.readLong();
        long m03Andm13 = reader.readLong();
        long m23Andm33 = reader.readLong();
        return new Matrix4x4(
                Floats.first(m00Andm10),
                Floats.second(m00Andm10),
                Floats.first(m20Andm30),
                Floats.second(m20Andm30),
                Floats.first(m01Andm11),
                Floats.second(m01Andm11),
                Floats.first(m21Andm31),
                Floats.second(m21Andm31),
                Floats.first(m02Andm12),
                Floats.second(m02Andm12),
                Floats.first(m22Andm32),
                Floats.second(m22Andm32),
                Floats.first(m03Andm13),
                Floats.second(m03Andm13),
                Floats.first(m23Andm33),
                Floats.second(m23Andm33));
    }
}
