package dev.tain.connection;

/**
 * Marks a type that can be sent. That is all a game writes:
 *
 * <pre>{@code
 * public record ChatMessage(String text) implements NetworkMessage {}
 * }</pre>
 *
 * <p>The annotation processor writes its codec at compile time: for records, and for classes with public fields (or
 * private ones with accessors) and a public no-argument constructor. What can be a field, and what to do with other
 * types, is in {@code docs/guide/messages.md}.
 */
public interface NetworkMessage {}
