package dev.tain.manager;

import dev.tain.connection.NetworkMessage;

record Note(String text) implements NetworkMessage {}
