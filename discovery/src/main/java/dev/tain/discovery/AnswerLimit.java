package dev.tain.discovery;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often probes are answered, to one address and in all. Remembers so many addresses and no more. */
final class AnswerLimit {
    private static final int ADDRESSES_MAX = 256;
    private static final int PER_ADDRESS = 10;
    private static final int IN_ALL = 200;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Map<InetAddress, Integer> answers = new LinkedHashMap<>();
    private int all;
    private long since;
    private boolean hasBegun; // the clock may begin anywhere

    boolean mayAnswer(InetAddress address, long nowNanos) {
        if (!hasBegun || nowNanos - since > SECOND_NANOS) {
            hasBegun = true;
            since = nowNanos;
            all = 0;
            answers.clear();
        }
        boolean isKnown = answers.containsKey(address);
        if (all >= IN_ALL || !isKnown && answers.size() >= ADDRESSES_MAX) {
            return false;
        }
        if (answers.merge(address, 1, Integer::sum) > PER_ADDRESS) {
            return false;
        }
        all++;
        return true;
    }
}
