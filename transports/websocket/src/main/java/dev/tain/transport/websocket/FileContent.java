package dev.tain.transport.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.stream.ChunkedNioFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file on its way out. A file may become shorter meanwhile, as when a new version is copied over it. Netty
 * alone would ask for the rest of it forever, on the thread that serves everybody.
 */
final class FileContent extends ChunkedNioFile {
    FileContent(FileChannel file) throws IOException {
        super(file);
    }

    @Override
    public @Nullable ByteBuf readChunk(ByteBufAllocator allocator) throws Exception {
        ByteBuf chunk = super.readChunk(allocator);
        if (chunk != null && !chunk.isReadable()) {
            chunk.release();
            throw new IOException("The file became shorter while it was sent.");
        }
        return chunk;
    }
}
