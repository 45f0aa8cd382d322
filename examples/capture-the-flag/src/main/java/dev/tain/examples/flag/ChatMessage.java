package dev.tain.examples.flag;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;

/** Somebody says something; no object has anything to do with it. */
record ChatMessage(@MaxSize(16) String from, @MaxSize(200) String text) implements NetworkMessage {}
