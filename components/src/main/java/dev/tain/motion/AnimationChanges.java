package dev.tain.motion;

import dev.tain.motion.AnimationParameters.Kind;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.Arrays;

/**
 * For generated code; not for games. What happened to parameters, in its order.
 *
 * <pre>
 *   [count]([u8 parameter + 64 * kind][value])*
 *   kinds and values:  0 flag, u8    1 integer, varint    2 number, f32    3 trigger, nothing
 * </pre>
 */
public final class AnimationChanges {
    /** As many as are kept while nothing can be sent: every parameter thrice, between triggers. */
    static final int MAX = 256;

    private static final Kind[] KINDS = Kind.values();

    int count;
    private byte[] heads = new byte[8];
    private int[] values = new int[8];

    AnimationChanges() {}

    boolean isFull() {
        return count == MAX;
    }

    void clear() {
        count = 0;
    }

    int index(int i) {
        return heads[i] & 63;
    }

    Kind kind(int i) {
        return KINDS[heads[i] >> 6 & 3];
    }

    int value(int i) {
        return values[i];
    }

    /** Notes a change; one of the same parameter since the last trigger is overwritten. */
    void add(int index, Kind kind, int value) {
        byte head = (byte) (index | kind.ordinal() << 6);
        for (int i = count - 1; i >= 0 && kind != Kind.TRIGGER && kind(i) != Kind.TRIGGER; i--) {
            if (heads[i] == head) {
                values[i] = value;
                return;
            }
        }
        append(head, value);
    }

    private void append(byte head, int value) {
        if (count == heads.length) {
            heads = Arrays.copyOf(heads, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        heads[count] = head;
        values[count++] = value;
    }

    /** Whether all of it is what these parameters can be. */
    boolean fits(AnimationParameters parameters) {
        for (int i = 0; i < count; i++) {
            if (index(i) >= parameters.count() || parameters.kind(index(i)) != kind(i)) {
                return false;
            }
        }
        return true;
    }

    /** Writes it. */
    public void serialize(NetworkWriter writer) {
        writer.writeCount(count);
        for (int i = 0; i < count; i++) {
            writer.writeByte(heads[i]);
            switch (kind(i)) {
                case FLAG -> writer.writeBoolean(values[i] != 0);
                case INTEGER -> writer.writeVarInt(values[i]);
                case NUMBER -> writer.writeFloat(Float.intBitsToFloat(values[i]));
                case TRIGGER -> {}
            }
        }
    }

    /** Reads what {@link #serialize} wrote. */
    public static AnimationChanges deserialize(NetworkReader reader) {
        AnimationChanges changes = new AnimationChanges();
        int count = reader.checkSize(reader.readCount(1), MAX);
        for (int i = 0; i < count; i++) {
            byte head = reader.readByte();
            changes.append(
                    head,
                    switch (KINDS[head >> 6 & 3]) {
                        case FLAG -> reader.readBoolean() ? 1 : 0;
                        case INTEGER -> reader.readVarInt();
                        case NUMBER -> finite(reader);
                        case TRIGGER -> 0;
                    });
        }
        return changes;
    }

    private static int finite(NetworkReader reader) {
        float number = reader.readFloat();
        if (!(Math.abs(number) <= Float.MAX_VALUE)) {
            throw reader.malformed("a parameter of an animation is " + number);
        }
        return Float.floatToRawIntBits(number);
    }
}
