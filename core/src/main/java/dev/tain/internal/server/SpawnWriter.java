package dev.tain.internal.server;

import dev.tain.internal.object.Part;
import dev.tain.internal.object.StateWriter;
import dev.tain.internal.session.BuiltIn;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.wire.NetworkWriter;

/**
 * Writes what introduces an object to a client.
 *
 * <pre>
 *   PREFAB: [varuint number][bool scene object][string name][count]([u16 behaviour id])*
 *   SPAWN:  [varuint netId][varuint prefab number][u8 flags]([u8 epoch])?([varuint parent])?
 *           ([3 floats position])? ([4 floats rotation])? ([3 floats scale])? [full state of each part it may see]
 *   OWNER:  [varuint netId][u8 flags]([u8 epoch])?[count]([varulong parts][full state of these])?
 * </pre>
 *
 * The epoch is there if the receiver owns the object and decides about some of its state.
 */
final class SpawnWriter {
    static final int OWNED = 1;
    static final int PLAYER = 2;
    static final int PARENT = 4;
    static final int POSITION = 8;
    static final int ROTATION = 16;
    static final int SCALE = 32;
    static final int EPOCH = 64;

    private final StateWriter stateWriter;
    private final NetworkWriter body = new NetworkWriter(256);

    SpawnWriter(StateWriter stateWriter) {
        this.stateWriter = stateWriter;
    }

    static void writePrefab(NetworkWriter writer, ServerObject object) {
        writer.reset();
        writer.writeShort(BuiltIn.PREFAB);
        writer.writeVarUInt(object.prefab);
        writer.writeBoolean(object.identity.isSceneObject());
        writer.writeString(object.identity.prefab());
        writer.writeCount(object.parts.length);
        for (Part part : object.parts) {
            writer.writeShort(part.schema.id());
        }
    }

    void writeSpawn(NetworkWriter writer, ServerObject object, boolean owner) {
        NetworkIdentity identity = object.identity;
        Pose pose = identity.pose();
        NetworkIdentity parent = identity.parent();
        boolean moved = pose.x != 0 || pose.y != 0 || pose.z != 0;
        boolean turned = pose.rotationX != 0 || pose.rotationY != 0 || pose.rotationZ != 0 || pose.rotationW != 1;
        boolean scaled = pose.scaleX != 1 || pose.scaleY != 1 || pose.scaleZ != 1;
        writer.reset();
        writer.writeShort(BuiltIn.SPAWN);
        writer.writeVarUInt(identity.netId());
        writer.writeVarUInt(object.prefab);
        writer.writeByte(ownerFlags(object, owner)
                | (parent != null ? PARENT : 0)
                | (moved ? POSITION : 0)
                | (turned ? ROTATION : 0)
                | (scaled ? SCALE : 0));
        writeEpoch(writer, object, owner);
        if (parent != null) {
            writer.writeVarUInt(parent.netId());
        }
        if (moved) {
            writer.writeFloats(pose.x, pose.y, pose.z);
        }
        if (turned) {
            writer.writeFloats(pose.rotationX, pose.rotationY, pose.rotationZ);
            writer.writeFloat(pose.rotationW);
        }
        if (scaled) {
            writer.writeFloats(pose.scaleX, pose.scaleY, pose.scaleZ);
        }
        for (Part part : object.parts) {
            if (part.isFor(owner)) {
                stateWriter.writeFull(writer, part);
            }
        }
    }

    /** @param parts those whose state goes along */
    void writeOwner(NetworkWriter writer, ServerObject object, boolean owner, long parts) {
        body.reset();
        if (parts != 0) {
            body.writeVarULong(parts);
        }
        for (long left = parts; left != 0; left &= left - 1) {
            stateWriter.writeFull(body, object.parts[Long.numberOfTrailingZeros(left)]);
        }
        writer.reset();
        writer.writeShort(BuiltIn.OWNER);
        writer.writeVarUInt(object.identity.netId());
        writer.writeByte(ownerFlags(object, owner));
        writeEpoch(writer, object, owner);
        writer.writeCount(body.position());
        writer.writeRaw(body.buffer(), 0, body.position());
    }

    private static int ownerFlags(ServerObject object, boolean owner) {
        return owner ? OWNED | (object.player ? PLAYER : 0) | (object.clientDecides ? EPOCH : 0) : 0;
    }

    private static void writeEpoch(NetworkWriter writer, ServerObject object, boolean owner) {
        if (owner && object.clientDecides) {
            writer.writeByte(++object.epoch);
        }
    }
}
