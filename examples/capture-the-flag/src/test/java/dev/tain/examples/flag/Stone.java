package dev.tain.examples.flag;

import dev.tain.annotation.ClientRpc;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;

/** Something heavy. */
class Stone extends NetworkBehaviour {
    @SyncVar
    String inscription = "";

    int heard;

    @ClientRpc
    void sing(int note) {
        heard++;
    }
}
