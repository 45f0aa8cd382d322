package dev.tain.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;

/**
 * The buffers on their way from the game's thread to one I/O thread. A flush of any number of connections is one task;
 * each connection then writes all its buffers with one system call.
 */
final class WriteQueue {
    private final HandOver<Writes> handOver;

    WriteQueue(EventLoop loop) {
        handOver = new HandOver<>(loop, Writes::new);
    }

    EventLoop loop() {
        return handOver.loop();
    }

    /** Takes a buffer and its ownership; it leaves with the next {@link #submit}. */
    void stage(Target target, ByteBuf buffer) {
        handOver.staged().add(target, buffer);
    }

    void submit() {
        handOver.submit();
    }

    /** Where a buffer goes, on the I/O thread. */
    interface Target {
        /** Takes the buffer and its ownership. */
        void write(ByteBuf buffer);

        void flushSocket();
    }

    /** Targets and buffers, pairwise. */
    private static final class Writes implements HandOver.Batch<Writes> {
        private final ArrayList<Target> targets = new ArrayList<>();
        private final ArrayList<ByteBuf> buffers = new ArrayList<>();

        @Override
        public boolean isEmpty() {
            return buffers.isEmpty();
        }

        void add(Target target, ByteBuf buffer) {
            targets.add(target);
            buffers.add(buffer);
        }

        @Override
        public void moveTo(Writes other) {
            for (int i = 0; i < buffers.size(); i++) { // addAll would copy the list into an array first
                other.add(targets.get(i), buffers.get(i));
            }
            clear();
        }

        @Override
        public void work() {
            for (int i = 0; i < buffers.size(); i++) {
                targets.get(i).write(buffers.get(i));
            }
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).flushSocket();
            }
            clear();
        }

        @Override
        public void discard() {
            buffers.forEach(ByteBuf::release);
            clear();
        }

        private void clear() {
            targets.clear();
            buffers.clear();
        }
    }
}
