package dev.tain.examples.scores;

import dev.tain.connection.NetworkMessage;
import dev.tain.value.Vector3;

/** Server to all: somebody scored. */
public record ScoreMessage(int score, Vector3 scorePos, int lives) implements NetworkMessage {}
