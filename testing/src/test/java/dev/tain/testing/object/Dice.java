package dev.tain.testing.object;

import dev.tain.annotation.SyncVar;
import dev.tain.annotation.UseCodec;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.SyncList;
import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/** A value whose codec, written by hand, throws whatever it likes. */
@UseCodec(Dice.SideCodec.class)
class Dice extends NetworkBehaviour {
    record Side(int pips) {}

    static final class SideCodec implements Codec<Side> {
        @Override
        public void write(NetworkWriter writer, Side side) {
            writer.writeByte(side.pips());
        }

        @Override
        public Side read(NetworkReader reader) {
            int pips = reader.readByte();
            if (pips > 6) {
                throw new IllegalStateException("a die has six sides, not " + pips);
            }
            return new Side(pips);
        }
    }

    @SyncVar
    Side side = new Side(1);

    final SyncList<Side> rolls = new SyncList<>();
}
