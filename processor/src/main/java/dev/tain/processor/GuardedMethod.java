package dev.tain.processor;

import javax.lang.model.element.ExecutableElement;

/**
 * A method marked {@code @Server} or {@code @Client}.
 *
 * @param method the last one to override it
 */
record GuardedMethod(ExecutableElement method, boolean server, boolean silent) {
    static boolean isGuarded(ExecutableElement method) {
        return isServer(method) || isClient(method);
    }

    static boolean isServer(ExecutableElement method) {
        return Environment.annotation(method, Library.SERVER) != null;
    }

    static boolean isClient(ExecutableElement method) {
        return Environment.annotation(method, Library.CLIENT) != null;
    }

    /** {@code @Server}. */
    static String sign(boolean server) {
        return server ? "@Server" : "@Client";
    }
}
