package dev.tain.benchmarks.sync;

import dev.tain.value.Vector3;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The least a server can do, written by hand for these three classes: compare each field with what was sent, encode what
 * differs into one array, copy that to every recipient. The bytes of an update are those of Tain's.
 */
final class HandWritten {
    private abstract static class Plain implements Changing {
        int netId;
    }

    private static final class OrcObject extends Plain {
        int health = 100;
        float speed = 1;
        Vector3 position = Vector3.ZERO;
        String name = "Orc";
        byte state;

        @Override
        public void change(int health, Vector3 position) {
            this.health = health;
            this.position = position;
        }
    }

    private static final class TowerObject extends Plain {
        int health = 100;
        float speed = 1;
        Vector3 position = Vector3.ZERO;
        String name = "Tower";
        byte state;

        @Override
        public void change(int health, Vector3 position) {
            this.health = health;
            this.position = position;
        }
    }

    private static final class ChestObject extends Plain {
        int health = 100;
        float speed = 1;
        Vector3 position = Vector3.ZERO;
        String name = "Chest";
        byte state;

        @Override
        public void change(int health, Vector3 position) {
            this.health = health;
            this.position = position;
        }
    }

    private final OrcObject[] orcs;
    private final TowerObject[] towers;
    private final ChestObject[] chests;
    private final OrcObject[] sentOrcs;
    private final TowerObject[] sentTowers;
    private final ChestObject[] sentChests;
    private final byte[] encoded;
    private final byte[][] recipients;
    private final List<Changing> objects = new ArrayList<>();
    private int position;

    HandWritten(int objects, int clients) {
        int third = objects / 3;
        orcs = new OrcObject[objects - 2 * third];
        towers = new TowerObject[third];
        chests = new ChestObject[third];
        sentOrcs = new OrcObject[orcs.length];
        sentTowers = new TowerObject[third];
        sentChests = new ChestObject[third];
        for (int i = 0; i < orcs.length; i++) {
            orcs[i] = new OrcObject();
            orcs[i].netId = 3 * i + 1;
            sentOrcs[i] = new OrcObject();
        }
        for (int i = 0; i < third; i++) {
            towers[i] = new TowerObject();
            towers[i].netId = 3 * i + 2;
            sentTowers[i] = new TowerObject();
            chests[i] = new ChestObject();
            chests[i].netId = 3 * i + 3;
            sentChests[i] = new ChestObject();
        }
        encoded = new byte[objects * 64];
        recipients = new byte[clients][objects * 64];
        list(this.objects);
    }

    List<Changing> objects() {
        return objects;
    }

    private void list(List<Changing> all) {
        for (int i = 0; i < orcs.length; i++) {
            all.add(orcs[i]);
            if (i < towers.length) {
                all.add(towers[i]);
                all.add(chests[i]);
            }
        }
    }

    /** Bytes encoded in this tick. */
    int tick(int clients) {
        position = 0;
        compareOrcs();
        compareTowers();
        compareChests();
        for (int i = 0; i < clients; i++) {
            System.arraycopy(encoded, 0, recipients[i], 0, position);
        }
        return position;
    }

    private void compareOrcs() {
        for (int i = 0; i < orcs.length; i++) {
            OrcObject now = orcs[i];
            OrcObject sent = sentOrcs[i];
            int mask = 0;
            if (now.health != sent.health) {
                mask |= 1;
            }
            if (Float.floatToRawIntBits(now.speed) != Float.floatToRawIntBits(sent.speed)) {
                mask |= 2;
            }
            if (now.position != sent.position && !now.position.equals(sent.position)) {
                mask |= 4;
            }
            if (now.name != sent.name && !now.name.equals(sent.name)) {
                mask |= 8;
            }
            if (now.state != sent.state) {
                mask |= 16;
            }
            if (mask != 0) {
                encode(now.netId, mask, now.health, now.speed, now.position, now.name, now.state);
                sent.health = now.health;
                sent.speed = now.speed;
                sent.state = now.state;
                if ((mask & 4) != 0) {
                    sent.position = now.position;
                }
                if ((mask & 8) != 0) {
                    sent.name = now.name;
                }
            }
        }
    }

    private void compareTowers() {
        for (int i = 0; i < towers.length; i++) {
            TowerObject now = towers[i];
            TowerObject sent = sentTowers[i];
            int mask = 0;
            if (now.health != sent.health) {
                mask |= 1;
            }
            if (Float.floatToRawIntBits(now.speed) != Float.floatToRawIntBits(sent.speed)) {
                mask |= 2;
            }
            if (now.position != sent.position && !now.position.equals(sent.position)) {
                mask |= 4;
            }
            if (now.name != sent.name && !now.name.equals(sent.name)) {
                mask |= 8;
            }
            if (now.state != sent.state) {
                mask |= 16;
            }
            if (mask != 0) {
                encode(now.netId, mask, now.health, now.speed, now.position, now.name, now.state);
                sent.health = now.health;
                sent.speed = now.speed;
                sent.state = now.state;
                if ((mask & 4) != 0) {
                    sent.position = now.position;
                }
                if ((mask & 8) != 0) {
                    sent.name = now.name;
                }
            }
        }
    }

    private void compareChests() {
        for (int i = 0; i < chests.length; i++) {
            ChestObject now = chests[i];
            ChestObject sent = sentChests[i];
            int mask = 0;
            if (now.health != sent.health) {
                mask |= 1;
            }
            if (Float.floatToRawIntBits(now.speed) != Float.floatToRawIntBits(sent.speed)) {
                mask |= 2;
            }
            if (now.position != sent.position && !now.position.equals(sent.position)) {
                mask |= 4;
            }
            if (now.name != sent.name && !now.name.equals(sent.name)) {
                mask |= 8;
            }
            if (now.state != sent.state) {
                mask |= 16;
            }
            if (mask != 0) {
                encode(now.netId, mask, now.health, now.speed, now.position, now.name, now.state);
                sent.health = now.health;
                sent.speed = now.speed;
                sent.state = now.state;
                if ((mask & 4) != 0) {
                    sent.position = now.position;
                }
                if ((mask & 8) != 0) {
                    sent.name = now.name;
                }
            }
        }
    }

    private void encode(int netId, int mask, int health, float speed, Vector3 at, String name, byte state) {
        byte[] out = encoded;
        int p = varUInt(out, position, netId);
        int size = p++;
        p = varUInt(out, p, mask);
        if ((mask & 1) != 0) {
            p = varUInt(out, p, health << 1 ^ health >> 31);
        }
        if ((mask & 2) != 0) {
            p = fixed(out, p, Float.floatToRawIntBits(speed));
        }
        if ((mask & 4) != 0) {
            p = fixed(out, p, Float.floatToRawIntBits(at.x()));
            p = fixed(out, p, Float.floatToRawIntBits(at.y()));
            p = fixed(out, p, Float.floatToRawIntBits(at.z()));
        }
        if ((mask & 8) != 0) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            out[p++] = (byte) (text.length + 1);
            System.arraycopy(text, 0, out, p, text.length);
            p += text.length;
        }
        if ((mask & 16) != 0) {
            out[p++] = state;
        }
        out[size] = (byte) (p - size);
        position = p;
    }

    private static int varUInt(byte[] out, int at, int value) {
        int p = at;
        if (Integer.compareUnsigned(value, 240) <= 0) {
            out[p++] = (byte) value;
        } else if (Integer.compareUnsigned(value, 2287) <= 0) {
            out[p++] = (byte) ((value - 240 >> 8) + 241);
            out[p++] = (byte) (value - 240);
        } else if (Integer.compareUnsigned(value, 67823) <= 0) {
            out[p++] = (byte) 249;
            out[p++] = (byte) (value - 2288 >> 8);
            out[p++] = (byte) (value - 2288);
        } else {
            out[p++] = (byte) 251;
            p = fixed(out, p, value);
        }
        return p;
    }

    private static int fixed(byte[] out, int at, int value) {
        out[at] = (byte) value;
        out[at + 1] = (byte) (value >> 8);
        out[at + 2] = (byte) (value >> 16);
        out[at + 3] = (byte) (value >> 24);
        return at + 4;
    }
}
