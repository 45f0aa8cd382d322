package dev.tain.processor;

import dev.tain.wire.StableHash;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/** Checks that the messages of a compilation can be told apart by their ids. */
final class MessageIds {
    private final Environment environment;
    private final MessageScanner scanner;

    MessageIds(Environment environment, MessageScanner scanner) {
        this.environment = environment;
        this.scanner = scanner;
    }

    void check(Collection<TypeElement> messages) {
        Map<Integer, TypeElement> byId = new HashMap<>();
        for (TypeElement message : messages) {
            String wireName = scanner.wireName(message);
            int id = StableHash.hash16(wireName);
            String name = message.getSimpleName().toString();
            if (id < Library.RESERVED_IDS) {
                environment
                        .errors()
                        .error(
                                message,
                                "ReservedId",
                                name + " has the id " + id + " by its wire name " + wireName + ", and ids below "
                                        + Library.RESERVED_IDS + " are Tain's own",
                                "give it another name with @WireName");
            }
            TypeElement other = byId.putIfAbsent(id, message);
            if (other == null) {
                continue;
            }
            if (scanner.wireName(other).equals(wireName)) {
                environment
                        .errors()
                        .error(
                                message,
                                "DuplicateWireName",
                                other.getQualifiedName() + " and " + message.getQualifiedName() + " are both "
                                        + wireName + " on the wire",
                                "change one @WireName");
            } else {
                environment
                        .errors()
                        .error(
                                message,
                                "IdCollision",
                                other.getQualifiedName() + " and " + message.getQualifiedName() + " both have the id "
                                        + id,
                                "give one of them another name with" + " @WireName");
            }
        }
    }
}
