package dev.tain.transport.websocket;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files for browsers: the page of a game and what belongs to it. Nothing outside the folder can be named,
 * whether by dots, escapes, other separators or links; names that begin with a dot are not there.
 */
final class WebFolder {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("woff2", "font/woff2"));

    private final Path root;

    /** @throws IllegalArgumentException if there is no such folder */
    WebFolder(Path folder) {
        try {
            root = folder.toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException("The folder of files " + folder + " cannot be read: " + e + ".", e);
        }
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("The folder of files " + folder + " is no folder.");
        }
    }

    /**
     * The file a request means.
     *
     * @param rawPath with its escapes, without a query
     * @return null if there is none
     */
    @Nullable
    Path find(String rawPath) {
        try {
            String path = QueryStringDecoder.decodeComponent(rawPath.replace("+", "%2B"));
            if (!path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
                return null;
            }
            for (String segment : path.substring(1).split("/", -1)) {
                if (segment.startsWith(".")) {
                    return null;
                }
            }
            Path found = root.resolve(path.substring(1)).toRealPath();
            if (Files.isDirectory(found)) {
                found = found.resolve("index.html").toRealPath();
            }
            return found.startsWith(root) && Files.isRegularFile(found) ? found : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        } catch (IllegalArgumentException e) {
            return null; // an escape that is none
        }
    }

    static String typeOf(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }
}
