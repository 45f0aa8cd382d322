package dev.tain.benchmarks.codec;

/** An enum of the large message. */
public enum Team {
    RED,
    GREEN,
    BLUE
}
