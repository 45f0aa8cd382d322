package dev.tain.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.NetworkClient;
import dev.tain.NetworkServer;
import dev.tain.connection.BulkEnd;
import dev.tain.connection.BulkListener;
import dev.tain.connection.BulkOffer;
import dev.tain.connection.BulkTransfer;
import dev.tain.transport.MemoryNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file here becomes a file there, or nothing. */
class FileBulkTest {
    private final MemoryNetwork network = new MemoryNetwork();
    private final NetworkServer server =
            NetworkServer.builder().transport(network.server()).build();
    private final NetworkClient client = NetworkClient.builder().build();
    private final List<BulkEnd.Kind> ends = new ArrayList<>();
    private long now;

    @TempDir
    Path folder;

    private final BulkListener listener = new BulkListener() {
        @Override
        public void ended(BulkTransfer transfer, BulkEnd how) {
            ends.add(how.kind());
        }
    };

    @BeforeEach
    void connect() {
        server.start();
        client.connect(network.client());
        tick(20);
    }

    private void tick(int count) {
        for (int i = 0; i < count; i++) {
            now += 20_000_000;
            server.tick(now);
            client.tick(now);
        }
    }

    private Path sent(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return Files.write(folder.resolve("sent"), bytes);
    }

    private void receiveInto(Path path) {
        server.registerBulkHandler(offer -> {
            try {
                offer.accept(FileBulkSink.create(path));
            } catch (IOException e) {
                offer.refuse(e.getMessage());
            }
        });
    }

    private BulkTransfer send(Path path, long size) throws IOException {
        return Objects.requireNonNull(client.connection())
                .sendBulk(new BulkOffer("picture", size), FileBulkSource.open(path), listener);
    }

    @Test
    void aFileArrivesWhole() throws IOException {
        Path from = sent(100_000);
        Path to = folder.resolve("received");
        receiveInto(to);

        send(from, 100_000);
        tick(1000);

        assertThat(ends).containsExactly(BulkEnd.Kind.COMPLETED);
        assertThat(to).hasSameBinaryContentAs(from);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("sent", "received");
    }

    @Test
    void whatIsCancelledOrShorterThanItWasLeavesNoFile() throws IOException {
        Path from = sent(100_000);
        receiveInto(folder.resolve("received"));

        BulkTransfer transfer = send(from, 100_000);
        while (transfer.transferredBytes() == 0) {
            tick(1);
        }
        transfer.cancel();
        tick(100);
        send(from, 100_001);
        tick(1000);

        assertThat(ends).containsExactly(BulkEnd.Kind.CANCELLED, BulkEnd.Kind.FAILED);
        assertThat(folder.toFile().list()).containsExactly("sent");
    }
}
