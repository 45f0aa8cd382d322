package dev.tain.examples.flag;

import dev.tain.annotation.ClientRpc;
import dev.tain.annotation.SyncVar;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.SyncList;

/** The match: its score, and what happened in it. */
class Match extends NetworkBehaviour {
    @SyncVar(hook = "scored")
    int red;

    @SyncVar(hook = "scored")
    int blue;

    @SyncVar
    boolean over;

    /** What happened, the newest last; a few lines. */
    final SyncList<String> news = new SyncList<>();

    private final Spectator spectator;

    Match(Spectator spectator) {
        this.spectator = spectator;
    }

    /** Everybody is told. */
    @ClientRpc
    void announce(String text) {
        spectator.saw("*** " + text);
    }

    void scored(int before, int now) {
        spectator.saw("The score is red " + red + ", blue " + blue + ".");
    }

    void tell(String text) {
        if (news.size() == 5) {
            news.remove(0);
        }
        news.add(text);
        announce(text);
    }
}
