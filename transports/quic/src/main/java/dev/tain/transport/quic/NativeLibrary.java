package dev.tain.transport.quic;

import dev.tain.transport.TransportException;
import io.netty.handler.codec.quic.Quic;

/** Netty's native library, which a platform has or has not. */
final class NativeLibrary {
    private NativeLibrary() {}

    /** @throws TransportException saying what is missing, if QUIC cannot be spoken here */
    static void require() {
        Throwable cause = Quic.unavailabilityCause();
        if (cause != null) {
            throw missing(System.getProperty("os.name"), System.getProperty("os.arch"), cause);
        }
    }

    static TransportException missing(String system, String processor, Throwable cause) {
        return new TransportException(
                "QUIC cannot be spoken on " + system + ", " + processor + ": " + cause.getMessage()
                        + ". Put io.netty:netty-codec-native-quic with the classifier of this platform on the class path "
                        + "(there are linux-x86_64, linux-aarch_64, osx-x86_64, osx-aarch_64, windows-x86_64), or use "
                        + "another transport.",
                cause);
    }
}
