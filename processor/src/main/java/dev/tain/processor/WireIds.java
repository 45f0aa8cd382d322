package dev.tain.processor;

import dev.tain.wire.StableHash;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/** Checks that the messages of a compilation can be told apart by their ids, and so can the behaviours. */
final class WireIds {
    private final Environment environment;

    WireIds(Environment environment) {
        this.environment = environment;
    }

    /** @param reserved how many ids, from 0 on, are the library's own */
    void check(Collection<TypeElement> types, int reserved) {
        Map<Integer, TypeElement> byId = new HashMap<>();
        for (TypeElement type : types) {
            String wireName = WireNames.of(type);
            int id = StableHash.hash16(wireName);
            String name = type.getSimpleName().toString();
            if (id < reserved) {
                environment
                        .errors()
                        .error(
                                type,
                                "ReservedId",
                                name + " has the id " + id + " by its wire name " + wireName + ", and ids below "
                                        + reserved + " are Tain's own",
                                "give it another name with @WireName");
            }
            TypeElement other = byId.putIfAbsent(id, type);
            if (other == null) {
                continue;
            }
            if (WireNames.of(other).equals(wireName)) {
                environment
                        .errors()
                        .error(
                                type,
                                "DuplicateWireName",
                                other.getQualifiedName() + " and " + type.getQualifiedName() + " are both " + wireName
                                        + " on the wire",
                                "change one @WireName");
            } else {
                environment
                        .errors()
                        .error(
                                type,
                                "IdCollision",
                                other.getQualifiedName() + " and " + type.getQualifiedName() + " both have the id "
                                        + id,
                                "give one of them another name with" + " @WireName");
            }
        }
    }
}
