package dev.tain.transport.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** A token is good for the address it was sent to, for ten seconds, at the server that made it. */
class AddressTokensTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("203.0.113.7", 4711);
    private static final byte[] ID = {1, 2, 3, 4, 5, 6, 7, 8};

    private long nanos = 5_000_000_000L;
    private final AddressTokens tokens = new AddressTokens(new SecureRandom(), () -> nanos);

    private ByteBuf token() {
        ByteBuf token = Unpooled.buffer();
        assertThat(tokens.writeToken(token, Unpooled.wrappedBuffer(ID), PEER)).isTrue();
        return token;
    }

    @Test
    void aTokenThatComesBackLeadsToTheIdInIt() {
        ByteBuf token = token();

        int at = tokens.validateToken(token, PEER);

        byte[] id = new byte[token.readableBytes() - at];
        token.getBytes(at, id);
        assertThat(id).isEqualTo(ID);
        assertThat(token.readableBytes()).isLessThanOrEqualTo(tokens.maxTokenLength());
    }

    @Test
    void nobodyElseMayUseIt() {
        assertThat(tokens.validateToken(token(), new InetSocketAddress("203.0.113.8", 4711)))
                .isEqualTo(-1);
        assertThat(tokens.validateToken(token(), new InetSocketAddress("203.0.113.7", 4712)))
                .isEqualTo(-1);
        assertThat(tokens.validateToken(token(), new InetSocketAddress("::1", 4711)))
                .isEqualTo(-1);
    }

    @Test
    void itIsOverAfterTenSeconds() {
        ByteBuf token = token();

        nanos += 10_000_000_000L;
        assertThat(tokens.validateToken(token, PEER)).isPositive();
        nanos += 1_000_000_000L;
        assertThat(tokens.validateToken(token, PEER)).isEqualTo(-1);
        nanos = 0;
        assertThat(tokens.validateToken(token, PEER)).isEqualTo(-1);
    }

    @Test
    void anotherStartHasAnotherKey() {
        AddressTokens later = new AddressTokens(new SecureRandom(), () -> nanos);

        assertThat(later.validateToken(token(), PEER)).isEqualTo(-1);
    }

    @Test
    void noBitOfItMayChange() {
        for (int bit = 0; bit < 8 * token().readableBytes(); bit++) {
            ByteBuf token = token();
            token.setByte(bit / 8, token.getByte(bit / 8) ^ 1 << (bit & 7));

            assertThat(tokens.validateToken(token, PEER)).isEqualTo(-1);
        }
    }

    @Test
    void noneOfItMayBeMissingOrTooMuch() {
        ByteBuf token = token();
        for (int length = 0; length < token.readableBytes(); length++) {
            assertThat(tokens.validateToken(token.slice(0, length), PEER)).isEqualTo(-1);
        }
        assertThat(tokens.validateToken(
                        Unpooled.wrappedBuffer(token(), Unpooled.buffer(100).writeZero(100)), PEER))
                .isEqualTo(-1);
    }
}
