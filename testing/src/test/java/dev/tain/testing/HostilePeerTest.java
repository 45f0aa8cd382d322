package dev.tain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientState;
import dev.tain.connection.Report;
import dev.tain.testing.Messages.Asserted;
import dev.tain.testing.Messages.Blob;
import dev.tain.testing.Messages.Chat;
import dev.tain.testing.Messages.Number;
import dev.tain.testing.Messages.Numbers;
import dev.tain.testing.Messages.Percent;
import dev.tain.testing.Messages.Tree;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.PeerAddress;
import dev.tain.wire.NetworkWriter;
import dev.tain.wire.StableHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer that speaks bytes of its own: whatever it says, it alone is cut off. */
class HostilePeerTest {
    private static final int HELLO = 1;
    private static final int FRAGMENT_START = 9;
    private static final int FRAGMENT = 10;
    private static final int REQUEST = 11;
    private static final int KEEP_ALIVE = 7;

    private final MemoryNetwork network = new MemoryNetwork();
    private final List<Report> reports = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final NetworkServer server = NetworkServer.builder()
            .transport(network.server())
            .sendRate(0)
            .reportSink(reports::add)
            .build();
    private final NetworkClient honest = NetworkClient.builder().sendRate(0).build();
    private long now;

    @BeforeEach
    void anHonestClientIsThere() {
        server.registerHandler(Number.class, number -> heard.add("number " + number.value()));
        server.registerHandler(
                Numbers.class,
                numbers -> heard.add("numbers " + numbers.values().size()));
        server.registerHandler(Chat.class, chat -> heard.add("chat " + chat.text()));
        server.registerHandler(Blob.class, blob -> heard.add("blob " + blob.bytes().length));
        server.registerHandler(Asserted.class, asserted -> heard.add("asserted"));
        server.registerHandler(Tree.class, tree -> heard.add("tree"));
        server.registerHandler(Percent.class, percent -> heard.add("percent " + percent.value()));
        server.start();
        honest.connect(network.client());
        tick();
        assertThat(honest.state()).isEqualTo(ClientState.CONNECTED);
    }

    private void tick() {
        for (int i = 0; i < 4; i++) {
            now += 1_000_000;
            server.tick(now);
            honest.tick(now);
        }
    }

    /** A client transport in the hands of somebody who writes the bytes himself. */
    private final class Attacker implements ClientTransport.Listener {
        final ClientTransport transport = network.client();
        boolean gone;

        Attacker() {
            transport.connect();
            poll();
            packet(
                    Channel.RELIABLE,
                    writer -> message(writer, HELLO, body -> {
                        body.writeInt(0x4E494154);
                        body.writeVarUInt(1);
                        body.writeString("");
                        body.writeBoolean(false);
                        body.writeCount(0);
                        body.writeVarUInt(0);
                    }));
        }

        void packet(Channel channel, Consumer<NetworkWriter> content) {
            NetworkWriter writer = new NetworkWriter();
            writer.writeDouble(1.0);
            content.accept(writer);
            raw(channel, writer.toByteArray());
        }

        void raw(Channel channel, byte[] bytes) {
            if (!gone) {
                transport.send(channel, bytes, 0, bytes.length);
                transport.flush(now);
            }
            poll();
        }

        void poll() {
            tick();
            if (!gone) {
                transport.poll(now, this);
            }
            tick();
        }

        @Override
        public void connected(PeerAddress address) {}

        @Override
        public void received(Channel channel, byte[] bytes, int offset, int length) {}

        @Override
        public void disconnected(DisconnectReason reason, String detail) {
            gone = true;
        }
    }

    private static void message(NetworkWriter writer, int id, Consumer<NetworkWriter> content) {
        NetworkWriter body = new NetworkWriter();
        body.writeShort(id);
        content.accept(body);
        writer.writeVarUInt(body.position());
        writer.writeRaw(body.buffer(), 0, body.position());
    }

    private static int id(Class<?> type) {
        return StableHash.hash16("dev.tain.testing.Messages+" + type.getSimpleName());
    }

    private void assertCutOff(Attacker attacker, DisconnectReason reason) {
        assertThat(attacker.gone).isTrue();
        assertThat(server.endCount(reason)).isEqualTo(1);
        assertThat(server.connections()).hasSize(1);
        honest.send(new Chat("still here"));
        tick();
        assertThat(heard).endsWith("chat still here");
        assertThat(honest.state()).isEqualTo(ClientState.CONNECTED);
    }

    @Test
    void sixBytesThatClaimSixteenMillionElementsTakeNoMemory() {
        Attacker attacker = new Attacker();
        attacker.packet(
                Channel.RELIABLE, writer -> message(writer, id(Numbers.class), body -> body.writeVarUInt(16_000_001)));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
        assertThat(heard).doesNotContain("numbers 16000000");
        assertThat(reports).anyMatch(report -> report.text().contains("16000000 elements"));
    }

    @Test
    void aTruncatedMessageIsMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> message(writer, id(Chat.class), body -> body.writeShort(50)));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void bytesLeftOverAreMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> message(writer, id(Number.class), body -> body.writeShort(0)));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void aVariableLengthIntegerThatOverflowsIsMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(
                Channel.RELIABLE,
                writer -> message(writer, id(Number.class), body -> {
                    body.writeByte(255);
                    body.writeLong(-1);
                }));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void aValueTheConstructorRefusesIsMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> message(writer, id(Percent.class), body -> body.writeVarInt(101)));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void anErrorWhileReadingStaysWithItsConnection() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> message(writer, id(Asserted.class), body -> body.writeVarInt(101)));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void listsOfListsCannotClaimTheSameBytesAgainAtEachLevel() {
        NetworkWriter bytes = new NetworkWriter();
        for (int level = 0; level < 60; level++) {
            bytes.writeCount(10_000 - 10 * level);
        }
        while (bytes.position() < 10_000) {
            bytes.writeByte(1);
        }
        Attacker attacker = new Attacker();
        attacker.packet(
                Channel.RELIABLE,
                writer -> message(writer, id(Tree.class), body -> body.writeRaw(bytes.buffer(), 0, bytes.position())));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
        assertThat(reports).anyMatch(report -> report.text().contains("elements of at least"));
    }

    @Test
    void aBuiltInMessageCarriesNothingItNeedNot() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> message(writer, KEEP_ALIVE, body -> body.writeInt(7)));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void aPeersTextWritesNoLinesIntoTheLog() {
        NetworkClient liar = NetworkClient.builder()
                .gameVersion("1\nINFO: admin logged in")
                .sendRate(0)
                .reportSink(report -> {})
                .build();
        liar.connect(network.client());
        for (int i = 0; i < 6; i++) {
            liar.tick(now);
            tick();
        }
        assertThat(reports)
                .anyMatch(report -> report.text().contains("admin"))
                .noneMatch(report -> report.text().contains("\n"));
    }

    @Test
    void aCrowdFromOnePlaceDoesNotKeepOthersOut() {
        List<ClientTransport> silent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ClientTransport transport = network.client();
            transport.connect();
            silent.add(transport);
        }
        tick();
        NetworkClient late = NetworkClient.builder().sendRate(0).build();
        late.connect(network.client());
        for (int i = 0; i < 6; i++) {
            late.tick(now);
            tick();
        }
        assertThat(late.state()).isEqualTo(ClientState.CONNECTED);
        assertThat(server.endCount(DisconnectReason.SERVER_FULL)).isGreaterThanOrEqualTo(200);
    }

    @Test
    void aSizeBeyondThePacketIsMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> writer.writeVarUInt(4000));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void aTimeThatIsNoNumberIsMalformed() {
        Attacker attacker = new Attacker();
        NetworkWriter writer = new NetworkWriter();
        writer.writeDouble(Double.NaN);
        attacker.raw(Channel.RELIABLE, writer.toByteArray());
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void anUnknownMessageEndsItsSender() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> message(writer, 54321, body -> {}));
        assertCutOff(attacker, DisconnectReason.UNKNOWN_MESSAGE);
    }

    @Test
    void aSecondHelloIsMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> message(writer, HELLO, body -> body.writeInt(0x4E494154)));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void aFragmentOutOfPlaceIsMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> message(writer, FRAGMENT, body -> body.writeLong(1)));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void aFragmentOnTheUnreliableChannelIsMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(
                Channel.UNRELIABLE,
                writer -> message(writer, FRAGMENT_START, body -> {
                    body.writeVarUInt(100);
                    body.writeLong(1);
                }));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void fragmentsThatClaimTooMuchAreRefusedBeforeMemoryIsTaken() {
        Attacker attacker = new Attacker();
        attacker.packet(
                Channel.RELIABLE,
                writer -> message(writer, FRAGMENT_START, body -> {
                    body.writeVarUInt(2_000_000_000);
                    body.writeLong(1);
                }));
        assertCutOff(attacker, DisconnectReason.MESSAGE_TOO_LARGE);
    }

    @Test
    void aRequestOfATypeThatIsNoneIsMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(
                Channel.RELIABLE,
                writer -> message(writer, REQUEST, body -> {
                    body.writeVarUInt(1);
                    body.writeShort(id(Number.class));
                    body.writeVarInt(1);
                }));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void aServersMessageFromAClientIsMalformed() {
        Attacker attacker = new Attacker();
        attacker.packet(Channel.RELIABLE, writer -> message(writer, 2, body -> body.writeVarUInt(1)));
        assertCutOff(attacker, DisconnectReason.MALFORMED);
    }

    @Test
    void aHundredThousandViolationsAreAHandfulOfReports() {
        for (int i = 0; i < 300; i++) {
            Attacker attacker = new Attacker();
            attacker.packet(Channel.RELIABLE, writer -> message(writer, 54321, body -> {}));
        }
        assertThat(server.endCount(DisconnectReason.UNKNOWN_MESSAGE)).isEqualTo(300);
        assertThat(reports).hasSizeLessThan(10);

        now += 11_000_000_000L;
        server.tick(now);
        server.tick(now + 1);
        assertThat(reports).anyMatch(report -> report.count() >= 200);
    }

    @Test
    void garbageNeverReachesTheGameNorTheTick() {
        Random random = new Random(20261120);
        for (int i = 0; i < 2000; i++) {
            Attacker attacker = new Attacker();
            for (int k = 0; k < 3; k++) {
                byte[] bytes = new byte[1 + random.nextInt(300)];
                random.nextBytes(bytes);
                if (k > 0 && bytes.length > 12) {
                    System.arraycopy(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xF0, 0x3F}, 0, bytes, 0, 8);
                    bytes[8] = (byte) (bytes.length - 9);
                    int id = random.nextInt(40);
                    bytes[9] = (byte) (id > 14 ? id(Numbers.class) : id);
                    bytes[10] = (byte) (id > 14 ? id(Numbers.class) >> 8 : 0);
                }
                attacker.raw(random.nextInt(4) == 0 ? Channel.UNRELIABLE : Channel.RELIABLE, bytes);
            }
            attacker.transport.abort();
        }
        tick();

        assertThat(reports).noneMatch(report -> report.kind() == Report.Kind.CALLBACK_FAILED);
        assertThat(server.connections()).hasSize(1);
        assertThat(honest.state()).isEqualTo(ClientState.CONNECTED);
    }

    @Test
    void tenThousandConnectionsOneAfterAnotherLeaveNothingBehind() {
        for (int i = 0; i < 10_000; i++) {
            Attacker attacker = new Attacker();
            if (i % 2 == 0) {
                attacker.transport.abort();
            } else {
                attacker.transport.disconnect();
            }
        }
        tick();
        tick();

        assertThat(server.connections()).hasSize(1);
        assertThat(server.connection(10_001)).isNull();
        assertThat(honest.state()).isEqualTo(ClientState.CONNECTED);
    }
}
