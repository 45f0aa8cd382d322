package dev.tain.internal.object;

import dev.tain.codegen.BehaviourSchema;
import dev.tain.codegen.NetworkedBehaviour;
import dev.tain.internal.schema.TypeTable;
import dev.tain.object.Assembly;
import dev.tain.object.Backstage;
import dev.tain.object.NetworkBehaviour;
import dev.tain.object.NetworkIdentity;
import dev.tain.object.Prefab;
import dev.tain.object.Prefabs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts objects together out of prefabs; of each scene object there is one. */
public final class AssemblyLine {
    private final Backstage.Host host;
    private final TypeTable types;
    private final Prefabs prefabs;
    private final Consumer<NetworkIdentity> made;
    private final Map<String, NetworkIdentity> sceneObjects = new HashMap<>();

    /** @param made gets each object when all its parts are there */
    public AssemblyLine(Backstage.Host host, TypeTable types, Prefabs prefabs, Consumer<NetworkIdentity> made) {
        this.host = host;
        this.types = types;
        this.prefabs = prefabs;
        this.made = made;
    }

    public Prefabs prefabs() {
        return prefabs;
    }

    /**
     * @throws IllegalArgumentException if there is no such prefab, or it adds what cannot be added
     */
    public NetworkIdentity instantiate(String name) {
        Prefab prefab = prefabs.prefab(name);
        if (prefab == null) {
            throw new IllegalArgumentException(missing(name, false));
        }
        return assemble(prefab, name, false);
    }

    /**
     * The scene object of that name, made when first asked for.
     *
     * @throws IllegalArgumentException if there is no such scene object, or it adds what cannot be added
     */
    public NetworkIdentity sceneObject(String name) {
        NetworkIdentity known = sceneObjects.get(name);
        if (known != null) {
            return known;
        }
        Prefab prefab = prefabs.sceneObject(name);
        if (prefab == null) {
            throw new IllegalArgumentException(missing(name, true));
        }
        NetworkIdentity object = assemble(prefab, name, true);
        sceneObjects.put(name, object);
        return object;
    }

    /** Null if there is such a prefab or scene object; else a sentence that names those there are. */
    public @Nullable String missing(String name, boolean scene) {
        if ((scene ? prefabs.sceneObject(name) : prefabs.prefab(name)) != null) {
            return null;
        }
        List<String> there = scene ? prefabs.sceneObjectNames() : prefabs.names();
        return "There is no " + (scene ? "scene object" : "prefab") + " '" + name + "'; there are " + list(there)
                + ". Add it to the builder's prefabs(…).";
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private NetworkIdentity assemble(Prefab prefab, String name, boolean scene) {
        NetworkIdentity object = Backstage.newIdentity(host, name, scene);
        prefab.assemble(new Parts(object));
        made.accept(object);
        return object;
    }

    private final class Parts implements Assembly {
        private final NetworkIdentity object;

        Parts(NetworkIdentity object) {
            this.object = object;
        }

        @Override
        public boolean isServer() {
            return host.isServer();
        }

        @Override
        public NetworkIdentity identity() {
            return object;
        }

        @Override
        public <T extends NetworkBehaviour> T add(T behaviour) {
            String name = behaviour.getClass().getName();
            NetworkedBehaviour networked = Backstage.networked(behaviour);
            if (networked == null) {
                throw new IllegalArgumentException(
                        name + " was made with plain new, so its remote methods would just run"
                                + " here. Add a " + behaviour.getClass().getSimpleName()
                                + "_Networked, which the annotation processor wrote and which has the same constructors.");
            }
            if (behaviour.isAttached()) {
                throw new IllegalArgumentException(
                        behaviour + " belongs to an object already; each object needs behaviours of its own.");
            }
            if (object.behaviours().size() == Part.PARTS_MAX) {
                throw new IllegalArgumentException("'" + object.prefab() + "' has " + Part.PARTS_MAX
                        + " behaviours, which is the most there can be; put what " + name
                        + " does into one of the others, or into a child object.");
            }
            BehaviourSchema<?> schema = networked.networkSchema();
            if (types.behaviour(schema.type()) == null) {
                throw new IllegalArgumentException(missing(schema.type()));
            }
            Backstage.attach(object, behaviour);
            return behaviour;
        }

        @Override
        public <T extends NetworkBehaviour> T add(Class<T> type) {
            BehaviourSchema<?> schema = types.behaviour(type);
            if (schema == null) {
                throw new IllegalArgumentException(missing(type));
            }
            Object made = schema.newBehaviour();
            if (made == null) {
                throw new IllegalArgumentException(
                        type.getName() + " has no constructor without arguments; write parts.add(" + "new "
                                + type.getSimpleName() + "_Networked(…)) in the prefab.");
            }
            return add(type.cast(made));
        }

        private String missing(Class<?> type) {
            return "There is no generated code for " + type.getName() + ". If it is abstract or has type parameters, no"
                    + " object can have it; name a subclass that is not, and names them. Else the Tain annotation processor has"
                    + " not run on the module that declares it, or its index was not given to messages(…).";
        }
    }
}
