package dev.tain.room;

import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;

/** What a game is played with. */
class Fighter extends NetworkBehaviour {
    @SyncVar
    int place;
}
