package dev.tain.internal.client;

import dev.tain.codegen.WireType;
import dev.tain.internal.collect.IntMap;
import dev.tain.internal.object.Part;
import dev.tain.internal.schema.TypeTable;
import dev.tain.object.Prefabs;
import dev.tain.wire.NetworkReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server's prefab numbers stand for. */
final class PrefabDefinitions {
    /** A kind of object as the server has it. */
    record Definition(String name, boolean scene, int[] behaviours) {}

    private static final int PREFABS_MAX = 1 << 16;

    private final TypeTable types;
    private final IntMap<Definition> byNumber = new IntMap<>();

    PrefabDefinitions(TypeTable types) {
        this.types = types;
    }

    void read(NetworkReader body) {
        int number = body.readVarUInt();
        boolean scene = body.readBoolean();
        String name = body.readString(Prefabs.NAME_LENGTH_MAX);
        int[] behaviours = new int[body.checkSize(body.readCount(2), Part.PARTS_MAX)];
        for (int i = 0; i < behaviours.length; i++) {
            behaviours[i] = body.readUnsignedShort();
        }
        if (byNumber.size() >= PREFABS_MAX) {
            throw body.malformed("there are more than " + PREFABS_MAX + " prefabs");
        }
        byNumber.put(number, new Definition(name, scene, behaviours));
    }

    @Nullable
    Definition find(int number) {
        return byNumber.get(number);
    }

    void clear() {
        byNumber.clear();
    }

    /** Null if the parts are those of the definition; else a sentence that says how they differ. */
    @Nullable
    String difference(Definition definition, Part[] parts) {
        List<String> there = new ArrayList<>();
        List<String> here = new ArrayList<>();
        boolean same = parts.length == definition.behaviours().length;
        for (int id : definition.behaviours()) {
            WireType<?> type = types.type(id);
            there.add(type == null ? "a behaviour unknown here (id " + id + ")" : type.wireName());
        }
        for (int i = 0; i < parts.length; i++) {
            here.add(parts[i].schema.wireName());
            same &= i < definition.behaviours().length
                    && parts[i].schema.id() == definition.behaviours()[i];
        }
        return same
                ? null
                : "'" + definition.name() + "' consists of (" + String.join(", ", there) + ") on the server, of ("
                        + String.join(", ", here) + ") here; add the same behaviours in the same order on both sides";
    }
}
