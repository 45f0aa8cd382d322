package dev.tain.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** Which way a remote method goes. */
enum RemoteKind {
    COMMAND(Library.COMMAND, "command"),
    CLIENT_RPC(Library.CLIENT_RPC, "clientRpc"),
    TARGET_RPC(Library.TARGET_RPC, "targetRpc");

    private final ClassName annotation;
    private final String factory;

    RemoteKind(ClassName annotation, String factory) {
        this.annotation = annotation;
        this.factory = factory;
    }

    /** The first kind the method is marked as; null if it stays at home. */
    static @Nullable RemoteKind of(ExecutableElement method) {
        List<RemoteKind> all = allOf(method);
        return all.isEmpty() ? null : all.get(0);
    }

    /** All kinds the method is marked as. */
    static List<RemoteKind> allOf(ExecutableElement method) {
        List<RemoteKind> all = new ArrayList<>();
        for (RemoteKind kind : values()) {
            if (kind.mark(method) != null) {
                all.add(kind);
            }
        }
        return all;
    }

    @Nullable
    AnnotationMirror mark(ExecutableElement method) {
        return Environment.annotation(method, annotation);
    }

    /** {@code @Command}. */
    String sign() {
        return "@" + annotation.simpleName();
    }

    /** {@code command}: the factory of {@code RemoteFunction}, and the word in shapes. */
    String factory() {
        return factory;
    }
}
