package dev.tain.connection;

/**
 * A message that is answered by an {@code R}:
 *
 * <pre>{@code
 * public record LoginRequest(String name) implements NetworkRequest<LoginReply> {}
 * public record LoginReply(int coins) implements NetworkMessage {}
 * }</pre>
 *
 * @param <R> the type of the reply, itself a message with a codec
 */
public interface NetworkRequest<R extends NetworkMessage> extends NetworkMessage {}
