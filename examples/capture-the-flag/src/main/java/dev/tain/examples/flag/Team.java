package dev.tain.examples.flag;

import dev.tain.value.Vector2;

/** The two teams; red's base is in the west. */
enum Team {
    RED(new Vector2(5, 20)),
    BLUE(new Vector2(55, 20));

    private final Vector2 base;

    Team(Vector2 base) {
        this.base = base;
    }

    /** Where its flag stands and its players appear. */
    Vector2 base() {
        return base;
    }

    Team other() {
        return this == RED ? BLUE : RED;
    }

    /** Whether a place is in this team's half. */
    boolean isHome(Vector2 place) {
        return this == RED == place.x() < 30;
    }
}
