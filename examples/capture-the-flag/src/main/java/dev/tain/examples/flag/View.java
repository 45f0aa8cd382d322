package dev.tain.examples.flag;

import dev.tain.connection.NetworkMessage;
import dev.tain.object.NetworkIdentity;
import dev.tain.value.Vector2;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The match as one side sees it: what the server compares with its own. */
record View(int red, int blue, boolean over, List<String> news, List<FlagView> flags, List<PlayerView> players)
        implements NetworkMessage {
    record FlagView(Team team, FlagState state, int carrier, Vector2 position) {}

    record PlayerView(int netId, String name, Team team, Vector2 position, int captures) {}

    /** What can be seen in these objects. */
    static View of(List<NetworkIdentity> objects) {
        int red = 0;
        int blue = 0;
        boolean over = false;
        List<String> news = new ArrayList<>();
        List<FlagView> flags = new ArrayList<>();
        List<PlayerView> players = new ArrayList<>();
        for (NetworkIdentity object : objects) {
            Match match = object.findBehaviour(Match.class);
            Flag flag = object.findBehaviour(Flag.class);
            Player player = object.findBehaviour(Player.class);
            if (match != null) {
                red = match.red;
                blue = match.blue;
                over = match.over;
                news.addAll(match.news);
            } else if (flag != null) {
                int carrier = flag.carrier == null ? 0 : flag.carrier.netId();
                flags.add(new FlagView(flag.team, flag.state, carrier, flag.position));
            } else if (player != null) {
                players.add(new PlayerView(object.netId(), player.name, player.team, player.position, player.captures));
            }
        }
        flags.sort(Comparator.comparing(FlagView::team));
        players.sort(Comparator.comparing(PlayerView::netId));
        return new View(red, blue, over, news, flags, players);
    }
}
