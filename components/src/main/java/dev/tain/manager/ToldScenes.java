package dev.tain.manager;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scenes that one side has told the other, or heard of from it. Where the connection was suspended in between, the two
 * may differ; the client catches up with what the server told.
 */
final class ToldScenes {
    private final Set<String> additional = new LinkedHashSet<>();
    private String scene = "";
    private boolean customHandling;
    private int normals;
    private int messages;
    private boolean playerHeard;

    void add(SceneMessage message) {
        messages++;
        switch (message.operation()) {
            case NORMAL -> {
                normals++;
                playerHeard = false;
                scene = message.scene();
                customHandling = message.customHandling();
                additional.clear();
            }
            case LOAD_ADDITIVE -> {
                if (!message.customHandling()) {
                    additional.add(message.scene());
                }
            }
            case UNLOAD_ADDITIVE -> additional.remove(message.scene());
        }
    }

    /** The last normal scene, or empty. */
    String scene() {
        return scene;
    }

    /** How many messages there were, of all kinds, since {@link #restart}. */
    int messages() {
        return messages;
    }

    /** The client asked for a player, and was heard. */
    void playerHeard() {
        playerHeard = true;
    }

    /** The connection goes on: messages are counted anew. */
    void restart() {
        messages = 0;
    }

    /** What all of it amounts to; counts as one message. */
    ScenesMessage summary() {
        messages++;
        return new ScenesMessage(normals, scene, customHandling, List.copyOf(additional), playerHeard);
    }

    /** What is to be done to have what the other side told. */
    List<SceneMessage> missing(ScenesMessage told) {
        messages++;
        List<SceneMessage> missing = new ArrayList<>();
        if (told.normals() != normals) {
            missing.add(new SceneMessage(told.scene(), SceneOperation.NORMAL, told.customHandling()));
            additional.clear();
        }
        for (String name : additional) {
            if (!told.additional().contains(name)) {
                missing.add(new SceneMessage(name, SceneOperation.UNLOAD_ADDITIVE, false));
            }
        }
        for (String name : told.additional()) {
            if (!additional.contains(name)) {
                missing.add(new SceneMessage(name, SceneOperation.LOAD_ADDITIVE, false));
            }
        }
        normals = told.normals();
        scene = told.scene();
        customHandling = told.customHandling();
        additional.clear();
        additional.addAll(told.additional());
        return missing;
    }

    void clear() {
        additional.clear();
        scene = "";
        customHandling = false;
        normals = 0;
        playerHeard = false;
        messages = 0;
    }
}
