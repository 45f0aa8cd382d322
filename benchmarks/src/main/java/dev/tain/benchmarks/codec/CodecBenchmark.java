package dev.tain.benchmarks.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.tain.codegen.MessageCodec;
import dev.tain.codegen.MessageIndex;
import dev.tain.value.Vector3;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One operation: write the message into a reused buffer, then read it into a new object. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private final ScoreMessage score = Samples.score();
    private final ProfileMessage profile = Samples.profile();

    private final HandWritten hand = new HandWritten();
    private final HandWrittenProfile handProfile = new HandWrittenProfile();

    private final NetworkWriter writer = new NetworkWriter(1024);
    private final NetworkReader reader = new NetworkReader();
    private final MessageCodec<ScoreMessage> tainScore = codecOf(ScoreMessage.class);
    private final MessageCodec<ProfileMessage> tainProfile = codecOf(ProfileMessage.class);

    private final Kryo kryo = kryo();
    private final Output kryoOutput = new Output(1024, -1);
    private final Input kryoInput = new Input();

    private final Fory fory = fory();
    private final MemoryBuffer foryBuffer = MemoryBuffer.newHeapBuffer(1024);

    private final byte[] protoBytes = new byte[2048];

    @SuppressWarnings("unchecked")
    private static <T extends dev.tain.connection.NetworkMessage> MessageCodec<T> codecOf(Class<T> type) {
        for (MessageIndex index : ServiceLoader.load(MessageIndex.class)) {
            for (MessageCodec<?> codec : index.codecs()) {
                if (codec.type() == type) {
                    return (MessageCodec<T>) codec;
                }
            }
        }
        throw new IllegalStateException("No codec for " + type);
    }

    private static Kryo kryo() {
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(true);
        kryo.setReferences(false);
        kryo.register(Vector3.class);
        kryo.register(ScoreMessage.class);
        kryo.register(Team.class);
        kryo.register(Item.class);
        kryo.register(int[].class);
        kryo.register(ArrayList.class);
        kryo.register(ProfileMessage.class);
        return kryo;
    }

    private static Fory fory() {
        Fory fory = Fory.builder()
                .withXlang(false)
                .withCompatible(false)
                .requireClassRegistration(true)
                .withRefTracking(false)
                .withAsyncCompilation(false)
                .build();
        fory.register(Vector3.class);
        fory.register(ScoreMessage.class);
        fory.register(Team.class);
        fory.register(Item.class);
        fory.register(ProfileMessage.class);
        return fory;
    }

    // ---------------------------------------------------------------- score

    @Benchmark
    public Object scoreHandSameBytes() {
        return hand.sameBytes(score);
    }

    @Benchmark
    public Object scoreHandFixed() {
        return hand.fixed(score);
    }

    @Benchmark
    public Object scoreTain() {
        writer.reset();
        tainScore.write(writer, score);
        reader.wrap(writer.buffer(), 0, writer.position());
        return tainScore.read(reader);
    }

    @Benchmark
    public int scoreTainWriteOnly() {
        writer.reset();
        tainScore.write(writer, score);
        return writer.position();
    }

    @Benchmark
    public Object scoreKryo() {
        kryoOutput.reset();
        kryo.writeObject(kryoOutput, score);
        kryoInput.setBuffer(kryoOutput.getBuffer(), 0, kryoOutput.position());
        return kryo.readObject(kryoInput, ScoreMessage.class);
    }

    @Benchmark
    public Object scoreFory() {
        foryBuffer.writerIndex(0);
        foryBuffer.readerIndex(0);
        fory.serialize(foryBuffer, score);
        return fory.deserialize(foryBuffer);
    }

    @Benchmark
    public Object scoreProtobuf() throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(protoBytes);
        ProtoMapping.toProto(score).writeTo(out);
        int length = protoBytes.length - out.spaceLeft();
        return ProtoMapping.fromProto(dev.tain.benchmarks.codec.proto.ProtoScore.parseFrom(
                CodedInputStream.newInstance(protoBytes, 0, length)));
    }

    // ---------------------------------------------------------------- large

    @Benchmark
    public Object largeHandSameBytes() {
        return handProfile.sameBytes(profile);
    }

    @Benchmark
    public Object largeTain() {
        writer.reset();
        tainProfile.write(writer, profile);
        reader.wrap(writer.buffer(), 0, writer.position());
        return tainProfile.read(reader);
    }

    @Benchmark
    public int largeTainWriteOnly() {
        writer.reset();
        tainProfile.write(writer, profile);
        return writer.position();
    }

    @Benchmark
    public Object largeKryo() {
        kryoOutput.reset();
        kryo.writeObject(kryoOutput, profile);
        kryoInput.setBuffer(kryoOutput.getBuffer(), 0, kryoOutput.position());
        return kryo.readObject(kryoInput, ProfileMessage.class);
    }

    @Benchmark
    public Object largeFory() {
        foryBuffer.writerIndex(0);
        foryBuffer.readerIndex(0);
        fory.serialize(foryBuffer, profile);
        return fory.deserialize(foryBuffer);
    }

    @Benchmark
    public Object largeProtobuf() throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(protoBytes);
        ProtoMapping.toProto(profile).writeTo(out);
        int length = protoBytes.length - out.spaceLeft();
        return ProtoMapping.fromProto(dev.tain.benchmarks.codec.proto.ProtoProfile.parseFrom(
                CodedInputStream.newInstance(protoBytes, 0, length)));
    }

    /** The bytes each side produces, for the table. */
    int[] sizes() throws IOException {
        writer.reset();
        tainScore.write(writer, score);
        int tainSmall = writer.position();
        writer.reset();
        tainProfile.write(writer, profile);
        int tainLarge = writer.position();
        kryoOutput.reset();
        kryo.writeObject(kryoOutput, score);
        int kryoSmall = kryoOutput.position();
        kryoOutput.reset();
        kryo.writeObject(kryoOutput, profile);
        int kryoLarge = kryoOutput.position();
        return new int[] {
            tainSmall,
            tainLarge,
            kryoSmall,
            kryoLarge,
            fory.serialize(score).length,
            fory.serialize(profile).length,
            ProtoMapping.toProto(score).getSerializedSize(),
            ProtoMapping.toProto(profile).getSerializedSize()
        };
    }
}
