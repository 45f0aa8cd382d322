package dev.tain.testing.object;

import dev.tain.annotation.Client;
import dev.tain.annotation.Server;
import dev.tain.object.NetworkBehaviour;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Methods that run on one side only. */
class Lever extends NetworkBehaviour {
    final List<String> log = new ArrayList<>();

    @Server
    int pull(int by) {
        log.add("pull " + by);
        return by;
    }

    @Client
    @Nullable
    String look() {
        log.add("look");
        return "seen";
    }

    @Server(silent = true)
    boolean tryPull() {
        log.add("tryPull");
        return true;
    }

    @Client(silent = true)
    float tryLook() {
        log.add("tryLook");
        return 1.5f;
    }

    @Override
    @Server(silent = true)
    protected void onTick() {
        log.add("onTick");
    }
}
