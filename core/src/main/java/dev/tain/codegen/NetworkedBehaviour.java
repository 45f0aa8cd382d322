package dev.tain.codegen;

/**
 * What the generated subclass of a behaviour implements; only such behaviours can be attached to an object. The subclass
 * is called {@code Player_Networked}, has the constructors of {@code Player}, and overrides its remote methods.
 */
public interface NetworkedBehaviour {
    /** What is known of its class. */
    BehaviourSchema<?> networkSchema();

    /**
     * Runs the method itself for a call that arrived.
     *
     * @param function its index in {@link BehaviourSchema#functions}
     */
    void receiveCall(int function, IncomingCall call);
}
