package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import dev.tain.wire.StableHash;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Chooses the name of an index: the one the build gives, else {@code TainIndex} in the package that the messages share,
 * with a hash of their names where two compilations could meet under the same name.
 */
final class IndexName {
    private IndexName() {}

    /**
     * @param types the qualified names of the messages
     * @param packages their packages
     * @param named whether they are in a named module
     * @param isTaken whether another compilation has a class of that name
     */
    static ClassName of(
            SortedSet<String> types, Collection<String> packages, boolean named, Predicate<ClassName> isTaken) {
        ClassName plain = ClassName.get(sharedPackage(new TreeSet<>(packages)), "TainIndex");
        if (named && !isTaken.test(plain)) {
            return plain;
        }
        return hashed(plain, types);
    }

    /** The name with a hash of the messages' names. */
    static ClassName hashed(ClassName plain, SortedSet<String> types) {
        int hash = StableHash.hash32(String.join(",", types));
        return plain.peerClass(plain.simpleName() + "_" + String.format("%08x", hash));
    }

    private static String sharedPackage(SortedSet<String> packages) {
        String shared = packages.first();
        for (String name : packages) {
            while (!(name + ".").startsWith(shared + ".") && !shared.isEmpty()) {
                shared = shared.substring(0, Math.max(shared.lastIndexOf('.'), 0));
            }
        }
        return packages.contains(shared) ? shared : packages.first();
    }
}
