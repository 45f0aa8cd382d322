package dev.tain.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tain.annotation.SyncDirection;
import dev.tain.annotation.SyncMode;
import dev.tain.codegen.BehaviourSync;
import dev.tain.codegen.RemoteFunction;
import dev.tain.object.SyncList;
import dev.tain.object.SyncMap;
import dev.tain.object.SyncSet;
import dev.tain.transport.Channel;
import dev.tain.wire.Codec;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import dev.tain.wire.StableHash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A schema says what a class of behaviours is called, is made of and how it is kept in step. */
class SchemaTest {
    private record Visited(Object collection, Codec<?> element, Codec<?> value) {}

    private static List<Visited> visited(Thing thing) {
        List<Visited> all = new ArrayList<>();
        thing.schema()
                .collections(
                        thing.behaviour,
                        (collection, element, value) -> all.add(new Visited(collection, element, value)));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static String hex(Codec<?> codec, Object value) {
        NetworkWriter writer = new NetworkWriter();
        ((Codec<Object>) codec).write(writer, value);
        return HexFormat.of().formatHex(writer.toByteArray());
    }

    @Test
    void namesAndSettingsAreInherited() {
        Game game = Game.of("""
                @SyncSettings(mode = SyncMode.OWNER, direction = SyncDirection.CLIENT_TO_SERVER, intervalMillis = 20, marked = true)
                public class Base extends NetworkBehaviour {
                    @WireName("door") public static class Door extends Base {}
                    @SyncSettings(intervalMillis = 5) public static class Gate extends Door {}
                    static class Wall extends NetworkBehaviour {}
                }
                """);
        BehaviourSync own = new BehaviourSync(SyncMode.OWNER, SyncDirection.CLIENT_TO_SERVER, 20, true);

        assertThat(game.schema("Base").sync()).isEqualTo(own);
        assertThat(game.schema("Base.Door").sync()).isEqualTo(own);
        assertThat(game.schema("Base.Gate").sync())
                .isEqualTo(new BehaviourSync(SyncMode.OBSERVERS, SyncDirection.SERVER_TO_CLIENT, 5, false));
        assertThat(game.schema("Base.Door").wireName()).isEqualTo("door");
        assertThat(game.schema("Base.Door").id()).isEqualTo(StableHash.hash16("door"));
        assertThat(game.schema("Base.Gate").wireName()).isEqualTo("com.game.Base+Gate");
        assertThat(game.schema("Base.Gate").type()).isEqualTo(game.type("Base$Gate"));
        assertThat(game.schema("Base.Door").shape()).isEqualTo("<CLIENT_TO_SERVER>");
        assertThat(game.thing("Base.Wall").schema()).isSameAs(game.schema("Base.Wall"));
    }

    @Test
    void functionsKeepTheirOptions() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    @Command(requiresAuthority = false, channel = dev.tain.transport.Channel.UNRELIABLE) void a() {}
                    @Command void b() {}
                    @ClientRpc(includeOwner = false, channel = dev.tain.transport.Channel.SEQUENCED) void c() {}
                    @ClientRpc void d() {}
                    @TargetRpc(channel = dev.tain.transport.Channel.UNRELIABLE) void e() {}
                }
                """);

        assertThat(game.schema("Player").functions())
                .containsExactly(
                        RemoteFunction.command("a", Channel.UNRELIABLE, false),
                        RemoteFunction.command("b", Channel.RELIABLE, true),
                        RemoteFunction.clientRpc("c", Channel.SEQUENCED, false),
                        RemoteFunction.clientRpc("d", Channel.RELIABLE, true),
                        RemoteFunction.targetRpc("e", Channel.UNRELIABLE));
        assertThat(game.schema("Player").shape())
                .isEqualTo("a command(), b command(), c clientRpc(), d clientRpc(), e targetRpc()");
    }

    @Test
    void collectionsAreNamedBaseFirstWithTheirCodecs() {
        Game game = Game.of("""
                public class Player extends Base<String, Integer> {
                    final SyncList<int[]> last = new SyncList<>();
                    @SuppressWarnings("ReferenceKey") final SyncSet<NetworkIdentity> seen = new SyncSet<>();
                    final SyncList<List<@MaxSize(2) String>> nested = new SyncList<>();
                }
                """, """
                public abstract class Base<K, V> extends NetworkBehaviour {
                    protected final SyncMap<K, @Nullable V> stock = new SyncMap<>();
                }
                """);
        Thing player = game.thing("Player");
        List<Visited> all = visited(player);

        assertThat(all.stream().map(Visited::collection))
                .containsExactly(player.get("stock"), player.get("last"), player.get("seen"), player.get("nested"));
        assertThat(all.get(0).collection()).isInstanceOf(SyncMap.class);
        assertThat(all.get(1).collection()).isInstanceOf(SyncList.class);
        assertThat(all.get(2).collection()).isInstanceOf(SyncSet.class);
        assertThat(hex(all.get(0).element(), "k")).isEqualTo("0200" + "6b");
        assertThat(hex(all.get(0).value(), null)).isEqualTo("00");
        assertThat(hex(all.get(0).value(), 1)).isEqualTo("0102");
        assertThat(hex(all.get(1).element(), new int[] {1})).isEqualTo("02" + "01000000");
        assertThat(hex(all.get(2).element(), null)).isEqualTo("00");
        assertThat(all.get(1).value()).isNull();
        assertThat(all.get(0).value().read(new NetworkReader(new byte[] {1, 2})))
                .isEqualTo(1);
        assertThat(all.get(3).element().read(new NetworkReader(HexFormat.of().parseHex("02" + "0200" + "61"))))
                .isEqualTo(List.of("a"));
        assertThat(game.schema("Player").shape())
                .isEqualTo("stock SyncMap<String, int?>, last SyncList<int[]>, seen SyncSet<NetworkIdentity>, nested"
                        + " SyncList<List<String>>");
        assertThatThrownBy(() -> hex(all.get(0).element(), null))
                .hasMessage("Base.stock has a null key; mark it @Nullable or leave it out");
        assertThatThrownBy(() -> hex(all.get(3).element(), List.of("abc"))).hasMessageContaining("has size 3");
    }

    @Test
    void aCollectionThatIsNotThereIsNamed() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    final SyncList<String> items;
                    Player() { items = null; }
                }
                """);

        assertThatThrownBy(() -> visited(game.thing("Player")))
                .hasMessage("Player.items is null; set it in the constructor");
    }

    @Test
    void whatIsOverriddenIsKnown() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    public static class Ticking extends Player { @Override protected void onTick() {} }
                    public static class Below extends Ticking {}
                    public static class Own extends Player {
                        @Override protected void onSerialize(NetworkWriter writer, boolean initial) {}
                        @Override protected void onDeserialize(NetworkReader reader, boolean initial) {}
                    }
                }
                """);

        assertThat(game.schema("Player").ticks()).isFalse();
        assertThat(game.schema("Player.Ticking").ticks()).isTrue();
        assertThat(game.schema("Player.Below").ticks()).isTrue();
        assertThat(game.schema("Player.Own").ticks()).isFalse();
        assertThat(game.schema("Player.Below").serializesItself()).isFalse();
        assertThat(game.schema("Player.Own").serializesItself()).isTrue();
        assertThat(game.schema("Player.Own").shape()).isEqualTo("onSerialize <by hand>");
    }

    @Test
    void aConstructorWithoutArgumentsMakesBehaviours() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    private static class Secret {}
                    protected Player() {}
                    Player(Secret secret) {}
                    public static class Other extends Player { Other(int x) {} }
                    public static class Risky extends Player { Risky() throws Exception {} }
                }
                """);

        assertThat(game.schema("Player").newBehaviour()).isInstanceOf(game.type("Player_Networked"));
        assertThat(game.schema("Player.Other").newBehaviour()).isNull();
        assertThat(game.schema("Player.Risky").newBehaviour()).isNull();
    }

    @Test
    void typesOfAGameMayBeCalledLikeThoseOfTheLibrary() {
        Game game = Game.of("""
                public class Player extends NetworkBehaviour {
                    public enum Channel { A }
                    public record Objects(int x) {}
                    public record References(Channel channel) {}
                    static class List {}
                    static class OutgoingCall {}
                    static class NetworkWriter {}
                    @SyncVar Objects objects = new Objects(1);
                    @SyncVar References references = new References(Channel.A);
                    @SyncVar NetworkIdentity target;
                    @SyncVar Sync sync = new Sync(1);
                    @SyncVar String text = "";
                    final SyncList<References> items = new SyncList<>();
                    @Command void fire(Objects objects, java.util.List<References> list, NetworkIdentity target, Sync sync) {}
                    @Server List list(List of) { return of; }
                }
                """, "public record Sync(int x) {}");

        assertThat(game.thing("Player").captured()).isNotNull();
    }

    @Test
    void behavioursOfTheUnnamedPackageWork() {
        com.google.testing.compile.Compilation compilation = com.google.testing.compile.Compiler.javac()
                .withProcessors(new TainProcessor())
                .compile(
                        com.google.testing.compile.JavaFileObjects.forSourceString(
                                "Player",
                                "class Player extends dev.tain.object.NetworkBehaviour { @dev.tain.annotation.SyncVar int x; }"));

        com.google.testing.compile.CompilationSubject.assertThat(compilation).succeededWithoutWarnings();
    }
}
