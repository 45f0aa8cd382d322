package dev.tain.benchmarks.codec;

import dev.tain.value.Vector3;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The limit: what a programmer who knows the JVM writes by hand for one message and nothing else, on a byte array that
 * is large enough. {@code SameBytes} produces exactly Tain's bytes, {@code Fixed} fixed-width integers.
 */
final class HandWritten {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] buffer = new byte[64];
    private int position;

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    // ---------------------------------------------------------------- the same bytes

    ScoreMessage sameBytes(ScoreMessage message) {
        position = 0;
        writeVarInt(message.score());
        writeVector(message.scorePos());
        writeVarInt(message.lives());
        position = 0;
        return new ScoreMessage(readVarInt(), readVector(), readVarInt());
    }

    void writeSameBytes(ScoreMessage message) {
        position = 0;
        writeVarInt(message.score());
        writeVector(message.scorePos());
        writeVarInt(message.lives());
    }

    private void writeVarInt(int signed) {
        int value = signed >> 31 ^ signed << 1;
        if (value >= 0 && value <= 240) {
            buffer[position++] = (byte) value;
        } else if (value > 0 && value <= 2287) {
            buffer[position++] = (byte) (241 + (value - 240 >> 8));
            buffer[position++] = (byte) (value - 240);
        } else if (value > 0 && value <= 67823) {
            buffer[position++] = (byte) 249;
            buffer[position++] = (byte) (value - 2288 >> 8);
            buffer[position++] = (byte) (value - 2288);
        } else if (value > 0 && value <= 0xFFFFFF) {
            INT.set(buffer, position, 250 | value << 8);
            position += 4;
        } else {
            buffer[position++] = (byte) 251;
            INT.set(buffer, position, value);
            position += 4;
        }
    }

    private int readVarInt() {
        int first = buffer[position++] & 0xFF;
        int value;
        if (first <= 240) {
            value = first;
        } else if (first <= 248) {
            value = 240 + (first - 241 << 8) + (buffer[position++] & 0xFF);
        } else if (first == 249) {
            value = 2288 + ((buffer[position] & 0xFF) << 8) + (buffer[position + 1] & 0xFF);
            position += 2;
        } else if (first == 250) {
            value = (int) INT.get(buffer, position - 1) >>> 8;
            position += 3;
        } else {
            value = (int) INT.get(buffer, position);
            position += 4;
        }
        return value >>> 1 ^ -(value & 1);
    }

    private void writeVector(Vector3 v) {
        writeFloat(v.x());
        writeFloat(v.y());
        writeFloat(v.z());
    }

    private Vector3 readVector() {
        return new Vector3(readFloat(), readFloat(), readFloat());
    }

    private void writeFloat(float value) {
        INT.set(buffer, position, Float.floatToRawIntBits(value));
        position += 4;
    }

    private float readFloat() {
        float value = Float.intBitsToFloat((int) INT.get(buffer, position));
        position += 4;
        return value;
    }

    // ---------------------------------------------------------------- fixed width

    ScoreMessage fixed(ScoreMessage message) {
        position = 0;
        INT.set(buffer, 0, message.score());
        position = 4;
        writeVector(message.scorePos());
        INT.set(buffer, position, message.lives());
        position = 0;
        int score = (int) INT.get(buffer, 0);
        position = 4;
        Vector3 at = readVector();
        return new ScoreMessage(score, at, (int) INT.get(buffer, position));
    }
}
