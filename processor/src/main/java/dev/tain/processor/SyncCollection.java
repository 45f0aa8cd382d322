package dev.tain.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * A {@code SyncList}, {@code SyncSet} or {@code SyncMap} of a behaviour.
 *
 * @param kind {@code SyncList}
 * @param level the class that declares it, as a behaviour is cast to it
 * @param getter {@code inventory} or {@code getInventory()}
 * @param elements how elements, or keys and values, travel
 */
record SyncCollection(
        String name, String what, String kind, TypeName level, CodeBlock getter, List<FieldType> elements) {}
