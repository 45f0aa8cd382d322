package dev.tain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tain.codegen.MessageCodec;
import dev.tain.codegen.MessageIndex;
import dev.tain.connection.ClientState;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.transport.MemoryNetwork;
import dev.tain.wire.NetworkReader;
import dev.tain.wire.NetworkWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The smallest conversation, with codecs written by hand: core stands without the processor. */
class FirstConversationTest {
    record Chat(String text) implements NetworkMessage {}

    record Ask(int number) implements NetworkRequest<Chat> {}

    static final class Index implements MessageIndex {
        @Override
        public int contractVersion() {
            return CONTRACT_VERSION;
        }

        @Override
        public List<MessageCodec<?>> codecs() {
            return List.of(
                    new MessageCodec<Chat>(Chat.class, null, "test.Chat", "text String") {
                        @Override
                        public void write(NetworkWriter writer, Chat value) {
                            writer.writeString(value.text());
                        }

                        @Override
                        public Chat read(NetworkReader reader) {
                            return new Chat(reader.readString());
                        }
                    },
                    new MessageCodec<Ask>(Ask.class, Chat.class, "test.Ask", "number int") {
                        @Override
                        public void write(NetworkWriter writer, Ask value) {
                            writer.writeVarInt(value.number());
                        }

                        @Override
                        public Ask read(NetworkReader reader) {
                            return new Ask(reader.readVarInt());
                        }
                    });
        }
    }

    @Test
    void messagesAndRequestsGoBothWays() {
        MemoryNetwork network = new MemoryNetwork();
        NetworkServer server = NetworkServer.builder()
                .transport(network.server())
                .messages(new Index())
                .sendRate(0)
                .build();
        NetworkClient client =
                NetworkClient.builder().messages(new Index()).sendRate(0).build();
        List<String> heard = new ArrayList<>();
        server.registerHandler(Chat.class, (connection, chat) -> server.sendToAll(new Chat(chat.text() + "!")));
        server.registerRequestHandler(Ask.class, ask -> new Chat("answer " + ask.number()));
        client.registerHandler(Chat.class, chat -> heard.add(chat.text()));
        server.start();
        client.connect(network.client());
        for (int i = 1; i <= 5; i++) {
            client.tick(i);
            server.tick(i);
        }
        assertThat(client.state()).isEqualTo(ClientState.CONNECTED);

        client.send(new Chat("hello"));
        client.request(new Ask(7)).onReply(reply -> heard.add(reply.text()));
        for (int i = 6; i <= 9; i++) {
            client.tick(i);
            server.tick(i);
        }

        assertThat(heard).containsExactly("hello!", "answer 7");
        server.stop();
    }
}
