package dev.tain.benchmarks.codec;

import dev.tain.value.Vector3;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The large message written by hand, with Tain's bytes for ASCII strings and small counts. */
final class HandWrittenProfile {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Team[] TEAMS = Team.values();

    private final byte[] buffer = new byte[1024];
    private int position;

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    ProfileMessage sameBytes(ProfileMessage message) {
        write(message);
        return read();
    }

    void write(ProfileMessage message) {
        position = 0;
        long id = message.id() >> 63 ^ message.id() << 1;
        buffer[position++] = (byte) 254;
        for (int i = 0; i < 7; i++) {
            buffer[position++] = (byte) (id >>> 8 * i);
        }
        writeString(message.name());
        writeString(message.guild());
        writeString(message.motto());
        buffer[position++] = (byte) (message.team().ordinal() << 1);
        writeFloat(message.position().x());
        writeFloat(message.position().y());
        writeFloat(message.position().z());
        int[] scores = message.scores();
        buffer[position++] = (byte) (scores.length + 1);
        for (int score : scores) {
            INT.set(buffer, position, score);
            position += 4;
        }
        List<String> achievements = message.achievements();
        buffer[position++] = (byte) (achievements.size() + 1);
        for (int i = 0; i < achievements.size(); i++) {
            writeString(achievements.get(i));
        }
        int item = message.weapon().id() << 1;
        buffer[position++] = (byte) 249;
        buffer[position++] = (byte) (item - 2288 >> 8);
        buffer[position++] = (byte) (item - 2288);
        writeString(message.weapon().name());
        writeFloat(message.weapon().weight());
        LONG.set(buffer, position, Double.doubleToRawLongBits(message.balance()));
        position += 8;
        buffer[position++] = (byte) (message.online() ? 1 : 0);
    }

    private ProfileMessage read() {
        position = 1;
        long raw = 0;
        for (int i = 6; i >= 0; i--) {
            raw = raw << 8 | buffer[position + i] & 0xFF;
        }
        position += 7;
        long id = raw >>> 1 ^ -(raw & 1);
        String name = readString();
        String guild = readString();
        String motto = readString();
        Team team = TEAMS[buffer[position++] >>> 1];
        Vector3 at = new Vector3(readFloat(), readFloat(), readFloat());
        int[] scores = new int[buffer[position++] - 1];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (int) INT.get(buffer, position);
            position += 4;
        }
        int count = buffer[position++] - 1;
        List<String> achievements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            achievements.add(readString());
        }
        int item = 2288 + ((buffer[position + 1] & 0xFF) << 8) + (buffer[position + 2] & 0xFF);
        position += 3;
        String weapon = readString();
        float weight = readFloat();
        double balance = Double.longBitsToDouble((long) LONG.get(buffer, position));
        position += 8;
        boolean online = buffer[position++] != 0;
        return new ProfileMessage(
                id,
                name,
                guild,
                motto,
                team,
                at,
                scores,
                achievements,
                new Item(item >> 1, weapon, weight),
                balance,
                online);
    }

    private void writeString(String value) {
        int length = value.length();
        SHORT.set(buffer, position, (short) (length + 1));
        position += 2;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                throw new IllegalArgumentException("ASCII only");
            }
            buffer[position + i] = (byte) c;
        }
        position += length;
    }

    private String readString() {
        int length = (short) SHORT.get(buffer, position) - 1;
        String value = new String(buffer, position + 2, length, StandardCharsets.UTF_8);
        position += 2 + length;
        return value;
    }

    private void writeFloat(float value) {
        INT.set(buffer, position, Float.floatToRawIntBits(value));
        position += 4;
    }

    private float readFloat() {
        float value = Float.intBitsToFloat((int) INT.get(buffer, position));
        position += 4;
        return value;
    }
}
