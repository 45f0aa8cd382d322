package dev.tain.transport.websocket;

import io.netty.util.NetUtil;
import java.net.InetAddress;

/** A numeric address, or all that begin with the same bits: {@code 127.0.0.1}, {@code 10.0.0.0/8}, {@code fd00::/8}. */
record AddressRange(byte[] address, int bits) {
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address != null) {
            int all = 8 * address.length;
            int bits = slash < 0 ? all : bitsOf(text.substring(slash + 1));
            if (bits >= 0 && bits <= all) {
                return new AddressRange(address, bits);
            }
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no numeric address and no range of them. Write 127.0.0.1 or 10.0.0.0/8.");
    }

    boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >>> (bit & 7);
            if (((bytes[bit >> 3] ^ address[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bitsOf(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }
}
