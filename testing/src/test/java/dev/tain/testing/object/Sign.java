package dev.tain.testing.object;

import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;

/** A text. */
class Sign extends NetworkBehaviour {
    @SyncVar
    String text = "";
}
