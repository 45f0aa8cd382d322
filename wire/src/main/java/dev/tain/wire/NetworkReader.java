package dev.tain.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link NetworkWriter} wrote, from a stretch of a byte array it does not own and does not change.
 * Reusable: {@link #wrap} points it at other bytes.
 *
 * <p>It trusts nothing. Every read checks the bytes that remain; a count is checked against them, times the smallest
 * size of an element, before any memory is taken. What does not fit throws {@link MalformedMessageException}.
 *
 * <p>Not thread-safe. Inside a handler or a codec it is valid only during that call.
 */
public final class NetworkReader {
    /** Elements that may take no bytes at all (an empty record) are believed up to this many, all together. */
    private static final int ZERO_BYTE_ELEMENTS_MAX = 1024;

    /** Types that contain themselves may be nested this deep, so that hostile bytes cannot exhaust the stack. */
    private static final int NESTING_MAX = 64;

    private static final byte[] NOTHING = new byte[0];

    private final boolean canonical;
    private final int countMax;
    private byte[] buffer;
    private @Nullable ArrayViews views;
    private int start;
    private int position;
    private int limit;
    private int nesting;
    private int elementsLeft;
    private int zeroByteElementsLeft;
    private @Nullable Object context;

    /** A strict reader over nothing, to be pointed somewhere by {@link #wrap}. */
    public NetworkReader() {
        this(ReaderPolicy.STRICT);
    }

    /** A reader over nothing, as strict as {@code policy} says. */
    public NetworkReader(ReaderPolicy policy) {
        this.canonical = policy.canonical();
        this.countMax = policy.maxCount();
        this.buffer = NOTHING;
    }

    /** A strict reader over all of {@code bytes}. */
    public NetworkReader(byte[] bytes) {
        this(ReaderPolicy.STRICT);
        wrap(bytes, 0, bytes.length);
    }

    /** Starts over at {@code length} bytes of {@code bytes} from {@code offset}. */
    public NetworkReader wrap(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || length > bytes.length - offset) {
            throw new IndexOutOfBoundsException(
                    "Offset " + offset + ", length " + length + " in " + bytes.length + " bytes.");
        }
        if (bytes != buffer) {
            buffer = bytes;
            views = null;
        }
        start = offset;
        position = offset;
        limit = offset + length;
        nesting = 0;
        elementsLeft = length;
        zeroByteElementsLeft = ZERO_BYTE_ELEMENTS_MAX;
        return this;
    }

    private ArrayViews views() {
        ArrayViews current = views;
        if (current == null) {
            current = new ArrayViews(buffer);
            views = current;
        }
        return current;
    }

    /** Bytes read so far. */
    public int position() {
        return position - start;
    }

    /** Bytes left. */
    public int remaining() {
        return limit - position;
    }

    /** The array being read, for code that copies a stretch of it; see {@link #bufferPosition()}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index in {@link #buffer()} of the next byte. */
    public int bufferPosition() {
        return position;
    }

    /** Keeps something that codecs need and bytes do not hold, such as the objects that references mean. */
    public void context(@Nullable Object context) {
        this.context = context;
    }

    /** What {@link #context(Object)} keeps, if it is of that type; else null. */
    public <T> @Nullable T context(Class<T> type) {
        return type.isInstance(context) ? type.cast(context) : null;
    }

    /**
     * Passes over {@code bytes} bytes.
     *
     * @throws MalformedMessageException if fewer remain
     */
    public void skip(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("Cannot skip " + bytes + " bytes.");
        }
        require(bytes);
        position += bytes;
    }

    private void require(int bytes) {
        if (limit - position < bytes) {
            throw tooShort(bytes);
        }
    }

    private MalformedMessageException tooShort(long bytes) {
        return malformed("needs " + bytes + " more bytes, " + remaining() + " remain");
    }

    /** An exception that says where the bytes went wrong, for codecs written by hand: {@code throw reader.malformed(…)}. */
    public MalformedMessageException malformed(String problem) {
        return new MalformedMessageException("At byte " + position() + " of " + (limit - start) + ": " + problem + ".");
    }

    // ---------------------------------------------------------------- fixed width

    public byte readByte() {
        require(1);
        return buffer[position++];
    }

    /** A byte as 0 to 255. */
    public int readUnsignedByte() {
        return readByte() & 0xFF;
    }

    public boolean readBoolean() {
        int value = readByte();
        if ((value & ~1) != 0 && canonical) {
            throw malformed("a boolean is 0 or 1, not " + (value & 0xFF));
        }
        return value != 0;
    }

    public short readShort() {
        require(2);
        short value = LittleEndian.getShort(buffer, position);
        position += 2;
        return value;
    }

    /** Two bytes as 0 to 65535. */
    public int readUnsignedShort() {
        return readShort() & 0xFFFF;
    }

    public char readChar() {
        return (char) readShort();
    }

    public int readInt() {
        require(4);
        int value = LittleEndian.getInt(buffer, position);
        position += 4;
        return value;
    }

    public long readLong() {
        require(8);
        long value = LittleEndian.getLong(buffer, position);
        position += 8;
        return value;
    }

    public float readFloat() {
        return Float.intBitsToFloat(readInt());
    }

    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    // ---------------------------------------------------------------- variable length

    /** The inverse of {@link NetworkWriter#writeVarInt}. */
    public int readVarInt() {
        return VarInt.unzigzag(readVarUInt());
    }

    /** The inverse of {@link NetworkWriter#writeVarUInt}; refuses what does not fit 32 bits. */
    public int readVarUInt() {
        require(1);
        // One store of the position at the end, whatever the length: the compiler then knows it without loading it
        // again for the next field, which a store in every branch would make it do.
        byte[] b = buffer;
        int p = position;
        int first = b[p] & 0xFF;
        int value = first;
        int bytes = 1;
        if (first > 240) {
            bytes = first <= 248 ? 2 : first - 246;
            require(bytes);
            boolean shortest = true;
            if (first == 250) {
                value = LittleEndian.getInt(b, p) >>> 8;
                shortest = value > 67823;
            } else if (first == 249) {
                value = 2288 + ((b[p + 1] & 0xFF) << 8) + (b[p + 2] & 0xFF);
            } else if (first < 249) {
                value = 240 + ((first - 241) << 8) + (b[p + 1] & 0xFF);
                shortest = value > 240;
            } else if (first == 251) {
                value = LittleEndian.getInt(b, p + 1);
                shortest = value >>> 24 != 0;
            } else {
                throw malformed("a variable-length integer of " + (first - 246) + " bytes does not fit 32 bits");
            }
            if (!shortest && canonical) {
                throw notShortest();
            }
        }
        position = p + bytes;
        return value;
    }

    private MalformedMessageException notShortest() {
        return malformed("a variable-length integer is not in its shortest form");
    }

    /** The inverse of {@link NetworkWriter#writeVarLong}. */
    public long readVarLong() {
        return VarInt.unzigzag(readVarULong());
    }

    /** The inverse of {@link NetworkWriter#writeVarULong}. */
    public long readVarULong() {
        require(1);
        int first = buffer[position] & 0xFF;
        if (first <= 251) {
            return Integer.toUnsignedLong(readVarUInt());
        }
        int bytes = first - 247;
        require(1 + bytes);
        long value = 0;
        for (int i = bytes; i > 0; i--) {
            value = value << 8 | buffer[position + i] & 0xFF;
        }
        if (buffer[position + bytes] == 0 && canonical) {
            throw notShortest();
        }
        position += 1 + bytes;
        return value;
    }

    // ---------------------------------------------------------------- strings and bytes

    /** A string that may not be null. */
    public String readString() {
        return readString(Integer.MAX_VALUE);
    }

    /** A string that may not be null and has at most {@code maxLength} UTF-16 units. */
    public String readString(int maxLength) {
        String value = readNullableString(maxLength);
        if (value == null) {
            throw malformed("a string is null where null is not allowed");
        }
        return value;
    }

    /** A string or null. */
    public @Nullable String readNullableString() {
        return readNullableString(Integer.MAX_VALUE);
    }

    /** A string of at most {@code maxLength} UTF-16 units, or null. */
    public @Nullable String readNullableString(int maxLength) {
        int bytes = readUnsignedShort() - 1;
        if (bytes < 0) {
            return null;
        }
        require(bytes);
        if (bytes > 3L * maxLength) { // a UTF-16 unit takes at most three bytes of UTF-8
            throw malformed("a string of " + bytes + " bytes is longer than the " + maxLength + " characters allowed");
        }
        String value = readUtf8(bytes);
        if (value.length() > maxLength) {
            throw malformed(
                    "a string of " + value.length() + " characters is longer than the " + maxLength + " allowed");
        }
        return value;
    }

    // The JDK's decoder is the fastest way to a String, but it replaces what is malformed by U+FFFD. Each byte gives
    // at most one char, and only ASCII or a malformed byte gives exactly one: if the counts agree and there is no
    // U+FFFD, the bytes were ASCII. Otherwise they are checked, byte by byte, before the result is trusted.
    private String readUtf8(int bytes) {
        String value = new String(buffer, position, bytes, StandardCharsets.UTF_8);
        if (value.length() != bytes || value.indexOf('\uFFFD') >= 0) {
            int bad = Utf8.indexOfMalformed(buffer, position, position + bytes);
            if (bad >= 0) {
                throw malformed("byte " + (bad - position) + " of a string is not UTF-8");
            }
        }
        position += bytes;
        return value;
    }

    /** Copies {@code length} raw bytes into {@code target}. */
    public void readRaw(byte[] target, int offset, int length) {
        require(length);
        System.arraycopy(buffer, position, target, offset, length);
        position += length;
    }

    /** A count, then that many bytes. */
    public byte[] readByteArray() {
        return readBytes(readCount(1));
    }

    /** {@code count} bytes, whose count was read before. */
    public byte[] readBytes(int count) {
        requireElements(count, 1);
        byte[] value = new byte[count];
        readRaw(value, 0, count);
        return value;
    }

    // ---------------------------------------------------------------- collections

    /**
     * The number of elements that follow, checked against the bytes that remain. Take every count through here, before
     * memory is taken for the elements.
     *
     * @param elementBytesMin the fewest bytes one element takes; 0 for elements that may take none, of which a
     *     thousand or so are believed
     */
    public int readCount(int elementBytesMin) {
        int count = readNullableCount(elementBytesMin);
        if (count < 0) {
            throw malformed("a collection is null where null is not allowed");
        }
        return count;
    }

    /** As {@link #readCount}, or -1 for a null collection. */
    public int readNullableCount(int elementBytesMin) {
        int raw = readVarUInt();
        if (raw == 0) {
            return -1;
        }
        int count = raw - 1;
        if (count < 0 || count > countMax || !isBelieved(count, elementBytesMin)) {
            throw malformed("a count of " + Integer.toUnsignedString(count) + " elements of at least " + elementBytesMin
                    + " bytes does not fit the " + remaining() + " bytes that remain");
        }
        return count;
    }

    // Every element has at least one byte that belongs to no other, so all collections of what is being read, however
    // nested, have together at most as many elements as there are bytes. Without that sum, lists of lists could claim
    // the same bytes again at each level.
    private boolean isBelieved(int count, int elementBytesMin) {
        int free = elementBytesMin == 0 ? Math.min(count, zeroByteElementsLeft) : 0;
        int charged = count - free;
        if ((long) charged * Math.max(elementBytesMin, 1) > remaining() || charged > elementsLeft) {
            return false;
        }
        zeroByteElementsLeft -= free;
        elementsLeft -= charged;
        return true;
    }

    /**
     * Checks a bound that the type declares.
     *
     * @throws MalformedMessageException if {@code count} is above {@code max}
     */
    public int checkSize(int count, int max) {
        if (count > max) {
            throw malformed("a collection of " + count + " elements is larger than the " + max + " allowed");
        }
        return count;
    }

    public boolean[] readBooleanArray() {
        return readBooleans(readCount(1));
    }

    /** {@code count} booleans, whose count was read before. */
    public boolean[] readBooleans(int count) {
        requireElements(count, 1);
        boolean[] value = new boolean[count];
        for (int i = 0; i < value.length; i++) {
            value[i] = readBoolean();
        }
        return value;
    }

    public short[] readShortArray() {
        return readShorts(readCount(2));
    }

    /** {@code count} shorts, whose count was read before. */
    public short[] readShorts(int count) {
        requireElements(count, 2);
        short[] value = new short[count];
        views().get(position, value);
        position += 2 * value.length;
        return value;
    }

    public char[] readCharArray() {
        return readChars(readCount(2));
    }

    /** {@code count} chars, whose count was read before. */
    public char[] readChars(int count) {
        requireElements(count, 2);
        char[] value = new char[count];
        views().get(position, value);
        position += 2 * value.length;
        return value;
    }

    public int[] readIntArray() {
        return readInts(readCount(4));
    }

    /** {@code count} ints, whose count was read before. */
    public int[] readInts(int count) {
        requireElements(count, 4);
        int[] value = new int[count];
        views().get(position, value);
        position += 4 * value.length;
        return value;
    }

    public long[] readLongArray() {
        return readLongs(readCount(8));
    }

    /** {@code count} longs, whose count was read before. */
    public long[] readLongs(int count) {
        requireElements(count, 8);
        long[] value = new long[count];
        views().get(position, value);
        position += 8 * value.length;
        return value;
    }

    public float[] readFloatArray() {
        return readFloats(readCount(4));
    }

    /** {@code count} floats, whose count was read before. */
    public float[] readFloats(int count) {
        requireElements(count, 4);
        float[] value = new float[count];
        views().get(position, value);
        position += 4 * value.length;
        return value;
    }

    public double[] readDoubleArray() {
        return readDoubles(readCount(8));
    }

    /** {@code count} doubles, whose count was read before. */
    public double[] readDoubles(int count) {
        requireElements(count, 8);
        double[] value = new double[count];
        views().get(position, value);
        position += 8 * value.length;
        return value;
    }

    private void requireElements(int count, int elementBytes) {
        if (count < 0 || (long) count * elementBytes > remaining()) {
            throw tooShort((long) count * elementBytes);
        }
    }

    // ---------------------------------------------------------------- types that contain themselves

    /**
     * Called by generated code before it reads a value of a type that can contain itself, and paired with
     * {@link #exitNested()}. {@link #wrap} starts over.
     *
     * @throws MalformedMessageException beyond a depth of 64
     */
    public void enterNested() {
        if (++nesting > NESTING_MAX) {
            throw malformed("values are nested deeper than " + NESTING_MAX);
        }
    }

    /** Called when the value that {@link #enterNested()} announced has been read. */
    public void exitNested() {
        nesting--;
    }

    // ---------------------------------------------------------------- the JDK's values

    /** One of {@code constants} (an enum's {@code values()}, kept by the caller), by ordinal. */
    public <E extends Enum<E>> E readEnum(E[] constants) {
        int ordinal = readVarInt();
        if (ordinal < 0 || ordinal >= constants.length) {
            throw malformed("enum constant " + ordinal + " of " + constants.length);
        }
        return constants[ordinal];
    }

    public UUID readUuid() {
        long high = (readInt() & 0xFFFFFFFFL) << 32;
        high |= (long) readUnsignedShort() << 16;
        high |= readUnsignedShort();
        return new UUID(high, Long.reverseBytes(readLong()));
    }

    public Instant readInstant() {
        long seconds = readVarLong();
        int nanos = readNanos();
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw malformed("an instant of " + seconds + " s lies beyond what Instant holds");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    public Duration readDuration() {
        long seconds = readVarLong();
        return Duration.ofSeconds(seconds, readNanos());
    }

    private int readNanos() {
        int nanos = readVarUInt();
        if (nanos < 0 || nanos > 999_999_999) {
            throw malformed(Integer.toUnsignedString(nanos) + " nanoseconds are not within a second");
        }
        return nanos;
    }

    @Override
    public String toString() {
        return "NetworkReader[" + position() + " of " + (limit - start) + " bytes: "
                + Hex.of(buffer, start, limit - start) + "]";
    }
}
