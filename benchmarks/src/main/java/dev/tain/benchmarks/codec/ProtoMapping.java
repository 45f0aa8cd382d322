package dev.tain.benchmarks.codec;

import dev.tain.benchmarks.codec.proto.ProtoItem;
import dev.tain.benchmarks.codec.proto.ProtoProfile;
import dev.tain.benchmarks.codec.proto.ProtoScore;
import dev.tain.benchmarks.codec.proto.ProtoTeam;
import dev.tain.benchmarks.codec.proto.ProtoVector3;
import dev.tain.value.Vector3;
import java.util.ArrayList;
import java.util.List;

/** The game's records to protobuf's generated classes and back, as a game with records would have to. */
final class ProtoMapping {
    private static final Team[] TEAMS = Team.values();

    private ProtoMapping() {}

    private static ProtoVector3 toProto(Vector3 v) {
        return ProtoVector3.newBuilder().setX(v.x()).setY(v.y()).setZ(v.z()).build();
    }

    private static Vector3 fromProto(ProtoVector3 v) {
        return new Vector3(v.getX(), v.getY(), v.getZ());
    }

    static ProtoScore toProto(ScoreMessage message) {
        return ProtoScore.newBuilder()
                .setScore(message.score())
                .setScorePos(toProto(message.scorePos()))
                .setLives(message.lives())
                .build();
    }

    static ScoreMessage fromProto(ProtoScore proto) {
        return new ScoreMessage(proto.getScore(), fromProto(proto.getScorePos()), proto.getLives());
    }

    static ProtoProfile toProto(ProfileMessage message) {
        ProtoProfile.Builder builder = ProtoProfile.newBuilder()
                .setId(message.id())
                .setName(message.name())
                .setGuild(message.guild())
                .setMotto(message.motto())
                .setTeam(ProtoTeam.forNumber(message.team().ordinal()))
                .setPosition(toProto(message.position()))
                .addAllAchievements(message.achievements())
                .setWeapon(ProtoItem.newBuilder()
                        .setId(message.weapon().id())
                        .setName(message.weapon().name())
                        .setWeight(message.weapon().weight()))
                .setBalance(message.balance())
                .setOnline(message.online());
        for (int score : message.scores()) {
            builder.addScores(score);
        }
        return builder.build();
    }

    static ProfileMessage fromProto(ProtoProfile proto) {
        int[] scores = new int[proto.getScoresCount()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = proto.getScores(i);
        }
        List<String> achievements = new ArrayList<>(proto.getAchievementsList());
        ProtoItem weapon = proto.getWeapon();
        return new ProfileMessage(
                proto.getId(),
                proto.getName(),
                proto.getGuild(),
                proto.getMotto(),
                TEAMS[proto.getTeam().getNumber()],
                fromProto(proto.getPosition()),
                scores,
                achievements,
                new Item(weapon.getId(), weapon.getName(), weapon.getWeight()),
                proto.getBalance(),
                proto.getOnline());
    }
}
