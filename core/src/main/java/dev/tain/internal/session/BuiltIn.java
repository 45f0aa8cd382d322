package dev.tain.internal.session;

/** Ids of Tain's own messages; what each carries is in {@code docs/wire.md}. */
public final class BuiltIn {
    /** Client to server, first: who I am, which game, which messages. */
    public static final int HELLO = 1;

    /** Server to client: you are in. */
    public static final int WELCOME = 2;

    /** Both ways, last: why this ends. */
    public static final int GOODBYE = 3;

    /** Server to client, before a goodbye: how the message types differ. */
    public static final int SCHEMA_DIFFERENCE = 4;

    /** Server to client: you are authenticated now. */
    public static final int AUTHENTICATED = 5;

    /** Server to client: this server is about to stop. */
    public static final int CLOSING = 6;

    /** Both ways: nothing to say, but still here. */
    public static final int KEEP_ALIVE = 7;

    /** Both ways, first in its packet: number of this packet of the sequenced channel. */
    public static final int SEQUENCE = 8;

    /** Both ways: the first piece of a message larger than a packet. */
    public static final int FRAGMENT_START = 9;

    /** Both ways: the next piece. */
    public static final int FRAGMENT = 10;

    /** Both ways: a numbered message that wants a reply. */
    public static final int REQUEST = 11;

    /** Both ways: the reply to a number. */
    public static final int REPLY = 12;

    /** Both ways: the refusal of a number. */
    public static final int REFUSAL = 13;

    /** Client to server: show me the objects. */
    public static final int READY = 14;

    /** Server to client: no objects until you are ready again. */
    public static final int NOT_READY = 15;

    /** Server to client: a number for a prefab, before its first spawn. */
    public static final int PREFAB = 16;

    /** Server to client: an object appears. */
    public static final int SPAWN = 17;

    /** Server to client: the spawns that follow belong together … */
    public static final int BURST_BEGIN = 18;

    /** Server to client: … up to here. */
    public static final int BURST_END = 19;

    /** Server to client: an object disappears. */
    public static final int DESTROY = 20;

    /** Server to client: you own an object, or no longer. */
    public static final int OWNER = 21;

    /** Both ways: what changed in objects. */
    public static final int STATE = 22;

    /** Both ways: a remote call. */
    public static final int CALL = 23;

    /** Server to client: an object has another parent. */
    public static final int PARENT = 24;

    /** Server to client: with this token a lost connection is taken up again. */
    public static final int SESSION = 25;

    /** Client to server, first, in place of a hello: a connection is to be taken up again. */
    public static final int RESUME = 26;

    /** Server to client: it goes on; the next token. */
    public static final int RESUMED = 27;

    /** Both ways: an offer, acceptance, progress or end of a transfer beside the game's traffic. */
    public static final int BULK = 28;

    /** Both ways: the next bytes of a transfer. */
    public static final int BULK_CHUNK = 29;

    /** Both ways: what is the time, the time, and what time the sender is looking at. */
    public static final int TIME = 30;

    private BuiltIn() {}
}
