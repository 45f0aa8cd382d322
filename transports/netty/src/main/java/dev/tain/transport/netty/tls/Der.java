package dev.tain.transport.netty.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes the few forms of DER (ITU-T X.690) that a certificate is made of. Each method gives one whole element:
 *
 * <pre>
 *   tag, 1 byte │ length, 1 byte below 128, else 0x80 + count and so many bytes │ content
 * </pre>
 */
final class Der {
    private static final int YEAR_UTC_TIME_ENDS = 2050; // RFC 5280, section 4.1.2.5

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return element(0x30, joined(elements));
    }

    static byte[] set(byte[]... elements) {
        return element(0x31, joined(elements));
    }

    static byte[] integer(BigInteger value) {
        return element(0x02, value.toByteArray());
    }

    static byte[] truth() {
        return element(0x01, new byte[] {-1});
    }

    static byte[] text(String text) {
        return element(0x0c, text.getBytes(UTF_8));
    }

    static byte[] octets(byte[] content) {
        return element(0x04, content);
    }

    /** Whole bytes: none of the last one's bits are unused. */
    static byte[] bits(byte[] content) {
        return element(0x03, joined(new byte[] {0}, content));
    }

    static byte[] time(Instant time) {
        ZonedDateTime at = time.atZone(ZoneOffset.UTC);
        boolean isShort = at.getYear() < YEAR_UTC_TIME_ENDS;
        String pattern = isShort ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'";
        String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(at);
        return element(isShort ? 0x17 : 0x18, text.getBytes(US_ASCII));
    }

    /** An object identifier, such as 2.5.29.17. */
    static byte[] identifier(int first, int second, int... others) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(first * 40 + second);
        for (int arc : others) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >>> shift != 0) {
                    content.write(arc >>> shift & 0x7f | 0x80);
                }
            }
            content.write(arc & 0x7f);
        }
        return element(0x06, content.toByteArray());
    }

    /** An element in a numbered pair of brackets. */
    static byte[] explicit(int number, byte[] element) {
        return element(0xa0 | number, element);
    }

    /** Content whose type the number in brackets stands for. */
    static byte[] implicit(int number, byte[] content) {
        return element(0x80 | number, content);
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                out.write(length >>> shift);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... elements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            out.writeBytes(element);
        }
        return out.toByteArray();
    }
}
