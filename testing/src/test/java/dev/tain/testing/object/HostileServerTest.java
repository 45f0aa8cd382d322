package dev.tain.testing.object;

import static dev.tain.testing.object.World.hero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.ClientListener;
import dev.tain.connection.ClientState;
import dev.tain.connection.Disconnect;
import dev.tain.connection.NetworkConnection;
import dev.tain.connection.Report;
import dev.tain.object.NetworkIdentity;
import dev.tain.transport.Channel;
import dev.tain.transport.ClientTransport;
import dev.tain.transport.DisconnectReason;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.PeerAddress;
import dev.tain.transport.ServerTransport;
import dev.tain.value.Vector3;
import dev.tain.wire.NetworkWriter;
import dev.tain.wire.StableHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A server that is broken or hostile: an honest client leaves it with a reason, and its own tick goes on. */
class HostileServerTest {
    private static final int HELLO = 1;
    private static final int WELCOME = 2;
    private static final int PREFAB = 16;
    private static final int SPAWN = 17;
    private static final int BURST_BEGIN = 18;
    private static final int BURST_END = 19;
    private static final int DESTROY = 20;
    private static final int OWNER = 21;
    private static final int STATE = 22;
    private static final int CALL = 23;
    private static final int PARENT = 24;

    private final List<Report> reports = new ArrayList<>();
    private final Bad server = new Bad();
    private long now;

    /** A server transport in the hands of somebody who writes the bytes himself. */
    private static final class Bad implements ServerTransport.Listener {
        final MemoryNetwork network = new MemoryNetwork();
        final ServerTransport transport = network.server();
        int last;

        Bad() {
            transport.start();
        }

        @Override
        public void connected(int connectionId, PeerAddress address) {
            last = connectionId;
        }

        @Override
        public void received(int connectionId, Channel channel, byte[] bytes, int offset, int length) {}

        @Override
        public void disconnected(int connectionId, DisconnectReason reason, String detail) {}
    }

    /** An honest client of that server, with two objects to play with: a hero of number 1, a mover of number 2. */
    private final class Victim implements ClientListener {
        final NetworkClient client = NetworkClient.builder()
                .prefabs(World.PREFABS)
                .sendRate(0)
                .listener(this)
                .reportSink(reports::add)
                .build();

        @Nullable
        Disconnect ended;

        Victim() {
            client.connect(server.network.client());
            tick();
            tell(WELCOME, body -> {
                body.writeVarUInt(1);
                body.writeBoolean(true);
                body.writeVarUInt(0);
            });
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            client.ready();
        }

        void tick() {
            now += 1_000_000;
            client.tick(now);
            server.transport.poll(now, server);
            server.transport.flush(now);
            client.tick(now);
        }

        void packet(byte[] packet) {
            server.transport.send(server.last, Channel.RELIABLE, packet, 0, packet.length);
            tick();
        }

        void tell(int id, Consumer<NetworkWriter> message) {
            NetworkWriter body = new NetworkWriter();
            body.writeShort(id);
            message.accept(body);
            packet(HostileServerTest.packet(body));
        }

        void leftBecause(DisconnectReason reason) {
            assertThat(ended).isNotNull();
            assertThat(ended.reason()).isEqualTo(reason);
            assertThat(ended.byPeer()).isFalse();
            assertThat(client.state()).isEqualTo(ClientState.DISCONNECTED);
            assertThat(client.objects()).isEmpty();
        }

        @Override
        public void disconnected(Disconnect why) {
            ended = why;
        }
    }

    private static byte[] packet(NetworkWriter message) {
        NetworkWriter packet = new NetworkWriter();
        packet.writeDouble(1);
        packet.writeVarUInt(message.position());
        packet.writeRaw(message.buffer(), 0, message.position());
        return packet.toByteArray();
    }

    /** What an honest server says to a client to which many things happen, packet by packet. */
    private static List<byte[]> recording() {
        MemoryNetwork network = new MemoryNetwork();
        NetworkServer honest = NetworkServer.builder()
                .transport(network.server())
                .prefabs(World.PREFABS)
                .sendRate(0)
                .reportSink(report -> {})
                .build();
        honest.start();
        List<byte[]> heard = new ArrayList<>();
        ClientTransport recorder = network.client();
        ClientTransport.Listener tape = new ClientTransport.Listener() {
            @Override
            public void connected(PeerAddress server) {}

            @Override
            public void received(Channel channel, byte[] bytes, int offset, int length) {
                heard.add(Arrays.copyOfRange(bytes, offset, offset + length));
            }

            @Override
            public void disconnected(DisconnectReason reason, String detail) {}
        };
        long[] now = {0};
        Runnable tick = () -> {
            now[0] += 1_000_000;
            honest.tick(now[0]);
            recorder.poll(now[0], tape);
        };
        recorder.connect();
        tick.run();
        NetworkWriter hello = new NetworkWriter();
        hello.writeShort(HELLO);
        hello.writeInt(0x4E494154);
        hello.writeVarUInt(1);
        hello.writeString("");
        hello.writeBoolean(false);
        hello.writeCount(0);
        hello.writeVarUInt(0);
        byte[] packet = packet(hello);
        recorder.send(Channel.RELIABLE, packet, 0, packet.length);
        recorder.flush(now[0]);
        tick.run();
        NetworkConnection connection = Objects.requireNonNull(honest.connection(1));
        NetworkIdentity early = honest.spawn(honest.instantiate("rock"));
        NetworkIdentity player = honest.instantiate("hero");
        honest.addPlayer(connection, player);
        tick.run();
        NetworkIdentity mover = honest.instantiate("mover");
        mover.parent(player);
        mover.pose().position(1, 2, 3).scale(2, 2, 2);
        honest.spawn(mover, connection);
        NetworkIdentity drawing = honest.spawn(honest.instantiate("drawing"));
        tick.run();
        for (int i = 0; i < 6; i++) {
            Hero hero = hero(player);
            hero.health--;
            hero.name = "Name " + i;
            hero.target = i % 2 == 0 ? mover : null;
            hero.items.add("item " + i);
            hero.scores.put("key " + i % 3, i);
            hero.flags.add(i);
            hero.exploded(new Vector3(i, 0, 0));
            hero.whisper("psst");
            player.behaviour(Pack.class).secrets.add("s" + i);
            drawing.behaviour(Drawing.class).pixels = new int[] {i, i, i};
            drawing.behaviour(Drawing.class).markChanged();
            tick.run();
        }
        honest.removeAuthority(mover);
        mover.parent(null);
        honest.spawnSceneObjects();
        tick.run();
        honest.setNotReady(connection);
        honest.setReady(connection);
        honest.destroy(early);
        tick.run();
        honest.stop();
        assertThat(heard).hasSizeGreaterThan(8);
        return heard;
    }

    @Test
    void messagesThatSayWhatCannotBeEndTheConnection() {
        List<Consumer<Victim>> lies = List.of(
                victim -> victim.tell(SPAWN, body -> {}),
                victim -> victim.tell(SPAWN, body -> {
                    body.writeVarUInt(0);
                    body.writeVarUInt(0);
                    body.writeByte(0);
                }),
                victim -> victim.tell(SPAWN, body -> {
                    body.writeVarUInt(1);
                    body.writeVarUInt(77);
                    body.writeByte(0);
                }),
                victim -> {
                    define(victim, "rock", Rock.class);
                    spawn(victim, 1, body -> {}); // the field is missing
                },
                victim -> {
                    define(victim, "rock", Rock.class);
                    spawn(victim, 1, body -> {
                        body.writeVarInt(5);
                        body.writeByte(0);
                    });
                },
                victim -> victim.tell(PREFAB, body -> {
                    body.writeVarUInt(1);
                    body.writeBoolean(false);
                    body.writeString("rock");
                    body.writeCount(1_000_000);
                }),
                victim -> {
                    aRock(victim);
                    victim.tell(STATE, body -> {
                        body.writeVarUInt(1);
                        body.writeCount(3);
                        body.writeVarULong(2); // there is no second field
                        body.writeShort(0);
                    });
                },
                victim -> {
                    aRock(victim);
                    victim.tell(STATE, body -> {
                        body.writeVarUInt(1);
                        body.writeCount(1000);
                    });
                },
                victim -> {
                    aRock(victim);
                    victim.tell(OWNER, body -> {
                        body.writeVarUInt(1);
                        body.writeByte(1);
                        body.writeCount(0);
                        body.writeByte(9);
                    });
                },
                victim -> {
                    aRock(victim);
                    victim.tell(CALL, body -> {
                        body.writeVarUInt(1);
                        body.writeVarUInt(0); // a rock has no remote methods
                    });
                },
                victim -> victim.tell(DESTROY, body -> {}),
                victim -> victim.tell(PARENT, body -> body.writeVarUInt(1)),
                victim -> victim.tell(BURST_BEGIN, body -> body.writeByte(1)),
                victim -> victim.tell(14, body -> body.writeByte(0)));
        for (int i = 0; i < lies.size(); i++) {
            Victim victim = new Victim();

            lies.get(i).accept(victim);

            assertThat(victim.ended).as("lie %s", i).isNotNull();
            victim.leftBecause(DisconnectReason.MALFORMED);
        }
        assertThat(reports).noneMatch(report -> report.kind() == Report.Kind.CALLBACK_FAILED);
    }

    private static void define(Victim victim, String name, Class<?> behaviour) {
        victim.tell(PREFAB, body -> {
            body.writeVarUInt(1);
            body.writeBoolean(false);
            body.writeString(name);
            body.writeCount(1);
            body.writeShort(StableHash.hash16(behaviour.getName()));
        });
    }

    private static void spawn(Victim victim, int netId, Consumer<NetworkWriter> state) {
        victim.tell(SPAWN, body -> {
            body.writeVarUInt(netId);
            body.writeVarUInt(1);
            body.writeByte(0);
            state.accept(body);
        });
    }

    private static void aRock(Victim victim) {
        define(victim, "rock", Rock.class);
        spawn(victim, 1, body -> body.writeVarInt(5));
        assertThat(victim.client.objects()).hasSize(1);
    }

    @Test
    void objectsNobodyKnowsAreIgnored() {
        Victim victim = new Victim();

        victim.tell(DESTROY, body -> {
            body.writeVarUInt(99);
            body.writeBoolean(true);
        });
        victim.tell(PARENT, body -> {
            body.writeVarUInt(99);
            body.writeVarUInt(98);
        });
        victim.tell(OWNER, body -> {
            body.writeVarUInt(99);
            body.writeByte(1);
            body.writeCount(0);
        });
        victim.tell(STATE, body -> {
            body.writeVarUInt(99);
            body.writeCount(2);
            body.writeShort(0);
        });
        victim.tell(CALL, body -> {
            body.writeVarUInt(99);
            body.writeVarUInt(3);
        });

        assertThat(victim.client.state()).isEqualTo(ClientState.CONNECTED);
        assertThat(victim.client.callsDropped()).isEqualTo(3);
    }

    @Test
    void aPrefabOfOtherBehavioursIsNamed() {
        Victim victim = new Victim();

        define(victim, "rock", Mover.class);
        spawn(victim, 1, body -> {});

        victim.leftBecause(DisconnectReason.SCHEMA_MISMATCH);
        assertThat(victim.ended).isNotNull();
        assertThat(victim.ended.text()).contains("rock", "Mover", "Rock");
    }

    @Test
    void aPrefabThatIsNotThereIsTheEnd() {
        Victim victim = new Victim();

        define(victim, "unicorn", Rock.class);
        spawn(victim, 1, body -> body.writeVarInt(5));

        victim.leftBecause(DisconnectReason.SCHEMA_MISMATCH);
        assertThat(victim.ended.text()).contains("no prefab 'unicorn'", "rock");
    }

    @Test
    void aCodecOfTheGameThatThrowsEndsTheConnectionAndNotTheTick() {
        for (int[] sides : new int[][] {{7}, {1, 7}}) {
            Victim victim = new Victim();
            define(victim, "dice", Dice.class);

            spawn(victim, 1, body -> {
                body.writeByte(sides[0]);
                if (sides.length > 1) {
                    body.writeCount(1);
                    body.writeByte(sides[1]);
                }
            });

            victim.leftBecause(DisconnectReason.MALFORMED);
            assertThat(victim.ended).isNotNull();
            assertThat(victim.ended.text()).contains("a die has six sides");
        }
    }

    @Test
    void parentsInACircleDoNotHangAnybody() {
        Victim victim = new Victim();
        aRock(victim);
        spawn(victim, 2, body -> body.writeVarInt(5));
        for (int[] pair : new int[][] {{1, 2}, {2, 1}, {1, 1}}) {
            victim.tell(PARENT, body -> {
                body.writeVarUInt(pair[0]);
                body.writeVarUInt(pair[1]);
            });
        }
        for (NetworkIdentity object : victim.client.objects()) {
            int steps = 0;
            for (NetworkIdentity at = object; at != null; at = at.parent()) {
                assertThat(++steps).isLessThan(3);
            }
        }
        victim.tell(DESTROY, body -> {
            body.writeVarUInt(1);
            body.writeBoolean(true);
        });
        victim.client.disconnect();
        assertThat(victim.client.objects()).isEmpty();
    }

    @Test
    void aRecordingOfAnHonestServerIsUnderstood() {
        Victim victim = new Victim();
        List<byte[]> packets = recording();

        for (byte[] packet : packets.subList(1, packets.size() - 1)) { // without the welcome and the goodbye
            victim.packet(packet);
        }

        assertThat(victim.client.state()).isEqualTo(ClientState.CONNECTED);
        assertThat(victim.client.localPlayer()).isNotNull();
        assertThat(hero(victim.client.localPlayer()).items).hasSize(6);
    }

    @Test
    void wrongBytesInARecordingEndTheConnectionOrAreValues() {
        List<byte[]> packets = recording();
        Random random = new Random(3);
        int ended = 0;
        for (int run = 0; run < 400; run++) {
            Victim victim = new Victim();
            int from = random.nextInt(packets.size() - 2);
            for (byte[] packet : packets.subList(1, packets.size() - 1)) {
                byte[] wrong = packet.clone();
                if (from-- <= 0) {
                    for (int i = random.nextInt(4); i > 0; i--) {
                        wrong[8 + random.nextInt(wrong.length - 8)] = (byte) random.nextInt();
                    }
                }
                if (victim.ended == null) {
                    victim.packet(wrong);
                }
            }
            ended += victim.ended == null ? 0 : 1;
            if (victim.ended == null) {
                victim.client.disconnect();
            }
            assertThat(victim.client.objects()).isEmpty();
            assertThat(victim.client.localPlayer()).isNull();
        }
        assertThat(ended).isGreaterThan(200);
    }

    @Test
    void randomBytesInObjectMessagesEndTheConnectionOrAreValues() {
        Random random = new Random(5);
        Victim victim = new Victim();
        aRock(victim);
        int ended = 0;
        for (int i = 0; i < 6000; i++) {
            if (victim.ended != null) {
                ended++;
                victim = new Victim();
                aRock(victim);
                define(victim, "mover", Mover.class);
                spawn(victim, 2, body -> {
                    body.writeFloat(1);
                    body.writeCount(0);
                });
            }
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = (byte) (1 + random.nextInt(2));
            }
            int id = 15 + random.nextInt(10);
            victim.tell(id, body -> body.writeRaw(bytes, 0, bytes.length));
        }
        assertThat(ended).isGreaterThan(300);
    }

    @Test
    void afterABadServerTheSameClientPlaysOnAGoodOne() {
        Victim victim = new Victim();
        aRock(victim);
        victim.tell(BURST_BEGIN, body -> {});
        victim.tell(SPAWN, body -> {});
        victim.leftBecause(DisconnectReason.MALFORMED);
        MemoryNetwork network = new MemoryNetwork();
        NetworkServer good = NetworkServer.builder()
                .transport(network.server())
                .prefabs(World.PREFABS)
                .sendRate(0)
                .build();
        good.start();
        NetworkIdentity object = good.spawn(good.instantiate("hero"));

        victim.client.connect(network.client());
        for (int i = 0; i < 10; i++) {
            now += 1_000_000;
            good.tick(now);
            victim.client.tick(now);
            if (i == 5) {
                victim.client.ready();
            }
        }

        assertThat(hero(victim.client, object).health).isEqualTo(100);
    }

    @Test
    void aBurstThatNeverEndsIsForgottenAtTheEnd() {
        Victim victim = new Victim();
        define(victim, "rock", Rock.class);
        victim.tell(BURST_BEGIN, body -> {});
        for (int i = 1; i < 100; i++) {
            spawn(victim, i, body -> body.writeVarInt(5));
        }
        victim.tell(BURST_BEGIN, body -> {});
        victim.tell(BURST_END, body -> {});
        assertThat(victim.client.objects()).isEmpty();
        assertThat(victim.client.state()).isEqualTo(ClientState.CONNECTED);
    }
}
