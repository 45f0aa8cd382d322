package dev.tain.processor;

import dev.tain.codegen.BehaviourSchema;
import dev.tain.codegen.BehaviourState;
import dev.tain.codegen.IncomingCall;
import dev.tain.codegen.NetworkedBehaviour;
import dev.tain.connection.NetworkConnection;
import dev.tain.object.NetworkBehaviour;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** A behaviour of a compiled game, whose fields and methods a test reaches by name. */
final class Thing {
    final NetworkBehaviour behaviour;

    Thing(NetworkBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    private static Field field(Object of, String name) {
        for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new AssertionError(of + " has no field " + name);
    }

    Object get(String name) {
        try {
            return field(behaviour, name).get(behaviour);
        } catch (IllegalAccessException problem) {
            throw new AssertionError(problem);
        }
    }

    Thing set(String name, Object value) {
        try {
            field(behaviour, name).set(behaviour, value);
            return this;
        } catch (IllegalAccessException problem) {
            throw new AssertionError(problem);
        }
    }

    /** What the game wrote down, in a field {@code List<String> log}. */
    List<?> log() {
        return (List<?>) get("log");
    }

    Object call(String name, Object... arguments) {
        for (Class<?> type = behaviour.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && method.getParameterCount() == arguments.length
                        && !method.isBridge()
                        && fits(method, arguments)) {
                    return call(method, arguments);
                }
            }
        }
        throw new AssertionError(behaviour + " has no method " + name + Arrays.toString(arguments));
    }

    private static boolean fits(Method method, Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (!type.isPrimitive() && arguments[i] != null && !type.isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private Object call(Method method, Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(behaviour, arguments);
        } catch (InvocationTargetException problem) {
            if (problem.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(problem);
        } catch (IllegalAccessException problem) {
            throw new AssertionError(problem);
        }
    }

    BehaviourSchema<?> schema() {
        return ((NetworkedBehaviour) behaviour).networkSchema();
    }

    /** A state with all of its fields. */
    BehaviourState captured() {
        BehaviourState state = schema().newState();
        state.capture(behaviour, schema().allFields());
        return state;
    }

    byte[] written(long mask) {
        NetworkWriter writer = new NetworkWriter();
        captured().write(writer, mask);
        return writer.toByteArray();
    }

    /** Sends fields to another of its class: read, apply, hooks. */
    void sync(Thing to, long mask, FakeHost there) {
        BehaviourState before = to.captured();
        BehaviourState received = to.schema().newState();
        NetworkReader reader = new NetworkReader(written(mask));
        received.read(reader, mask);
        if (reader.remaining() != 0) {
            throw new AssertionError(reader.remaining() + " bytes were not read.");
        }
        received.apply(to.behaviour, mask, there.lookup());
        received.callHooks(to.behaviour, before, mask, there.lookup());
    }

    /** Runs a call that arrived. */
    void receive(FakeHost.Call call, NetworkConnection sender, FakeHost here) {
        receive(call.function(), call.bytes(), sender, here);
    }

    void receive(int function, byte[] bytes, NetworkConnection sender, FakeHost here) {
        NetworkReader reader = new NetworkReader(bytes);
        reader.context(here.lookup());
        ((NetworkedBehaviour) behaviour).receiveCall(function, new IncomingCall() {
            @Override
            public NetworkReader reader() {
                return reader;
            }

            @Override
            public void begin() {
                if (reader.remaining() != 0) {
                    throw reader.malformed(reader.remaining() + " bytes are left");
                }
            }

            @Override
            public NetworkConnection sender() {
                return sender;
            }
        });
    }
}
