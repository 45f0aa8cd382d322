package dev.tain.examples.flag;

import dev.tain.connection.NetworkMessage;
import java.util.List;

/** Who captured how often. */
record Scoreboard(List<Line> lines) implements NetworkMessage {
    record Line(String name, Team team, int captures) {}

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(line.name)
                    .append(" (")
                    .append(line.team)
                    .append(") ")
                    .append(line.captures);
        }
        return text.toString();
    }
}
