package dev.tain.examples.scores;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;

/** Client to server, and from there to everybody. */
public record ChatMessage(
        @MaxSize(32) String from, @MaxSize(200) String text) implements NetworkMessage {}
