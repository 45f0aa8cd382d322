package dev.tain.testing;

import dev.tain.annotation.MaxSize;
import dev.tain.connection.NetworkMessage;
import dev.tain.connection.NetworkRequest;
import dev.tain.value.Vector3;
import java.util.List;

/** Messages that the situations send. */
final class Messages {
    private Messages() {}

    record Score(int score, Vector3 scorePos, int lives) implements NetworkMessage {}

    record Chat(@MaxSize(200) String text) implements NetworkMessage {}

    record Number(int value) implements NetworkMessage {}

    record Position(int sequence, float x, float y) implements NetworkMessage {}

    record Blob(byte[] bytes) implements NetworkMessage {}

    record Numbers(List<Integer> values) implements NetworkMessage {}

    record Empty() implements NetworkMessage {}

    record Percent(int value) implements NetworkMessage {
        Percent {
            if (value > 100) {
                throw new IllegalArgumentException("more than all");
            }
        }
    }

    record Asserted(int value) implements NetworkMessage {
        Asserted {
            if (value > 100) {
                throw new AssertionError("value " + value);
            }
        }
    }

    record Tree(List<Tree> children) implements NetworkMessage {}

    record Login(String name) implements NetworkRequest<Account> {}

    record Fetch() implements NetworkRequest<Blob> {}

    record Account(int coins) implements NetworkMessage {}
}
