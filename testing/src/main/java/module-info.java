/** A simulated network and clock for a game's own tests, and the contract every transport must pass. */
module dev.tain.testing {
    requires transitive dev.tain.core;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;
    requires static org.assertj.core;

    exports dev.tain.testing;

    uses dev.tain.testing.SimulatedNetwork.Protocol;
}
