package dev.tain.codegen;

import dev.tain.annotation.SyncDirection;
import dev.tain.annotation.SyncMode;

/** How the state of a behaviour is kept in step, as its class declares in {@code @SyncSettings}. */
public record BehaviourSync(SyncMode mode, SyncDirection direction, int intervalMillis, boolean marked) {}
