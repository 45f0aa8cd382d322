package dev.tain.prediction;

import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * For generated code; not for games. What the server tells an owner's client after a step: the input it took and the states after it.
 *
 * <pre>
 *   [varuint step of the server][varuint number of the input][varint lead][count][bytes]
 *   bytes: ([varuint netId][u8 behaviour][count][state])*
 * </pre>
 *
 * The lead is how far ahead the newest input was; negative: for so many steps none has come. On the server one object
 * serves all: it is written when it is sent.
 */
public final class Correction {
    int step;
    int number;
    int lead;
    final NetworkWriter states;

    Correction() {
        this(128);
    }

    private Correction(int capacity) {
        this.states = new NetworkWriter(capacity);
    }

    /** Writes it. */
    public void serialize(NetworkWriter writer) {
        writer.writeVarUInt(step);
        writer.writeVarUInt(number);
        writer.writeVarInt(lead);
        writer.writeCount(states.position());
        writer.writeRaw(states.buffer(), 0, states.position());
    }

    /** Reads what {@link #serialize} wrote. */
    public static Correction deserialize(NetworkReader reader) {
        int step = reader.readVarUInt();
        int number = reader.readVarUInt();
        int lead = reader.readVarInt();
        int size = reader.readCount(1);
        Correction correction = new Correction(size);
        correction.step = step;
        correction.number = number;
        correction.lead = lead;
        correction.states.writeRaw(reader.buffer(), reader.bufferPosition(), size);
        int end = reader.remaining() - size;
        while (reader.remaining() > end) { // that the states fit is found out here, where it is the sender's fault
            reader.readVarUInt();
            reader.readByte();
            int length = reader.readVarUInt() - 1; // as readCount, which would count these bytes twice
            if (length < 0) {
                throw reader.malformed("a state of a correction has " + Integer.toUnsignedString(length) + " bytes");
            }
            reader.skip(length);
        }
        if (reader.remaining() < end) {
            throw reader.malformed("a state of a correction ends behind it");
        }
        return correction;
    }
}
