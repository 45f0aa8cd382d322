package dev.tain.benchmarks.codec;

/** A nested record of the large message. */
public record Item(int id, String name, float weight) {}
