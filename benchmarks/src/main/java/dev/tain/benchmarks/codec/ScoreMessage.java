package dev.tain.benchmarks.codec;

import dev.tain.connection.NetworkMessage;
import dev.tain.value.Vector3;

/** The small message. */
public record ScoreMessage(int score, Vector3 scorePos, int lives) implements NetworkMessage {}
