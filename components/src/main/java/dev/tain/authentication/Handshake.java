package dev.tain.authentication;

import dev.tain.wire.NetworkWriter;

/** What both sides of a {@link BasicAuthenticator} make codes of: the user and both nonces, each with its length. */
record Handshake(String user, byte[] clientNonce, byte[] serverNonce) {
    byte[] clientProof(KeyedHash hash, byte[] secret) {
        return hash.mac(secret, text("tain-basic-client"));
    }

    /** Of other text than the client's, so that neither side's proof can be sent back as one's own. */
    byte[] serverProof(KeyedHash hash, byte[] secret) {
        return hash.mac(secret, text("tain-basic-server"));
    }

    private byte[] text(String purpose) {
        NetworkWriter writer = new NetworkWriter();
        writer.writeString(purpose);
        writer.writeString(user);
        writer.writeByteArray(clientNonce);
        writer.writeByteArray(serverNonce);
        return writer.toByteArray();
    }

    /** Takes as long for one wrong byte as for many: how long an answer took says nothing about the right one. */
    static boolean same(byte[] expected, byte[] given) {
        int difference = expected.length ^ given.length;
        for (int i = 0; i < given.length; i++) {
            difference |= given[i] ^ expected[i % expected.length];
        }
        return difference == 0;
    }
}
