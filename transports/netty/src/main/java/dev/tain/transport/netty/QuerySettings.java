package dev.tain.transport.netty;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The settings a scheme takes in the query of an address, by name: {@code maxPacketBytes=65536&lingerMillis=500}. */
public final class QuerySettings {
    private final String scheme;
    private final Map<String, Consumer<String>> setters = new TreeMap<>();

    public QuerySettings(String scheme) {
        this.scheme = scheme;
    }

    public void number(String name, IntConsumer setter) {
        text(name, value -> setter.accept(numberOf(name, value)));
    }

    public void truth(String name, Consumer<Boolean> setter) {
        text(name, value -> {
            if (!value.equals("true") && !value.equals("false")) {
                throw new IllegalArgumentException("The setting \"" + name + "=" + value + "\" must be true or false.");
            }
            setter.accept(value.equals("true"));
        });
    }

    public void text(String name, Consumer<String> setter) {
        setters.put(name, setter);
    }

    /**
     * Applies a query.
     *
     * @param query as it stands in the address, with its escapes
     * @throws IllegalArgumentException if it has a setting that the scheme has not, or a value that makes no sense
     */
    public void apply(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            Consumer<String> setter = setters.get(equals < 0 ? pair : pair.substring(0, equals));
            if (setter == null) {
                throw new IllegalArgumentException(
                        scheme + " has no setting \"" + pair + "\"; it has " + setters.keySet() + ".");
            }
            setter.accept(equals < 0 ? "" : unescaped(pair.substring(equals + 1)));
        }
    }

    private static String unescaped(String value) {
        return value.indexOf('%') < 0 ? value : URI.create("?" + value).getQuery();
    }

    private static int numberOf(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The setting \"" + name + "=" + value + "\" must be a whole number.", e);
        }
    }
}
