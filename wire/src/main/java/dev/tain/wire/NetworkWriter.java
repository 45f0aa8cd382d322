package dev.tain.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends values to a byte array that grows as needed. Reusable: {@link #reset()} empties it and keeps the array, so a
 * writer that has seen its largest message allocates nothing more.
 *
 * <p>Integers and floats are little-endian. {@code writeInt} takes four bytes, {@code writeVarInt} one to five; the
 * generated codecs use the variable-length form for {@code int} and {@code long}, as Mirror does.
 *
 * <p>Not thread-safe. The array given out by {@link #buffer()} belongs to the writer and is valid until the next
 * write.
 */
public final class NetworkWriter {
    /** The longest string in UTF-8 bytes: its length plus one is written in 16 bits. */
    public static final int MAX_STRING_BYTES = 65534;

    /** Types that contain themselves may be nested this deep; no reader accepts more. */
    private static final int NESTING_MAX = 64;

    // The byte store is a plain array. Each write checks the room once, then stores through LittleEndian; whole arrays
    // are copied through ArrayViews (docs/decisions/0003-byte-access.md).

    private byte[] buffer;
    private @Nullable ArrayViews views;
    private int position;
    private int nesting;

    /** A writer with room for 256 bytes. */
    public NetworkWriter() {
        this(256);
    }

    /** A writer with room for {@code capacity} bytes before it first grows. */
    public NetworkWriter(int capacity) {
        buffer = new byte[Math.max(capacity, 16)];
    }

    /** Forgets what was written and keeps the array. */
    public void reset() {
        position = 0;
        nesting = 0;
    }

    /** Bytes written so far. */
    public int position() {
        return position;
    }

    /**
     * Moves the end back to {@code position}, to take back what was written after it.
     *
     * @throws IllegalArgumentException if that lies beyond what was written
     */
    public void truncate(int position) {
        if (position < 0 || position > this.position) {
            throw new IllegalArgumentException(
                    "Cannot truncate to " + position + ": only 0 to " + this.position + " bytes were written.");
        }
        this.position = position;
        nesting = 0;
    }

    /** The array itself: its first {@link #position()} bytes are what was written. Valid until the next write. */
    public byte[] buffer() {
        return buffer;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, position);
    }

    /** Makes sure that {@code bytes} more fit without growing in between. */
    public void ensureRoom(int bytes) {
        if (buffer.length - position < bytes) {
            grow(bytes);
        }
    }

    private void grow(int bytes) {
        long needed = (long) position + bytes;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("A writer holds at most 2 GB; " + needed + " bytes are needed.");
        }
        buffer = Arrays.copyOf(buffer, (int) Math.max(needed, Math.min(2L * buffer.length, Integer.MAX_VALUE - 8)));
        views = null;
    }

    private ArrayViews views() {
        ArrayViews current = views;
        if (current == null) {
            current = new ArrayViews(buffer);
            views = current;
        }
        return current;
    }

    // ---------------------------------------------------------------- fixed width

    public void writeByte(int value) {
        ensureRoom(1);
        buffer[position++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    public void writeShort(int value) {
        ensureRoom(2);
        LittleEndian.putShort(buffer, position, value);
        position += 2;
    }

    public void writeChar(char value) {
        writeShort(value);
    }

    public void writeInt(int value) {
        ensureRoom(4);
        LittleEndian.putInt(buffer, position, value);
        position += 4;
    }

    public void writeLong(long value) {
        ensureRoom(8);
        LittleEndian.putLong(buffer, position, value);
        position += 8;
    }

    public void writeFloat(float value) {
        writeInt(Float.floatToRawIntBits(value));
    }

    public void writeDouble(double value) {
        writeLong(Double.doubleToRawLongBits(value));
    }

    /** Three floats, as three calls of {@link #writeFloat} would write them. */
    public void writeFloats(float first, float second, float third) {
        ensureRoom(12);
        byte[] b = buffer;
        int p = position;
        LittleEndian.putLong(
                b, p, Float.floatToRawIntBits(first) & 0xFFFFFFFFL | (long) Float.floatToRawIntBits(second) << 32);
        LittleEndian.putInt(b, p + 8, Float.floatToRawIntBits(third));
        position = p + 12;
    }

    // ---------------------------------------------------------------- variable length

    /** A signed integer in 1 to 5 bytes, zigzag first: small magnitudes take little room. */
    public void writeVarInt(int value) {
        writeVarUInt(VarInt.zigzag(value));
    }

    /** An unsigned integer in 1 to 5 bytes. */
    public void writeVarUInt(int value) {
        ensureRoom(VarInt.MAX_BYTES_32);
        byte[] b = buffer;
        int p = position;
        if (value >= 0 && value <= 240) {
            b[p] = (byte) value;
            position = p + 1;
        } else if (value < 0 || value > 67823) {
            if (value >>> 24 == 0) {
                LittleEndian.putInt(b, p, 250 | value << 8);
                position = p + 4;
            } else {
                b[p] = (byte) 251;
                LittleEndian.putInt(b, p + 1, value);
                position = p + 5;
            }
        } else if (value <= 2287) {
            int rest = value - 240;
            b[p] = (byte) (241 + (rest >> 8));
            b[p + 1] = (byte) rest;
            position = p + 2;
        } else {
            int rest = value - 2288;
            b[p] = (byte) 249;
            b[p + 1] = (byte) (rest >> 8);
            b[p + 2] = (byte) rest;
            position = p + 3;
        }
    }

    /** A signed integer in 1 to 9 bytes, zigzag first. */
    public void writeVarLong(long value) {
        writeVarULong(VarInt.zigzag(value));
    }

    /** An unsigned integer in 1 to 9 bytes. */
    public void writeVarULong(long value) {
        if (value >>> 32 == 0) {
            writeVarUInt((int) value);
            return;
        }
        ensureRoom(VarInt.MAX_BYTES_64);
        int bytes = VarInt.bytesOf(value);
        buffer[position] = (byte) (247 + bytes);
        LittleEndian.putLong(buffer, position + 1, value); // what is beyond its bytes is written over
        position += 1 + bytes;
    }

    // ---------------------------------------------------------------- strings and bytes

    /**
     * A string: its UTF-8 length plus one in 16 bits, then the bytes.
     *
     * @throws IllegalArgumentException if it takes more than {@link #MAX_STRING_BYTES} bytes, or has an unpaired
     *     surrogate
     */
    public void writeString(String value) {
        int chars = value.length();
        int start = position;
        ensureRoom(2 + chars);
        int i = Ascii.copy(value, buffer, start + 2);
        position = start + 2 + i;
        if (i < chars) {
            writeUtf8(value, i, start);
        }
        int bytes = position - start - 2;
        if (bytes > MAX_STRING_BYTES) {
            position = start;
            throw new IllegalArgumentException("String of " + bytes + " UTF-8 bytes; a string carries at most "
                    + MAX_STRING_BYTES + ". Split it, or send a byte[].");
        }
        LittleEndian.putShort(buffer, start, bytes + 1);
    }

    private void writeUtf8(String value, int from, int start) {
        int chars = value.length();
        for (int i = from; i < chars; i++) {
            char c = value.charAt(i);
            ensureRoom(4);
            if (c < 0x80) {
                buffer[position++] = (byte) c;
            } else if (c < 0x800) {
                buffer[position++] = (byte) (0xC0 | c >> 6);
                buffer[position++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                buffer[position++] = (byte) (0xE0 | c >> 12);
                buffer[position++] = (byte) (0x80 | c >> 6 & 0x3F);
                buffer[position++] = (byte) (0x80 | c & 0x3F);
            } else {
                char low = i + 1 < chars ? value.charAt(i + 1) : 0;
                if (!Character.isHighSurrogate(c) || !Character.isLowSurrogate(low)) {
                    position = start;
                    throw new IllegalArgumentException("The string has an unpaired surrogate at index " + i
                            + ", which UTF-8 cannot carry. Remove it, or send a char[].");
                }
                int point = Character.toCodePoint(c, low);
                buffer[position++] = (byte) (0xF0 | point >> 18);
                buffer[position++] = (byte) (0x80 | point >> 12 & 0x3F);
                buffer[position++] = (byte) (0x80 | point >> 6 & 0x3F);
                buffer[position++] = (byte) (0x80 | point & 0x3F);
                i++;
            }
        }
    }

    /** As {@link #writeString(String)}, refusing more than {@code maxLength} UTF-16 units. */
    public void writeString(String value, int maxLength) {
        checkSize("String", value.length(), maxLength);
        writeString(value);
    }

    /** As {@link #writeString(String)}, with null as length 0. */
    public void writeNullableString(@Nullable String value) {
        if (value == null) {
            writeShort(0);
        } else {
            writeString(value);
        }
    }

    /** Raw bytes without a length. */
    public void writeRaw(byte[] source, int offset, int length) {
        ensureRoom(length);
        System.arraycopy(source, offset, buffer, position, length);
        position += length;
    }

    /** A count, then the bytes. */
    public void writeByteArray(byte[] value) {
        writeCount(value.length);
        writeRaw(value, 0, value.length);
    }

    // ---------------------------------------------------------------- collections

    /** The number of elements that follow, plus one: 0 stands for null. */
    public void writeCount(int count) {
        writeVarUInt(count + 1);
    }

    /**
     * Leaves room for the count of the bytes that follow, one byte, which is right for most. Returns what
     * {@link #endSized} wants.
     */
    public int beginSized() {
        writeByte(0);
        return position;
    }

    /** Puts the count of the bytes since {@link #beginSized} in front of them. */
    public void endSized(int start) {
        int size = position - start;
        if (size < 240) {
            buffer[start - 1] = (byte) (size + 1);
            return;
        }
        int more = VarInt.sizeOfUnsigned(size + 1) - 1;
        ensureRoom(more);
        System.arraycopy(buffer, start, buffer, start + more, size);
        position = start - 1;
        writeCount(size);
        position = start + more + size;
    }

    /** A count that stands for a null collection. */
    public void writeNullCount() {
        writeByte(0);
    }

    /**
     * Checks a bound that the type declares.
     *
     * @throws IllegalArgumentException naming {@code what}, its size, the bound and the way out
     */
    public static void checkSize(String what, int size, int max) {
        if (size > max) {
            throw new IllegalArgumentException(what + " has size " + size + "; @MaxSize allows " + max
                    + ". Send less, or raise the bound on both ends.");
        }
    }

    public void writeBooleanArray(boolean[] value) {
        writeCount(value.length);
        ensureRoom(value.length);
        for (boolean element : value) {
            buffer[position++] = (byte) (element ? 1 : 0);
        }
    }

    public void writeShortArray(short[] value) {
        writeCount(value.length);
        ensureRoomFor(value.length, 2);
        views().put(position, value);
        position += 2 * value.length;
    }

    public void writeCharArray(char[] value) {
        writeCount(value.length);
        ensureRoomFor(value.length, 2);
        views().put(position, value);
        position += 2 * value.length;
    }

    public void writeIntArray(int[] value) {
        writeCount(value.length);
        ensureRoomFor(value.length, 4);
        views().put(position, value);
        position += 4 * value.length;
    }

    public void writeLongArray(long[] value) {
        writeCount(value.length);
        ensureRoomFor(value.length, 8);
        views().put(position, value);
        position += 8 * value.length;
    }

    public void writeFloatArray(float[] value) {
        writeCount(value.length);
        ensureRoomFor(value.length, 4);
        views().put(position, value);
        position += 4 * value.length;
    }

    public void writeDoubleArray(double[] value) {
        writeCount(value.length);
        ensureRoomFor(value.length, 8);
        views().put(position, value);
        position += 8 * value.length;
    }

    private void ensureRoomFor(int count, int elementBytes) {
        long bytes = (long) count * elementBytes;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "An array of " + bytes + " bytes does not fit a writer, which holds at most 2 GB.");
        }
        ensureRoom((int) bytes);
    }

    // ---------------------------------------------------------------- types that contain themselves

    /**
     * Called by generated code before it writes a value of a type that can contain itself, and paired with
     * {@link #exitNested()}. {@link #reset} and {@link #truncate} start over, so that a failed write leaves nothing behind.
     *
     * @throws IllegalArgumentException beyond a depth of 64
     */
    public void enterNested() {
        if (++nesting > NESTING_MAX) {
            nesting = 0;
            throw new IllegalArgumentException("Values are nested deeper than " + NESTING_MAX
                    + ", which no reader accepts. Send them as a list with indices instead.");
        }
    }

    /** Called when the value that {@link #enterNested()} announced has been written. */
    public void exitNested() {
        nesting--;
    }

    // ---------------------------------------------------------------- the JDK's values

    /** Any enum constant: its ordinal, as {@link #writeVarInt}. */
    public void writeEnum(Enum<?> value) {
        writeVarInt(value.ordinal());
    }

    /** 16 bytes; the first three groups are little-endian, as .NET's Guid lays them out. */
    public void writeUuid(UUID value) {
        long high = value.getMostSignificantBits();
        writeInt((int) (high >>> 32));
        writeShort((int) (high >>> 16));
        writeShort((int) high);
        writeLong(Long.reverseBytes(value.getLeastSignificantBits()));
    }

    /** Seconds since 1970 (variable length), then nanoseconds (variable length). */
    public void writeInstant(Instant value) {
        writeVarLong(value.getEpochSecond());
        writeVarUInt(value.getNano());
    }

    /** Seconds (variable length), then nanoseconds (variable length). */
    public void writeDuration(Duration value) {
        writeVarLong(value.getSeconds());
        writeVarUInt(value.getNano());
    }

    @Override
    public String toString() {
        return "NetworkWriter[" + position + " bytes: " + Hex.of(buffer, 0, position) + "]";
    }
}
