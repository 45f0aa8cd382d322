package dev.tain.transport.netty;

import dev.tain.transport.DisconnectReason;

/** What the other side did wrong, from the stage that saw it to the connection. Has no stack: it is no fault of ours. */
public final class ProtocolFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final DisconnectReason reason;
    private final String detail;

    public ProtocolFault(DisconnectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    DisconnectReason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
