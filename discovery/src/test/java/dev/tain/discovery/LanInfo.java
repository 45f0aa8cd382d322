package dev.tain.discovery;

import dev.tain.connection.NetworkMessage;

/** What the servers of these tests say of themselves. */
record LanInfo(String name, int players) implements NetworkMessage {
    LanInfo {
        if (players < 0) {
            throw new IllegalArgumentException("fewer than none");
        }
    }
}
