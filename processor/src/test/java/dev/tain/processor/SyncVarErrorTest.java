package dev.tain.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.tain.processor.Refusal.FIRST_LINE;
import static dev.tain.processor.Refusal.assertRefused;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;

/** Every rule about synchronised fields and collections is a compile error with a key, a sentence and a way out. */
class SyncVarErrorTest {
    private static void assertPlayerRefused(String members, String error) {
        assertRefused("public class Player extends NetworkBehaviour {\n" + members + "\n}", error, FIRST_LINE + 1);
    }

    @Test
    void staticAndFinalFieldsAreRefused() {
        assertPlayerRefused(
                "@SyncVar static int health;",
                "[StaticSyncVar] Player.health is static, and state belongs to an object; remove static.");
        assertPlayerRefused(
                "@SyncVar final int health = 1;",
                "[FinalSyncVar] Player.health is final, so a client cannot set it; remove final, or give its type a"
                        + " MutableCodec, which copies into it.");
    }

    @Test
    void aCollectionIsNoSyncVar() {
        assertPlayerRefused(
                "@SyncVar final SyncList<String> items = new SyncList<>();",
                "[SyncVarCollection] Player.items is a SyncList, which is kept in step by itself; remove @SyncVar.");
    }

    @Test
    void aTypeVariableIsRefused() {
        assertRefused(
                "public abstract class Base<T> extends NetworkBehaviour { @SyncVar T held; }",
                "[GenericField] Base.held has the type variable T as its type; declare a concrete type.");
    }

    @Test
    void whatCanChangeInPlaceIsRefused() {
        assertPlayerRefused(
                "@SyncVar int[] scores;",
                "[MutableSyncVar] Player.scores is an int[], whose elements can change in place, which nobody would"
                        + " notice; use a SyncList, or a record.");
        assertPlayerRefused(
                "@SyncVar List<String> names;",
                "[MutableSyncVar] Player.names is a java.util.List<java.lang.String>, which can change in place, which"
                        + " nobody would notice; use a final SyncList<String> without @SyncVar.");
        assertPlayerRefused(
                "@SyncVar Map<String, Integer> names;", "use a final SyncMap<String, Integer> without @SyncVar.");
        assertPlayerRefused("@SyncVar HashSet<String> names;", "use a final SyncSet<String> without @SyncVar.");
        assertPlayerRefused(
                "@SyncVar Stats stats; static class Stats { public int hp; }",
                "[MutableSyncVar] Player.stats is a com.game.Player.Stats, and Stats.hp is not final, so it can change"
                        + " in place, which nobody would notice; make that immutable as well, or write a"
                        + " MutableCodec<Player.Stats> and mark it @CodecFor.");
        assertPlayerRefused(
                "@SyncVar Bag bag; record Bag(String name, List<String> items) {}",
                "[MutableSyncVar] Player.bag is a com.game.Player.Bag, and Bag.items is a"
                        + " java.util.List<java.lang.String>, which can change in place, which nobody would notice;"
                        + " make that immutable as well, or write a MutableCodec<Player.Bag> and mark it @CodecFor.");
        assertPlayerRefused(
                "@SyncVar Date date;",
                "[MutableSyncVar] Player.date is a java.util.Date, which can change in place, which nobody would notice;"
                        + " make it a record, or a class whose fields are all final, or write a MutableCodec<Date> and"
                        + " mark it @CodecFor.");
        assertPlayerRefused(
                "@SyncVar Optional<int[]> scores;", "and its value is an int[], whose elements can change in place");
        assertPlayerRefused(
                "@SyncVar Shape shape; sealed interface Shape permits Round {} record Round(int[] r) implements Shape {}",
                "[MutableSyncVar] Player.shape is a com.game.Player.Shape, and Round.r is an int[]");
        assertPlayerRefused(
                "@SyncVar Shape shape; interface Shape {}",
                "is a com.game.Player.Shape, whose subtypes may change in place");
        assertPlayerRefused(
                "@SyncVar Shape shape; sealed interface Shape permits Round {} non-sealed interface Round extends Shape {}",
                "and its subtype Round is a com.game.Player.Round, whose subtypes may change in place");
        assertPlayerRefused("@SyncVar Object any;", "[MutableSyncVar] Player.any is a java.lang.Object");
        assertPlayerRefused(
                "@SyncVar Fixed fixed; static class Fixed extends Base { public final int a = 1; }"
                        + " static class Base { public int b; }",
                "and Base.b is not final");
    }

    @Test
    void aCodecForSomethingMutableMustBeAMutableCodec() {
        assertPlayerRefused(
                "@SyncVar @UseCodec(DateCodec.class) Date date; static class DateCodec implements Codec<Date> {"
                        + " public void write(NetworkWriter writer, Date value) {} public Date read(NetworkReader reader)"
                        + " { return new Date(); } }",
                "[MutableSyncVar] Player.date is a java.util.Date");
    }

    @Test
    void aMutableValueIsNeverNull() {
        assertPlayerRefused(
                "@SyncVar @UseCodec(DateCodec.class) @Nullable Date date; static class DateCodec implements"
                        + " MutableCodec<Date> { public void write(NetworkWriter writer, Date value) {} public void"
                        + " read(NetworkReader reader, Date into) {} public Date create() { return new Date(); } public"
                        + " void copy(Date from, Date into) {} public boolean same(Date a, Date b) { return true; } }",
                "[NullableMutable] Player.date is @Nullable, and a value with a MutableCodec is copied in place; remove"
                        + " @Nullable and keep an object there always.");
    }

    @Test
    void aTypeWithoutACodecIsRefused() {
        assertPlayerRefused(
                "@SyncVar Locale locale;",
                "[UnsupportedType] Player.locale is a java.util.Locale, which has no codec; write a Codec<Locale> and"
                        + " mark it @CodecFor(Locale.class), or choose another type.");
        assertPlayerRefused(
                "@SyncVar Hidden hidden; private record Hidden(int x) {}",
                "[InaccessibleType] Player.hidden is a com.game.Player.Hidden");
    }

    @Test
    void aReferenceInsideAValueIsRefused() {
        assertPlayerRefused(
                "@SyncVar Aim aim; record Aim(NetworkIdentity at, float power) {}",
                "[ReferenceInside] Player.aim is a com.game.Player.Aim, and Aim.at is a reference, which is not found"
                        + " again should its object arrive later; give the reference a @SyncVar of its own, where it may"
                        + " be null.");
        assertPlayerRefused("@SyncVar Optional<NetworkIdentity> at;", "[ReferenceInside]");
    }

    @Test
    void aReferenceCarriesNoTypeArguments() {
        assertPlayerRefused(
                "@SyncVar Holder<String> holder; static abstract class Holder<T> extends NetworkBehaviour {}",
                "[GenericReference] Player.holder is a com.game.Player.Holder<java.lang.String>, and a reference carries"
                        + " no type arguments; declare it as Holder<?>, or as a class without.");
        assertThat(Game.compile("""
                        public class Player extends NetworkBehaviour {
                            @SyncVar Holder<?> holder;
                            static abstract class Holder<T> extends NetworkBehaviour {}
                        }
                        """)).succeededWithoutWarnings();
    }

    @Test
    void moreThanSixtyFourAreRefused() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 65; i++) {
            fields.append("@SyncVar int f").append(i).append("; ");
        }
        assertRefused(
                "public class Player extends NetworkBehaviour { " + fields + "}",
                "[TooManySyncVars] Player has, with its base classes, 65 @SyncVar fields, and at most 64 fit; put some"
                        + " into a record.");
        assertRefused(
                "public class Player extends NetworkBehaviour { "
                        + fields.toString()
                                .replaceAll("@SyncVar int (f\\d+)", "final SyncList<String> $1 = new SyncList<>()")
                        + "}",
                "[TooManyCollections] Player has, with its base classes, 65 synchronised collections, and at most 64 fit");
    }

    @Test
    void aSyncVarElsewhereIsRefused() {
        assertRefused(
                "public class Player { @SyncVar int health; }",
                "[NotABehaviour] Player.health is marked @SyncVar, but Player is no NetworkBehaviour; extend"
                        + " NetworkBehaviour, or remove @SyncVar.");
        assertRefused(
                "@SyncSettings public class Player {}",
                "[NotABehaviour] Player is marked @SyncSettings, but is no NetworkBehaviour");
    }

    @Test
    void aPrivateFieldWithoutAccessorsIsRefused() {
        assertPlayerRefused(
                "@SyncVar private int health;",
                "[InaccessibleSyncVar] Player.health is private and has no getter that its state can use; make it"
                        + " package-private, or give it a getter and a setter that are not private.");
        assertPlayerRefused(
                "@SyncVar private int health; int getHealth() { return health; }",
                "[InaccessibleSyncVar] Player.health is private and has no setter that its state can use");
        assertPlayerRefused(
                "@SyncVar private int health; int getHealth() { return health; } @Command void setHealth(int health) {}",
                "has no setter that its state can use");
    }

    @Test
    void aHookThatDoesNotFitIsRefused() {
        assertPlayerRefused(
                "@SyncVar(hook = \"changed\") int health;",
                "[HookNotFound] Player.health names the hook changed, which is not there; add void changed(int oldValue,"
                        + " int newValue).");
        assertPlayerRefused(
                "@SyncVar(hook = \"changed\") int health; void changed(int now) {}",
                "[HookWrongParameters] Player.health names the hook changed, which does not take two values, the old and"
                        + " the new; declare it as void changed(int oldValue, int newValue).");
        assertPlayerRefused(
                "@SyncVar(hook = \"changed\") int health; void changed(long before, long now) {}",
                "[HookWrongTypes] Player.health names the hook changed, which does not take two values of the field's"
                        + " type; declare it as void changed(int oldValue, int newValue).");
        assertPlayerRefused(
                "@SyncVar(hook = \"changed\") int health; private void changed(int before, int now) {}",
                "[InaccessibleHook] Player.health names the hook changed, which is private and out of reach of its state;"
                        + " make that method package-private.");
        assertPlayerRefused(
                "@SyncVar(hook = \"changed\") int health; void changed(int before, int now) throws Exception {}",
                "[CheckedException] Player.changed declares java.lang.Exception");
    }

    @Test
    void aCollectionThatCannotBeKeptInStepIsRefused() {
        assertPlayerRefused(
                "static final SyncList<String> items = new SyncList<>();",
                "[StaticCollection] Player.items is static, and state belongs to an object; remove static.");
        assertPlayerRefused(
                "SyncList<String> items = new SyncList<>();",
                "[CollectionNotFinal] Player.items is not final, and another SyncList in its place would not be kept in"
                        + " step; make it final.");
        assertPlayerRefused(
                "final SyncObject items = new SyncList<String>();",
                "[UnsupportedCollection] Player.items is a SyncObject, which may be any; declare it as a SyncList,"
                        + " SyncSet or SyncMap.");
        assertPlayerRefused(
                "private final SyncList<String> items = new SyncList<>();",
                "[InaccessibleCollection] Player.items is out of reach of com.game.Player_Schema; make it public, or give"
                        + " it a getter that is.");
    }

    @Test
    void anElementThatDoesNotTravelIsRefused() {
        assertPlayerRefused(
                "final SyncList<Thread> items = new SyncList<>();",
                "[UnsupportedType] Player.items is a java.lang.Thread, which has no codec");
        assertPlayerRefused(
                "final SyncMap<String, Shape> items = new SyncMap<>(); interface Shape {}",
                "[NotSealed] Player.items is a Shape, whose subtypes are not all known");
        assertPlayerRefused(
                "@SuppressWarnings(\"rawtypes\") final SyncMap items = new SyncMap();",
                "[RawCollection] Player.items is a raw SyncMap; name its element type, as in SyncMap<String, Integer>.");
        assertPlayerRefused(
                "final SyncList<?> items = new SyncList<String>();",
                "[WildcardCollection] Player.items is a dev.tain.object.SyncList<?>");
        assertPlayerRefused(
                "@MaxSize(3) final SyncList<String> items = new SyncList<>();",
                "[BadMaxSize] Player.items is a dev.tain.object.SyncList<java.lang.String>, which has no bound; put"
                        + " @MaxSize on its elements, or remove it.");
    }

    @Test
    void elementsOfSetsAndKeysOfMapsThatAreEqualToNothingAreRefused() {
        assertPlayerRefused(
                "final SyncSet<int[]> all = new SyncSet<>();",
                "[KeyWithoutEquals] Player.all is a SyncSet<int[]>, and an int[] is equal to itself alone, so that what"
                        + " arrives is never found again; use a List or a record instead, or a SyncList.");
        assertPlayerRefused(
                "final SyncMap<List<String[]>, Integer> all = new SyncMap<>();",
                "[KeyWithoutEquals] Player.all is a SyncMap<List<String[]>, Integer>, and a java.lang.String[] is equal");
        assertPlayerRefused(
                "final SyncSet<Box> all = new SyncSet<>(); record Box(byte[] bytes) {}",
                "[KeyWithoutEquals] Player.all is a SyncSet<Player.Box>, and a byte[] is equal to itself alone");
        assertPlayerRefused(
                "final SyncSet<Item> all = new SyncSet<>(); static class Item { public int x; }",
                "[KeyWithoutEquals] Player.all is a SyncSet<Player.Item>, and Item has no equals of its own, so that what"
                        + " arrives is never found again; make it a record, or override equals and hashCode.");
        assertPlayerRefused(
                "final SyncSet<Item> all = new SyncSet<>(); static class Item { public int x;"
                        + " @Override public boolean equals(Object other) { return other instanceof Item; } }",
                "and Item has no hashCode of its own");
    }

    @Test
    void elementsOfSetsAndKeysOfMapsThatAreEqualByContentAreTaken() {
        assertThat(Game.compile("""
                        public class Player extends NetworkBehaviour {
                            enum Mode { ON, OFF }
                            record Place(Vector3 at, List<Mode> modes, UUID id) {}
                            record Own(int[] x) {
                                @Override public boolean equals(Object other) { return other instanceof Own; }
                                @Override public int hashCode() { return 1; }
                            }
                            sealed interface Shape {}
                            record Round(int radius) implements Shape {}
                            static class Base {
                                @Override public boolean equals(Object other) { return other instanceof Base; }
                                @Override public int hashCode() { return 1; }
                            }
                            static class Item extends Base { public int x; }
                            final SyncSet<Place> a = new SyncSet<>();
                            final SyncSet<Own> b = new SyncSet<>();
                            final SyncMap<Shape, int[]> c = new SyncMap<>();
                            final SyncSet<Item> d = new SyncSet<>();
                            final SyncMap<Duration, Integer> e = new SyncMap<>();
                            final SyncMap<Mode, Integer> f = new SyncMap<>();
                            final SyncList<int[]> g = new SyncList<>();
                        }
                        """)).succeededWithoutWarnings();
    }

    @Test
    void referencesInSetsAndAmongKeysAreWarnedOfOnce() {
        Compilation compilation = Game.compile("""
                public class Player extends NetworkBehaviour {
                    final SyncSet<NetworkIdentity> seen = new SyncSet<>();
                    final SyncMap<List<Player>, Integer> scores = new SyncMap<>();
                    final SyncMap<Integer, Player> others = new SyncMap<>();
                    final SyncList<Player> all = new SyncList<>();
                    @SuppressWarnings("ReferenceKey") final SyncSet<Player> known = new SyncSet<>();
                    static class Boss extends Player {}
                }
                """);

        assertThat(compilation).succeeded();
        assertThat(compilation).hadWarningCount(2);
        assertThat(compilation)
                .hadWarningContaining("[ReferenceKey] Player.seen has references as its elements, which stay null on a"
                        + " client that is not shown their object at that moment; hold the netId instead, in a"
                        + " SyncSet<Integer>, and look the object up when it is needed; or mark the field"
                        + " @SuppressWarnings(\"ReferenceKey\")");
        assertThat(compilation).hadWarningContaining("[ReferenceKey] Player.scores has references as its keys");
    }
}
