package dev.tain.examples.flag;

import dev.tain.connection.NetworkRequest;

/** A client asks for the scoreboard. */
record ScoreboardRequest() implements NetworkRequest<Scoreboard> {}
