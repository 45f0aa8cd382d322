package dev.tain.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private final FrameDecoder decoder = new FrameDecoder(16 * 1024);
    private final List<byte[]> packets = new ArrayList<>();
    private final FrameDecoder.Sink sink = (bytes, offset, length) -> {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        return packets.add(copy);
    };

    @Test
    void aWholePacketIsHandedOnFromTheSlice() {
        byte[] slice = {9, 9, 0, 0, 0, 2, 7, 8};

        boolean goesOn = decoder.feed(slice, 2, 6, (bytes, offset, length) -> {
            assertThat(bytes).isSameAs(slice);
            assertThat(offset).isEqualTo(6);
            assertThat(length).isEqualTo(2);
            return true;
        });

        assertThat(goesOn).isTrue();
        assertThat(decoder.pendingBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void packetsSurviveAnyCutOfTheStream(long seed) {
        Random random = new Random(seed);
        List<byte[]> sent = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            byte[] packet = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 16 * 1024 : 40)];
            random.nextBytes(packet);
            sent.add(packet);
            stream.writeBytes(new byte[] {0, 0, (byte) (packet.length >>> 8), (byte) packet.length});
            stream.writeBytes(packet);
        }

        byte[] all = stream.toByteArray();
        for (int at = 0; at < all.length; ) {
            int slice = Math.min(1 + random.nextInt(random.nextBoolean() ? 6 : 5000), all.length - at);
            assertThat(decoder.feed(all, at, slice, sink)).isTrue();
            at += slice;
        }

        assertThat(packets.toArray(new byte[0][])).isDeepEqualTo(sent.toArray(new byte[0][]));
        assertThat(decoder.pendingBytes()).isZero();
    }

    @Test
    void anHttpRequestIsRefusedAtItsFourthByte() {
        byte[] request = "GET / HTTP/1.1\r\n".getBytes(US_ASCII);

        assertThat(decoder.feed(request, 0, 3, sink)).isTrue();
        assertThat(decoder.feed(request, 3, 1, sink)).isFalse();

        assertThat(decoder.refusal()).isEqualTo(DisconnectReason.MALFORMED);
        assertThat(decoder.refusalDetail()).contains("\"GET \"").contains("HTTP");
        assertThat(packets).isEmpty();
    }

    @Test
    void aTlsHelloIsRefused() {
        assertThat(decoder.feed(new byte[] {0x16, 3, 1, 2, 0, 1}, 0, 6, sink)).isFalse();

        assertThat(decoder.refusal()).isEqualTo(DisconnectReason.MALFORMED);
        assertThat(decoder.refusalDetail()).contains("TLS");
    }

    @Test
    void negativeAndZeroLengthsAreMalformed() {
        assertThat(decoder.feed(new byte[] {-1, -1, -1, -1}, 0, 4, sink)).isFalse();
        FrameDecoder other = new FrameDecoder(100);
        assertThat(other.feed(new byte[] {0, 0, 0, 0}, 0, 4, sink)).isFalse();

        assertThat(decoder.refusal()).isEqualTo(DisconnectReason.MALFORMED);
        assertThat(decoder.refusalDetail()).contains("4294967295");
        assertThat(other.refusal()).isEqualTo(DisconnectReason.MALFORMED);
    }

    @Test
    void aLengthAboveTheLimitIsTooLargeAndSaysBothNumbers() {
        assertThat(decoder.feed(new byte[] {0, 0, 0x40, 1}, 0, 4, sink)).isFalse();

        assertThat(decoder.refusal()).isEqualTo(DisconnectReason.MESSAGE_TOO_LARGE);
        assertThat(decoder.refusalDetail()).contains("16385").contains("16384");
    }

    @Test
    void aRefusedStreamStaysRefused() {
        decoder.feed(new byte[4], 0, 4, sink);

        assertThat(decoder.feed(new byte[] {0, 0, 0, 1, 5}, 0, 5, sink)).isFalse();
        assertThat(packets).isEmpty();
    }

    @Test
    void packetsBeforeTheBadOneAreHandedOn() {
        byte[] stream = {0, 0, 0, 1, 5, 0, 0, 0, 1, 6, -1, -1, -1, -1};

        assertThat(decoder.feed(stream, 0, stream.length, sink)).isFalse();

        assertThat(packets).hasSize(2);
    }

    @Test
    void aSinkThatHasEnoughGetsNoMore() {
        byte[] stream = {0, 0, 0, 1, 5, 0, 0, 0, 1, 6};
        List<Integer> seen = new ArrayList<>();

        boolean goesOn = decoder.feed(stream, 0, stream.length, (bytes, offset, length) -> {
            seen.add((int) bytes[offset]);
            return false;
        });

        assertThat(goesOn).isFalse();
        assertThat(seen).containsExactly(5);
        assertThat(decoder.refusal()).isNull();
    }

    @Test
    void aLimitThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new FrameDecoder(0)).hasMessageContaining("packetBytesMax is 0");
    }
}
