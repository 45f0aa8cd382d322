package dev.tain.run;

import dev.tain.connection.BulkSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file to be sent. It is read on the thread that ticks, a few kilobytes at a time. */
public final class FileBulkSource implements BulkSource {
    private final FileChannel file;

    private FileBulkSource(FileChannel file) {
        this.file = file;
    }

    /** Opens a file; it is closed when the transfer is over. */
    public static FileBulkSource open(Path path) throws IOException {
        return new FileBulkSource(FileChannel.open(path, StandardOpenOption.READ));
    }

    /** Its size, for the offer. If the file becomes shorter than that, the transfer fails. */
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return file.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
