package dev.tain.motion;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * For generated code; not for games. Where something is now, on the way.
 *
 * <pre>
 *   [u8 parts that follow; 128: as differences][u8 counter][u8 baseline, if differences][varuint age, ms]
 *   [varint x][varint y][varint z][u32 rotation][varint scale x][varint scale y][varint scale z]
 * </pre>
 *
 * The counter tells what comes before a teleport from what comes after. Differences are to the numbers of that baseline; the
 * rotation, always whole, is as there when it is missing. The age is how long ago it still rested, 0 when that is long ago:
 * so a lost first motion does not make the object glide there from its place of rest.
 */
public final class Motion {
    static final int DIFFERENCES = 128;

    /** Beyond it a motion is old, and its age is not told. */
    static final int AGE_MILLIS_MAX = 500;

    int parts;
    boolean differences;
    byte counter;
    byte baseline;
    int ageMillis;
    final long[] numbers = new long[Grid.PARTS];

    Motion() {}

    /** Makes this all that travels. */
    void whole(int parts, byte counter, int ageMillis, long[] now) {
        this.parts = parts;
        this.differences = false;
        this.counter = counter;
        this.ageMillis = ageMillis;
        System.arraycopy(now, 0, numbers, 0, Grid.PARTS);
    }

    /** Makes this what differs from a baseline. */
    void differences(byte baseline, long[] base, byte counter, int ageMillis, long[] now) {
        this.parts = Grid.difference(base, now);
        this.differences = true;
        this.counter = counter;
        this.baseline = baseline;
        this.ageMillis = ageMillis;
        for (int part = 0; part < Grid.PARTS; part++) {
            numbers[part] = part == Grid.TURN ? now[part] : now[part] - base[part];
        }
    }

    /** What these differences come to. */
    void addTo(long[] base, long[] into) {
        for (int part = 0; part < Grid.PARTS; part++) {
            boolean there = (parts & 1 << part) != 0;
            into[part] = part == Grid.TURN && there ? numbers[part] : base[part] + (there ? numbers[part] : 0);
        }
    }

    /** Writes it. */
    public void serialize(NetworkWriter writer) {
        writer.writeByte(parts | (differences ? DIFFERENCES : 0));
        writer.writeByte(counter);
        if (differences) {
            writer.writeByte(baseline);
        }
        writer.writeVarUInt(ageMillis);
        for (int part = 0; part < Grid.PARTS; part++) {
            if ((parts & 1 << part) == 0) {
                continue;
            }
            if (part == Grid.TURN) {
                writer.writeInt((int) numbers[part]);
            } else {
                writer.writeVarLong(numbers[part]);
            }
        }
    }

    /** Reads what {@link #serialize} wrote. */
    public static Motion deserialize(NetworkReader reader) {
        Motion motion = new Motion();
        motion.read(reader);
        return motion;
    }

    void read(NetworkReader reader) {
        int head = reader.readUnsignedByte();
        differences = (head & DIFFERENCES) != 0;
        parts = head & ~DIFFERENCES;
        counter = reader.readByte();
        baseline = differences ? reader.readByte() : 0;
        ageMillis = reader.readVarUInt();
        if (ageMillis < 0 || ageMillis > AGE_MILLIS_MAX) {
            throw reader.malformed("a motion that began " + Integer.toUnsignedLong(ageMillis) + " ms ago is not new");
        }
        for (int part = 0; part < Grid.PARTS; part++) {
            if ((parts & 1 << part) == 0) {
                numbers[part] = 0;
            } else {
                numbers[part] = part == Grid.TURN ? reader.readInt() : reader.readVarLong();
            }
        }
    }
}
