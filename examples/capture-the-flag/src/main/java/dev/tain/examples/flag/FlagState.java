package dev.tain.examples.flag;

/** Where a flag is. */
enum FlagState {
    AT_BASE,
    CARRIED,
    DROPPED
}
