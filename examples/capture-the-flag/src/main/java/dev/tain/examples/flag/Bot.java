package dev.tain.examples.flag;

import dev.tain.NetworkClient;
import dev.tain.connection.Disconnect;
import dev.tain.manager.NetworkManager;
import dev.tain.manager.NetworkManagerListener;
import dev.tain.manager.SceneOperation;
import dev.tain.object.NetworkIdentity;
import dev.tain.value.Vector2;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client that plays by itself: some attack, some defend. It sees its copies of the objects and nothing else. */
final class Bot implements NetworkManagerListener, Spectator {
    private static final int THINK_TICKS = 6;

    private final String name;
    private final boolean talks;
    private final boolean attacks;
    private final Random random;
    private @Nullable Player self;
    private @Nullable Disconnect end;
    private boolean introduced;
    private int tick;
    private Vector2 post = Vector2.ZERO;

    /** @param talks whether it prints what it sees */
    Bot(String name, int number, boolean talks) {
        this.name = name;
        this.talks = talks;
        this.attacks = number % 4 < 2;
        this.random = new Random(number);
    }

    /** How its connection ended; null while it lasts. */
    @Nullable
    Disconnect end() {
        return end;
    }

    @Override
    public void onStartClient(NetworkManager manager) {
        end = null;
        NetworkClient client = manager.client();
        client.replaceHandler(ChatMessage.class, chat -> saw(chat.from() + " says: " + chat.text()));
        client.replaceRequestHandler(
                ViewRequest.class, (connection, request, responder) -> responder.reply(View.of(client.objects())));
    }

    @Override
    public void onClientConnect(NetworkManager manager) {
        manager.client().send(new ChatMessage(name, "Hello, I am " + name + "!"));
    }

    @Override
    public void onClientSceneChanged(NetworkManager manager, String scene, SceneOperation operation) {
        saw("entered " + scene);
        self = null;
    }

    @Override
    public void onClientDisconnect(NetworkManager manager, Disconnect why) {
        saw("left: " + why);
        end = why;
        self = null;
    }

    @Override
    public void playsAs(Player player) {
        self = player;
        introduced = false;
    }

    /** After each tick of the manager. */
    void update(NetworkManager manager) {
        Player player = self;
        if (player == null || !player.isOwned() || ++tick % THINK_TICKS != 0) {
            return;
        }
        if (!introduced) {
            introduced = true;
            player.introduce(name);
        }
        if (manager.sceneName().equals(Field.ARENA)) {
            player.steer(Places.towards(player.position, goal(manager.client(), player)));
        }
        if (talks && tick % 300 == 0) {
            manager.client().request(new ScoreboardRequest()).onReply(board -> saw("scoreboard: " + board));
        }
    }

    private Vector2 goal(NetworkClient client, Player player) {
        Flag own = flag(client, player.team);
        Flag theirs = flag(client, player.team.other());
        if (own == null || theirs == null) {
            return player.position;
        }
        if (theirs.carrier == player) {
            if (random.nextInt(400) == 0) {
                theirs.throwAway();
            }
            return player.team.base();
        }
        if (own.state != FlagState.AT_BASE && (!attacks || own.state == FlagState.DROPPED)) {
            return own.position;
        }
        if (attacks && theirs.state != FlagState.CARRIED) {
            return theirs.position;
        }
        if (Places.distance(player.position, post) < 1 || post == Vector2.ZERO) {
            float x = player.team.base().x() + (random.nextFloat() - 0.5f) * 20;
            post = new Vector2(Math.max(0, Math.min(60, x)), random.nextFloat() * 40);
        }
        return post;
    }

    private static @Nullable Flag flag(NetworkClient client, Team team) {
        for (NetworkIdentity object : client.objects()) {
            Flag flag = object.findBehaviour(Flag.class);
            if (flag != null && flag.team == team) {
                return flag;
            }
        }
        return null;
    }

    @Override
    public void saw(String text) {
        if (talks) {
            System.out.println("[" + name + "] " + text);
        }
    }
}
