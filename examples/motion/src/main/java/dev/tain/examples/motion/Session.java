package dev.tain.examples.motion;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.NetworkConnection;
import dev.tain.examples.motion.Recording.Place;
import dev.tain.motion.NetworkTransform;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Pose;
import dev.tain.object.Prefabs;
import dev.tain.prediction.PredictionStatistics;
import dev.tain.transport.LatencySimulation;
import dev.tain.transport.MemoryNetwork;
import dev.tain.transport.NetworkConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * A server, drivers and a spectator in one program, each behind a bad link of its own, in virtual time: the same seed, the
 * same race.
 */
final class Session implements AutoCloseable {
    static final int FRAMES_PER_SECOND = 60;
    private static final int SEND_RATE = 30;
    private static final long FRAME_NANOS = 1_000_000_000L / FRAMES_PER_SECOND;
    private static final int WARM_UP_SECONDS = 5;
    private static final Prefabs PREFABS =
            Prefabs.builder().add("car", Car.class, NetworkTransform.class).build();

    private final Options options;
    private final NetworkServer server;
    private final List<NetworkClient> drivers = new ArrayList<>();
    private final NetworkClient spectator;
    private final List<Car> cars = new ArrayList<>();
    private final Random chance;
    private final Pose pose = new Pose();
    private long now = 1_000_000_000L;

    Session(Options options) {
        this.options = options;
        this.chance = new Random(options.seed());
        NetworkConditions link = NetworkConditions.builder()
                .latencyMillis(options.roundTripMillis() / 2)
                .jitterMillis(options.jitterMillis() / 2)
                .loss(options.loss())
                .build();
        MemoryNetwork network = new MemoryNetwork();
        server = NetworkServer.builder()
                .transport(LatencySimulation.of(network.server(), link, new Random(chance.nextLong())))
                .prefabs(PREFABS)
                .sendRate(SEND_RATE)
                .reportSink(report -> {}) // the summary says what is worth saying
                .build();
        server.start();
        for (int i = 0; i < options.cars(); i++) {
            drivers.add(client(network, link));
        }
        spectator = client(network, link);
    }

    private NetworkClient client(MemoryNetwork network, NetworkConditions link) {
        NetworkClient client = NetworkClient.builder().prefabs(PREFABS).build();
        client.connect(LatencySimulation.of(network.client(), link, new Random(chance.nextLong())));
        return client;
    }

    private void frame() {
        now += FRAME_NANOS;
        server.tick(now);
        for (NetworkClient driver : drivers) {
            driver.tick(now);
        }
        spectator.tick(now);
    }

    /** Everybody comes, and drives for a while, unrecorded. */
    void start() {
        for (int i = 0; i < 2 * FRAMES_PER_SECOND; i++) {
            frame();
        }
        drivers.forEach(NetworkClient::ready);
        spectator.ready();
        for (int i = 0; i < FRAMES_PER_SECOND; i++) {
            frame();
        }
        for (int i = 0; i < drivers.size(); i++) {
            NetworkConnection driver = connectionOf(drivers.get(i));
            NetworkIdentity object = server.instantiate("car");
            Car car = object.behaviour(Car.class);
            double angle = 2 * Math.PI * i / drivers.size();
            car.x = (float) Track.x(angle);
            car.z = (float) Track.z(angle);
            car.heading = (float) (angle + Math.PI / 2);
            server.addPlayer(driver, object);
            cars.add(car);
        }
        for (int i = 0; i < WARM_UP_SECONDS * FRAMES_PER_SECOND; i++) {
            frame();
        }
    }

    private NetworkConnection connectionOf(NetworkClient client) {
        NetworkConnection there = client.connection();
        NetworkConnection here = there == null ? null : server.connection(there.id());
        if (here == null) {
            throw new IllegalStateException("A client did not come through: " + client.state());
        }
        return here;
    }

    /** Drives on and notes how the first car is seen; now and then there is oil on the road. */
    Recording record(IntConsumer progress) {
        Recording recording = new Recording();
        int frames = options.seconds() * FRAMES_PER_SECOND;
        for (int i = 0; i < frames; i++) {
            if (i % (6 * FRAMES_PER_SECOND) == 3 * FRAMES_PER_SECOND) {
                cars.get(0).slip(1 + chance.nextFloat());
            }
            frame();
            note(recording);
            if (i % FRAMES_PER_SECOND == 0) {
                progress.accept(i / FRAMES_PER_SECOND);
            }
        }
        for (int i = 0; i < 2 * FRAMES_PER_SECOND; i++) {
            frame();
            noteTruth(recording); // what was predicted last is still to come
        }
        return recording;
    }

    private void noteTruth(Recording recording) {
        Car car = cars.get(0);
        if (recording.trueOnes.isEmpty()
                || recording.trueOnes.get(recording.trueOnes.size() - 1).isElsewhere(car.x, car.z)) {
            recording.trueOnes.add(new Place(server.time().time(), car.x, car.z));
            recording.obeyed.put(car.step(), new Place(server.time().time(), car.x, car.z));
        }
    }

    private void note(Recording recording) {
        noteTruth(recording);
        NetworkIdentity own = drivers.get(0).localPlayer();
        if (own != null) {
            Car car = own.behaviour(Car.class);
            recording.predicted.putIfAbsent(car.step(), new Place(server.time().time(), car.x, car.z));
            car.renderPose(pose);
            recording.shownToDriver.add(new Place(server.time().time(), pose.x, pose.z));
        }
        NetworkIdentity copy = spectator.object(cars.get(0).netId());
        if (copy != null) {
            recording.interpolated.add(new Place(spectator.time().time(), copy.pose().x, copy.pose().z));
        }
    }

    PredictionStatistics ofDriver() {
        NetworkIdentity own = drivers.get(0).localPlayer();
        if (own == null) {
            throw new IllegalStateException("The first driver has no car.");
        }
        return own.behaviour(Car.class).group().statistics();
    }

    PredictionStatistics ofServer() {
        return cars.get(0).group().statistics();
    }

    double roundTrip() {
        return drivers.get(0).time().rtt();
    }

    double bufferTime() {
        return spectator.time().bufferTime();
    }

    @Override
    public void close() {
        server.stop();
    }
}
