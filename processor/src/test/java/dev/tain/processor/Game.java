package dev.tain.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.tain.codegen.BehaviourSchema;
import dev.tain.codegen.MessageCodec;
import dev.tain.codegen.MessageIndex;
import dev.tain.connection.NetworkMessage;
import dev.tain.object.NetworkBehaviour;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;

/** A game in memory: its sources compiled with the processor, its classes loaded, its messages written and read. */
final class Game {
    private static final String PRELUDE = """
            package com.game;
            import dev.tain.annotation.*;
            import dev.tain.connection.*; import dev.tain.object.*;
            import dev.tain.value.*;
            import dev.tain.wire.*;
            import java.net.*;
            import java.time.*;
            import java.util.*;
            import org.jspecify.annotations.Nullable;
            """;

    private static final Pattern TYPE = Pattern.compile("(?:class|record|interface|enum) (\\w+)");

    private final Map<String, byte[]> classes = new LinkedHashMap<>();
    private final ClassLoader loader = new Loader(classes);

    private Game(Compilation compilation) {
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                String path = file.toUri().getPath();
                String name = path.substring("/CLASS_OUTPUT/".length(), path.length() - ".class".length());
                try (var bytes = file.openInputStream()) {
                    classes.put(name.replace('/', '.'), bytes.readAllBytes());
                } catch (IOException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
    }

    /** A source of package {@code com.game} with all imports; named after its first type. */
    static JavaFileObject source(String types) {
        Matcher type = TYPE.matcher(types);
        if (!type.find()) {
            throw new IllegalArgumentException(types);
        }
        return JavaFileObjects.forSourceString("com.game." + type.group(1), PRELUDE + types);
    }

    static JavaFileObject[] sources(String... types) {
        JavaFileObject[] files = new JavaFileObject[types.length];
        for (int i = 0; i < types.length; i++) {
            files[i] = source(types[i]);
        }
        return files;
    }

    static Compilation compile(String... types) {
        return Compiler.javac().withProcessors(new TainProcessor()).compile(sources(types));
    }

    /** A game whose sources compile without a warning. */
    static Game of(String... types) {
        Compilation compilation = Compiler.javac()
                .withProcessors(new TainProcessor())
                .withOptions("-Xlint:all,-processing,-serial")
                .compile(sources(types));
        assertThat(compilation).succeededWithoutWarnings();
        return new Game(compilation);
    }

    Class<?> type(String name) {
        try {
            return Class.forName("com.game." + name, true, loader);
        } catch (ClassNotFoundException problem) {
            throw new AssertionError(problem);
        }
    }

    Object create(String type) {
        try {
            return type(type).getConstructor().newInstance();
        } catch (ReflectiveOperationException problem) {
            throw new AssertionError(problem);
        }
    }

    MessageIndex index() {
        String name = classes.keySet().stream()
                .filter(type -> type.contains("TainIndex"))
                .findFirst()
                .orElseThrow();
        return (MessageIndex) create(name.substring("com.game.".length()));
    }

    @SuppressWarnings("unchecked")
    MessageCodec<NetworkMessage> codec(String type) {
        return (MessageCodec<NetworkMessage>) create(type.replace('.', '_') + "_Codec");
    }

    /** The schema of a behaviour. */
    BehaviourSchema<?> schema(String type) {
        try {
            var instance = type(type.replace('.', '_') + "_Schema").getField("INSTANCE");
            return (BehaviourSchema<?>) instance.get(null);
        } catch (ReflectiveOperationException problem) {
            throw new AssertionError(problem);
        }
    }

    /** A networked behaviour, made by its constructor without arguments. */
    Thing thing(String type) {
        return new Thing((NetworkBehaviour) Objects.requireNonNull(schema(type).newBehaviour()));
    }

    /** What the type's {@code static … sample()} returns. */
    NetworkMessage sample(String type) {
        try {
            var method = type(type.replace('.', '$')).getDeclaredMethod("sample");
            method.setAccessible(true);
            return (NetworkMessage) method.invoke(null);
        } catch (ReflectiveOperationException problem) {
            throw new AssertionError(problem);
        }
    }

    byte[] bytesOf(String type, NetworkMessage message) {
        NetworkWriter writer = new NetworkWriter();
        codec(type).write(writer, message);
        return writer.toByteArray();
    }

    String hexOf(String type, NetworkMessage message) {
        return HexFormat.of().formatHex(bytesOf(type, message));
    }

    /** Reads all of {@code bytes}. */
    NetworkMessage read(String type, byte[] bytes) {
        NetworkReader reader = new NetworkReader(bytes);
        NetworkMessage message = codec(type).read(reader);
        if (reader.remaining() != 0) {
            throw new AssertionError(reader.remaining() + " bytes were not read.");
        }
        return message;
    }

    NetworkMessage read(String type, String hex) {
        return read(type, HexFormat.of().parseHex(hex));
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(Game.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
