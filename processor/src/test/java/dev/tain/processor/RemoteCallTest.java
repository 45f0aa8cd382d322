package dev.tain.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.connection.NetworkConnection;
import dev.tain.value.Vector3;
import dev.tain.wire.MalformedMessageException;
import dev.tain.wire.NetworkReader;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Remote methods of the generated subclass send; what arrives runs the game's own. */
class RemoteCallTest {
    private static final NetworkConnection ALICE = FakeHost.connection("alice");

    private final FakeHost client = new FakeHost(false);
    private final FakeHost server = new FakeHost(true);

    private static final String PLAYER = """
            public class Player extends NetworkBehaviour {
                public record Item(String name, int count) {}
                final List<String> log = new ArrayList<>();
                @Command void fire(Vector3 direction, int power) { log.add("fire " + direction.x() + " " + power); }
                @Command void hello(NetworkConnection sender, @Nullable String text) { log.add(sender + " says " + text); }
                @ClientRpc public void exploded(List<Item> items, int... parts) { log.add("exploded " + items + parts.length); }
                @TargetRpc protected void welcome(NetworkConnection target, String text) { log.add(target + " " + text); }
                @TargetRpc void note(@MaxSize(3) String text) { log.add(text); }
                @Command void aim(NetworkIdentity at, Player by, List<NetworkIdentity> more) {
                    log.add("aim " + at + " " + (by == this) + " " + more);
                }
                @Command void fire() { log.add("bare fire"); }
            }
            """;

    private record Pair(Thing here, Thing there) {}

    private Pair pair(Game game) {
        Thing here = game.thing("Player");
        Thing there = game.thing("Player");
        client.spawn(1, here);
        server.spawn(1, there);
        return new Pair(here, there);
    }

    private FakeHost.Call last() {
        return client.sent.get(client.sent.size() - 1);
    }

    @Test
    void aCallTravelsAndRunsThereOnly() {
        Pair pair = pair(Game.of(PLAYER));

        pair.here.call("fire", new Vector3(1, 2, 3), 4);

        assertThat(pair.here.log()).isEmpty();
        assertThat(last().function()).isZero();
        assertThat(HexFormat.of().formatHex(last().bytes())).isEqualTo("0000803f" + "00000040" + "00004040" + "08");
        pair.there.receive(last(), ALICE, server);
        assertThat(pair.there.log()).hasToString("[fire 1.0 4]");
    }

    @Test
    void aCommandKnowsItsSender() {
        Pair pair = pair(Game.of(PLAYER));

        pair.here.call("hello", null, "hi");
        pair.there.receive(last(), ALICE, server);
        pair.here.call("hello", null, null);
        pair.there.receive(last(), ALICE, server);

        assertThat(last().target()).isNull();
        assertThat(pair.there.log()).hasToString("[alice says hi, alice says null]");
    }

    @Test
    void aTargetIsNotWritten() {
        Pair pair = pair(Game.of(PLAYER));

        pair.here.call("welcome", ALICE, "t");

        assertThat(last().target()).isSameAs(ALICE);
        assertThat(HexFormat.of().formatHex(last().bytes())).isEqualTo("0200" + "74");
        pair.there.receive(last(), FakeHost.connection("server"), server);
        assertThat(pair.there.log()).hasToString("[server t]");
    }

    @Test
    void collectionsAndVariableArgumentsTravel() {
        Game game = Game.of(PLAYER);
        Pair pair = pair(game);

        pair.here.call("exploded", List.of(), new int[] {1, 2});
        pair.there.receive(last(), ALICE, server);

        assertThat(pair.there.log()).hasToString("[exploded []2]");
    }

    @Test
    void referencesAreFoundOrNull() {
        Pair pair = pair(Game.of(PLAYER));
        var known = client.spawn(5);
        server.spawn(5);
        var unknown = client.spawn(6);

        pair.here.call("aim", known, pair.here.behaviour, Arrays.asList(unknown, null, known));
        pair.there.receive(last(), ALICE, server);
        pair.here.call("aim", null, null, List.of());
        pair.there.receive(last(), ALICE, server);

        assertThat(pair.there.log()).hasToString("[aim thing 5 true [null, null, thing 5], aim null false []]");
    }

    @Test
    void aCallThatGoesNowhereWritesNothing() {
        Pair pair = pair(Game.of(PLAYER));
        client.swallowsCalls = true;

        pair.here.call("note", "far too long");

        assertThat(client.sent).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsNamedAndNotSent() {
        Pair pair = pair(Game.of(PLAYER));

        assertThatThrownBy(() -> pair.here.call("note", "four"))
                .hasMessageContaining("Player.note(text) has size 4; @MaxSize allows 3");
        assertThatThrownBy(() -> pair.here.call("fire", null, 1))
                .hasMessage("Player.fire(direction) is null; mark it @Nullable or pass a value");
        assertThat(client.sent).isEmpty();
    }

    @Test
    void aBehaviourOfNoObjectRefusesCalls() {
        Thing alone = Game.of(PLAYER).thing("Player");

        assertThatThrownBy(() -> alone.call("fire"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to no object");
    }

    @Test
    void whateverArrivesRunsOrIsMalformed() {
        Pair pair = pair(Game.of(PLAYER));
        Random random = new Random(20260101L);

        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            try {
                pair.there.receive(random.nextInt(10) - 1, bytes, ALICE, server);
            } catch (MalformedMessageException expected) {
                // the one way to refuse
            }
        }

        assertThatThrownBy(() -> pair.there.receive(7, new byte[0], ALICE, server))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("Player has no remote method 7");
        assertThatThrownBy(() -> pair.there.receive(6, new byte[1], ALICE, server))
                .hasMessageContaining("1 bytes are left");
    }

    private static final String BASE = """
            public abstract class Base<T, N extends Number> extends NetworkBehaviour {
                final List<String> log = new ArrayList<>();
                @Command protected void use(T item) { log.add("base use " + item); }
                @Command void give(List<T> items, N number) { log.add("give " + items + number); }
                @ClientRpc void done() { log.add("base done"); }
            }
            """;

    private static final String DERIVED = """
            public class Player extends Base<String, Integer> {
                @Command void extra(int x) { log.add("extra " + x); }
                @Override @Command protected void use(String item) { super.use(item); log.add("own use " + item); }
                @Override @ClientRpc void done() { super.done(); }
                void done(int x) {}
            }
            """;

    @Test
    void anOverrideKeepsThePlaceOfItsBaseAndMayCallIt() {
        Game game = Game.of(BASE, DERIVED);
        Pair pair = pair(game);

        assertThat(game.schema("Player").functions())
                .extracting("name")
                .containsExactly("use", "give", "done", "extra");
        pair.here.call("use", "sword");
        assertThat(client.sent).hasSize(1);
        assertThat(last().function()).isZero();
        pair.there.receive(last(), ALICE, server);
        assertThat(pair.there.log()).hasToString("[base use sword, own use sword]");
        assertThat(client.sent).hasSize(1);
    }

    @Test
    void parametersOfAGenericBaseHaveTheirConcreteTypes() {
        Game game = Game.of(BASE, DERIVED);
        Pair pair = pair(game);

        pair.here.call("give", List.of("a", "b"), 7);
        pair.there.receive(last(), ALICE, server);

        assertThat(pair.there.log()).hasToString("[give [a, b]7]");
        assertThat(game.schema("Player").shape())
                .isEqualTo("use command(String), give command(List<String>, int), done clientRpc(),"
                        + " extra command(int)");
    }

    @Test
    void madeWithPlainNewAMethodJustRuns() {
        Game game = Game.of(PLAYER);
        Thing plain = new Thing((dev.tain.object.NetworkBehaviour) game.create("Player"));

        plain.call("fire");

        assertThat(plain.log()).hasToString("[bare fire]");
    }

    @Test
    void typeVariablesOfAConstructorArePassedOn() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    <T extends Comparable<T>> Player(List<? super T> all) {}
                    <K, V extends K> Player(Map<K, ? super V> all, V one) {}
                }
                """);

        assertThat(game.type("Player_Networked").getDeclaredConstructors()).hasSize(2);
    }

    @Test
    void constructorsAreMirrored() throws ReflectiveOperationException {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    final List<String> log = new ArrayList<>();
                    public Player(String name, int... more) { log.add(name + more.length); }
                    protected <T extends Comparable<T>> Player(List<? extends T> list, T one) throws java.io.IOException {
                        log.add(list + " " + one);
                    }
                    Player(@Nullable Player other) { log.add("other"); }
                    private Player() {}
                }
                """);
        Class<?> type = game.type("Player_Networked");

        assertThat(type.getDeclaredConstructors()).hasSize(3);
        Thing made = new Thing((dev.tain.object.NetworkBehaviour)
                type.getConstructor(String.class, int[].class).newInstance("n", new int[2]));
        assertThat(made.log()).hasToString("[n2]");
        assertThat(type.getDeclaredConstructor(List.class, Comparable.class).getExceptionTypes())
                .containsExactly(java.io.IOException.class);
        assertThat(type.getDeclaredConstructor(game.type("Player")).getModifiers())
                .isZero();
        assertThat(game.schema("Player").newBehaviour()).isNull();
    }

    @Test
    void guardsAskFirst() {
        Game game = Game.of("""
                public class Player extends Base {
                    @Server int heal(int by) { log.add("heal"); return by; }
                    @Client(silent = true) protected boolean show() { log.add("show"); return true; }
                    @Client public <T extends Number> @Nullable T pick(List<T> of) throws java.io.IOException {
                        log.add("pick"); return of.get(0);
                    }
                    @Override @Server void reset() { super.reset(); log.add("own reset"); }
                    @Override @Server protected void onTick() { log.add("tick"); }
                    @Server char letter() { return 'a'; }
                    @Server double number() { return 1; }
                }
                """, """
                public abstract class Base extends NetworkBehaviour {
                    final List<String> log = new ArrayList<>();
                    @Server void reset() { log.add("base reset"); }
                    @Server long inherited() { return 5; }
                }
                """);
        Thing here = game.thing("Player");
        client.spawn(1, here);
        Thing there = game.thing("Player");
        server.spawn(1, there);

        assertThat(here.call("heal", 3)).isEqualTo(0);
        assertThat(here.call("show")).isEqualTo(true);
        assertThat(here.call("pick", List.of(7))).isEqualTo(7);
        here.call("reset");
        assertThat(here.call("inherited")).isEqualTo(0L);
        assertThat(here.call("letter")).isEqualTo('\0');
        assertThat(here.call("number")).isEqualTo(0.0);
        assertThat(there.call("heal", 3)).isEqualTo(3);
        assertThat(there.call("show")).isEqualTo(false);
        assertThat(there.call("pick", List.of(7))).isNull();
        there.call("reset");
        assertThat(there.call("inherited")).isEqualTo(5L);

        assertThat(here.log()).hasToString("[show, pick]");
        assertThat(there.log()).hasToString("[heal, base reset, own reset]");
        assertThat(client.reports)
                .containsExactly(
                        "@Server heal", "@Server reset", "@Server inherited", "@Server letter", "@Server number");
        assertThat(server.reports).containsExactly("@Client pick");
        assertThat(game.thing("Player").call("heal", 3)).isEqualTo(3);
    }

    @Test
    void referencesInMessagesAndCollectionsTravel() {
        Game game = Game.of("public class Player extends NetworkBehaviour { @Command void take(Hit hit) {} }", """
                public record Hit(NetworkIdentity who, Player by, @Nullable NetworkBehaviour any, List<NetworkIdentity> all,
                        Set<Player> set, Map<NetworkIdentity, Integer> counts, Optional<Player> maybe, NetworkIdentity[] array)
                        implements NetworkMessage {
                    static Hit sample() {
                        return new Hit(null, null, null, Arrays.asList((NetworkIdentity) null), Set.of(), Map.of(),
                                Optional.empty(), new NetworkIdentity[] {null});
                    }
                }
                """);

        assertThat(game.codec("Hit").shape())
                .isEqualTo("who NetworkIdentity, by Player, any NetworkBehaviour, all List<NetworkIdentity>, set"
                        + " Set<Player>, counts Map<NetworkIdentity, int>, maybe Optional<Player>, array"
                        + " NetworkIdentity[]");
        assertThat(game.hexOf("Hit", game.sample("Hit")))
                .isEqualTo("00" + "00" + "00" + "0200" + "01" + "01" + "00" + "0200");
        Thing player = game.thing("Player");
        var object = server.spawn(1, player);
        NetworkReader reader = new NetworkReader(HexFormat.of()
                .parseHex("01" + "0100" + "0900" + "03" + "01" + "09" + "03" + "0100" + "0900" + "03" + "0902" + "0104"
                        + "01" + "0900" + "0201"));
        reader.context(server.lookup());
        assertThat(game.codec("Hit").read(reader).toString())
                .startsWith("Hit[who=" + object + ", by=" + player.behaviour + ", any=null, all=[" + object
                        + ", null], set=[" + player.behaviour + "], counts={" + object
                        + "=2}, maybe=Optional.empty, array=");
        assertThat(reader.remaining()).isZero();
    }
}
