package dev.tain.transport;

import org.jspecify.annotations.Nullable;

/** One connection of a {@link MemoryNetwork}: two pipes, and how it ends for either side. */
final class MemoryLink {
    final int id;
    final MemoryPipe toServer;
    final MemoryPipe toClient;

    /** The side was told that it is connected. */
    boolean isServerTold;

    boolean isClientTold;

    /** The side knows that it is over, by its own doing or because it was told. */
    boolean isServerDone;

    boolean isClientDone;

    private @Nullable DisconnectReason serverEnding;
    private @Nullable DisconnectReason clientEnding;
    private String serverDetail = "";
    private String clientDetail = "";

    MemoryLink(int id, int queueBytesMax) {
        this.id = id;
        toServer = new MemoryPipe(queueBytesMax);
        toClient = new MemoryPipe(queueBytesMax);
    }

    boolean isOpen() {
        return serverEnding == null && clientEnding == null && !isServerDone && !isClientDone;
    }

    void closeByServer() {
        toClient.flush();
        endByServer();
    }

    void abortByServer() {
        toClient.clear();
        endByServer();
    }

    void closeByClient() {
        toServer.flush();
        endByClient();
    }

    void abortByClient() {
        toServer.clear();
        endByClient();
    }

    /** The client does not read: the server hears so, and the client that the link is gone. */
    void congestToClient(String detail) {
        clear();
        serverEnding = DisconnectReason.CONGESTED;
        serverDetail = detail;
        clientEnding = DisconnectReason.CONNECTION_LOST;
        clientDetail = "The server broke the connection off.";
    }

    void congestToServer(String detail) {
        clear();
        clientEnding = DisconnectReason.CONGESTED;
        clientDetail = detail;
        serverEnding = DisconnectReason.CONNECTION_LOST;
        serverDetail = "The client broke the connection off.";
    }

    /** The reason the server is to be told now: everything before it was polled. */
    @Nullable
    DisconnectReason dueServerEnding() {
        return isServerDone || !toServer.isDrained() ? null : serverEnding;
    }

    @Nullable
    DisconnectReason dueClientEnding() {
        return isClientDone || !toClient.isDrained() ? null : clientEnding;
    }

    String serverDetail() {
        return serverDetail;
    }

    String clientDetail() {
        return clientDetail;
    }

    private void endByServer() {
        isServerDone = true;
        toServer.clear();
        if (clientEnding == null) {
            clientEnding = DisconnectReason.CONNECTION_LOST;
            clientDetail = "The server closed the connection.";
        }
    }

    private void endByClient() {
        isClientDone = true;
        toClient.clear();
        if (serverEnding == null) {
            serverEnding = DisconnectReason.CONNECTION_LOST;
            serverDetail = "The client closed the connection.";
        }
    }

    private void clear() {
        toClient.clear();
        toServer.clear();
    }
}
