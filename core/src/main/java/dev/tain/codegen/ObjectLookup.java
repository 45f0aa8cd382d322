package dev.tain.codegen;

import org.jspecify.annotations.Nullable;

/** Finds the objects of one server or client. */
public interface ObjectLookup {
    /**
     * The object or behaviour that a reference stands for.
     *
     * @param type {@code NetworkIdentity} for the object; else a type of behaviour
     * @return null if there is none, it is not of that type, or it has not arrived yet
     */
    <T> @Nullable T find(long reference, Class<T> type);
}
