package dev.tain.processor;

import java.util.List;

/** Sources of the behaviours whose generated code the golden files show. */
final class BehaviourFixtures {
    /** As small as they come; the one in the documentation. */
    static final String PLAYER = """
            public class Player extends NetworkBehaviour {
                @SyncVar(hook = "healthChanged") int health = 100;
                final SyncList<Item> inventory = new SyncList<>();
                public record Item(String name, int count) {}

                @Command void fire(Vector3 direction) {}
                @ClientRpc void exploded(Vector3 at) {}
                @TargetRpc void welcome(NetworkConnection target, String text) {}
                void healthChanged(int before, int now) {}
            }
            """;

    /** A base with type variables, a private field, and references. */
    static final String UNIT = """
            public abstract class Unit<T extends Unit<T>> extends NetworkBehaviour {
                @SyncVar @MaxSize(20) String name = "";
                @SyncVar private float speed;
                @SyncVar(hook = "aimed") NetworkIdentity target;
                public float getSpeed() { return speed; }
                public void setSpeed(float speed) { this.speed = speed; }
                static void aimed(NetworkIdentity before, NetworkIdentity now) {}
                @Command protected void follow(T leader, NetworkConnection sender) {}
                @Server protected int cost(int base) { return base; }
            }
            """;

    /** Everything else. */
    static final String TANK = """
            @SyncSettings(mode = SyncMode.OWNER, direction = SyncDirection.CLIENT_TO_SERVER, intervalMillis = 50, marked = true)
            @WireName("tank")
            public class Tank extends Unit<Tank> {
                public static class Vec { public float x; }
                @CodecFor(Vec.class)
                public static class VecCodec implements MutableCodec<Vec> {
                    @Override public Vec create() { return new Vec(); }
                    @Override public void copy(Vec from, Vec into) { into.x = from.x; }
                    @Override public boolean same(Vec a, Vec b) { return a.x == b.x; }
                    @Override public void read(NetworkReader reader, Vec into) { into.x = reader.readFloat(); }
                    @Override public void write(NetworkWriter writer, Vec value) { writer.writeFloat(value.x); }
                }
                enum Mode { IDLE, MOVING }
                @SyncVar final Vec position = new Vec();
                @SyncVar(hook = "turned") Vec aim = new Vec();
                @SyncVar Mode mode = Mode.IDLE;
                @SyncVar @Nullable Integer score;
                @SyncVar double fuel;
                @SyncVar Tank escort;
                final SyncMap<String, @Nullable Integer> stock = new SyncMap<>();
                @SuppressWarnings("ReferenceKey") final SyncSet<NetworkIdentity> seen = new SyncSet<>();
                protected Tank(String name, int... parts) { }
                void turned(Vec before, Vec now) {}
                @Command(requiresAuthority = false) void fire(int call, @Nullable String writer, String... more) {}
                @ClientRpc(includeOwner = false, channel = dev.tain.transport.Channel.UNRELIABLE) public void exploded() {}
                @Client(silent = true) <N extends Number> @Nullable N show(List<N> of) { return null; }
                @Override protected void onTick() {}
                @Override protected void onSerialize(NetworkWriter writer, boolean initial) {}
                @Override protected void onDeserialize(NetworkReader reader, boolean initial) {}
            }
            """;

    static final List<String> ALL = List.of(PLAYER, UNIT, TANK);

    private BehaviourFixtures() {}
}
