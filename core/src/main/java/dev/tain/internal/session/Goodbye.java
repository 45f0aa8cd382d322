package dev.tain.internal.session;

import dev.tain.connection.Disconnect;
import dev.tain.transport.DisconnectReason;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;

/**
 * The last thing either side says.
 *
 * @param messageId the id of the message it is about, or 0: the receiver can name the type where the sender cannot
 */
record Goodbye(DisconnectReason reason, String text, int messageId) {
    void write(NetworkWriter writer) {
        writer.writeShort(BuiltIn.GOODBYE);
        writer.writeByte(reason.code());
        writer.writeShort(messageId);
        writer.writeString(printable(text));
    }

    static Goodbye read(NetworkReader reader) {
        DisconnectReason reason = DisconnectReason.ofCode(reader.readUnsignedByte());
        int messageId = reader.readUnsignedShort();
        return new Goodbye(reason, reader.readString(Disconnect.MAX_TEXT_LENGTH), messageId);
    }

    // A text may come from anywhere, an exception's message for one; a goodbye must not fail over half a surrogate.
    static String printable(String text) {
        String cut = new Disconnect(DisconnectReason.CLOSED, text, false).text();
        StringBuilder result = new StringBuilder(cut.length());
        cut.codePoints().forEach(point -> result.appendCodePoint(isSurrogate(point) ? '?' : point));
        return result.toString();
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
