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

    private BuiltIn() {}
}
