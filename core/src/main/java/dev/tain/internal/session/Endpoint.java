package dev.tain.internal.session;

import dev.tain.codegen.MessageCodec;
import dev.tain.codegen.ObjectLookup;
import dev.tain.connection.BulkHandler;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.Report;
import dev.tain.connection.ReportSink;
import dev.tain.internal.collect.TaskQueue;
import dev.tain.internal.schema.TypeTable;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a server and a client both are: a place with messages, handlers, a clock that is told the time, and one thread.
 * Its readers and its scratch writer are shared by all connections, since only one packet is looked at a time.
 */
public final class Endpoint {
    private static final double SECONDS = 1e-9;

    /** A tick that follows so long after the one before is a program that hung, unless all its ticks do. */
    private static final long HUNG_NANOS = 250_000_000;

    private final EndpointSettings settings;
    private final TypeTable types;
    private final Reporter reporter;
    private final ThreadGuard guard;
    private final Dispatcher dispatcher;
    private final TaskQueue tasks = new TaskQueue();
    private final Consumer<Runnable> runTask = this::runTask;
    private final NetworkReader batchReader = new NetworkReader();
    private final NetworkReader messageReader = new NetworkReader();
    private final NetworkWriter scratch = new NetworkWriter(512);
    private @Nullable BulkHandler bulkHandler;
    private long now;
    private boolean ticked;
    private long gap;
    private boolean hung;

    /** @param what "NetworkServer" or "NetworkClient", for messages to the programmer */
    public Endpoint(String what, EndpointSettings settings, TypeTable types, ReportSink sink) {
        this.settings = settings;
        this.types = types;
        this.reporter = new Reporter(sink);
        this.guard = new ThreadGuard(what);
        this.dispatcher = new Dispatcher(this);
    }

    public EndpointSettings settings() {
        return settings;
    }

    public TypeTable types() {
        return types;
    }

    public Reporter reporter() {
        return reporter;
    }

    public ThreadGuard guard() {
        return guard;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Who decides about transfers that are offered, or null. */
    @Nullable
    BulkHandler bulkHandler() {
        return bulkHandler;
    }

    public void bulkHandler(@Nullable BulkHandler handler) {
        if (handler != null && bulkHandler != null) {
            throw new IllegalStateException(
                    "There is a handler of transfers already; unregisterBulkHandler that first.");
        }
        bulkHandler = handler;
    }

    /** The time of the tick under way, or of the last one. */
    public long now() {
        return now;
    }

    /** The same in seconds, as it goes into packets. */
    public double seconds() {
        return now * SECONDS;
    }

    /** Whether this tick is the first after a pause: what is handled in it has waited here, nobody knows how long. */
    public boolean hung() {
        return hung;
    }

    /** Hands work to the ticking thread; from any thread. */
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /**
     * Begins a tick, after the guard was entered: takes the time and does what other threads handed over.
     *
     * @param nowNanos any monotonic clock; a step back is taken as no step
     */
    public void beginTick(long nowNanos) {
        if (!ticked || nowNanos - now > 0) {
            long before = gap;
            gap = ticked ? nowNanos - now : 0;
            hung = gap > HUNG_NANOS && before <= HUNG_NANOS;
            ticked = true;
            now = nowNanos;
        }
        tasks.drain(runTask);
    }

    /** Ends a tick, whatever happened in it. */
    public void endTick() {
        reporter.tick(now);
        guard.exit();
    }

    private void runTask(Runnable task) {
        runGuarded("a task handed to execute", task);
    }

    /** Runs the game's code; what it throws is reported and goes no further. */
    public void runGuarded(String what, Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            callbackFailed(what, e);
        }
    }

    /** Reports what the game's code threw. */
    public void callbackFailed(String what, Throwable e) {
        rethrowFatal(e);
        reporter.report(Report.Kind.CALLBACK_FAILED, what + "/" + e.getClass().getName(), what + " threw", e);
    }

    /** Lets pass what no program should catch. A deep recursion is a bug of one handler only. */
    public void rethrowFatal(Throwable e) {
        if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
            throw (VirtualMachineError) e;
        }
    }

    /** An empty writer, valid until the next call. */
    public NetworkWriter scratch() {
        scratch.reset();
        return scratch;
    }

    /** What references in messages and calls mean. */
    public void objects(ObjectLookup lookup) {
        messageReader.context(lookup);
    }

    NetworkReader batchReader() {
        return batchReader;
    }

    NetworkReader messageReader() {
        return messageReader;
    }

    @SuppressWarnings("unchecked")
    MessageCodec<NetworkMessage> codecOf(NetworkMessage message) {
        MessageCodec<?> codec = types.find(message.getClass());
        return (MessageCodec<NetworkMessage>) (codec != null ? codec : types.get(message.getClass()));
    }

    /** Writes a message with its id into the scratch writer. */
    public NetworkWriter encode(NetworkMessage message) {
        MessageCodec<NetworkMessage> codec = codecOf(message);
        NetworkWriter writer = scratch();
        writer.writeShort(codec.id());
        codec.write(writer, message);
        return writer;
    }
}
