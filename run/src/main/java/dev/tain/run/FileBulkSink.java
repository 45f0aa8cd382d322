package dev.tain.run;

import dev.tain.connection.BulkSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file to be received. Until all of it is there it has another name beside the one it is to have; if the transfer fails,
 * nothing is left. It is written on the thread that ticks. Choose the path yourself: the name in an offer is anybody's.
 */
public final class FileBulkSink implements BulkSink {
    private final Path path;
    private final Path part;
    private final FileChannel file;

    private FileBulkSink(Path path, Path part, FileChannel file) {
        this.path = path;
        this.part = part;
        this.file = file;
    }

    /** Begins a file that takes the place of what is at {@code path}, if anything is, when all of it has arrived. */
    public static FileBulkSink create(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path part = Files.createTempFile(absolute.getParent(), absolute.getFileName() + ".", ".part");
        return new FileBulkSink(absolute, part, FileChannel.open(part, StandardOpenOption.WRITE));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    @Override
    public void finished() throws IOException {
        file.close();
        Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void aborted() throws IOException {
        file.close();
        Files.deleteIfExists(part);
    }
}
