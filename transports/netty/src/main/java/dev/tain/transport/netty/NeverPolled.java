package dev.tain.transport.netty;

import io.netty.channel.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Tells a programmer whose loop forgot to tick: a transport that has something to hand over and was never polled says so
 * in the log, once. The mistake is silent otherwise, as nothing ever arrives.
 */
public final class NeverPolled implements Runnable {
    private static final Logger LOG = System.getLogger("dev.tain.transport");

    private final String what;
    private final int afterMillis;
    private volatile boolean isPolled;
    private boolean isWatching; // guarded by this

    /** @param what the sentence up to "for 5 s" */
    public NeverPolled(String what, int afterMillis) {
        this.what = what;
        this.afterMillis = afterMillis;
    }

    /** There is something to poll from now on. */
    public synchronized void watch(EventLoop loop) {
        if (!isWatching && !isPolled) {
            isWatching = true;
            loop.schedule(this, afterMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** It is being polled, or is over. */
    public void polled() {
        if (!isPolled) {
            isPolled = true;
        }
    }

    @Override
    public void run() {
        if (!isPolled) {
            String time = afterMillis % 1000 == 0 ? afterMillis / 1000 + " s" : afterMillis + " ms";
            LOG.log(
                    Level.WARNING,
                    what + " for " + time + " and never polled: call tick(now) of the NetworkServer or NetworkClient "
                            + "every frame, or use a loop of tain-run.");
        }
    }
}
