package dev.tain.processor;

import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * A remote method of a concrete behaviour.
 *
 * @param method the last one to override it
 * @param options what the annotation says
 */
record RemoteMethod(ExecutableElement method, RemoteKind kind, Options options, List<Parameter> parameters) {
    /** @param flag {@code requiresAuthority} of a command, {@code includeOwner} of a client RPC */
    record Options(String channel, boolean flag) {}

    /**
     * One parameter.
     *
     * @param declared its type in the override, marked where null is allowed
     * @param type how it travels; null for a connection, which does not
     */
    record Parameter(
            String name, TypeName declared, @Nullable FieldType type, String what) {}

    String name() {
        return method.getSimpleName().toString();
    }
}
