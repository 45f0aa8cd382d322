package dev.tain.motion;

import java.time.Duration;

/**
 * What of a {@link NetworkTransform} travels, how exactly, who decides and by which way. Immutable.
 *
 * <pre>{@code
 * TransformSettings.builder().position(true, false, true).authority(Authority.OWNER).build()
 * }</pre>
 */
public final class TransformSettings {
    /** Who says where the object is. */
    public enum Authority {
        /** The server. */
        SERVER,
        /** The owner's client, which the server may contradict; without an owner, the server. */
        OWNER
    }

    /** How motion travels. Whichever it is, where the object comes to rest arrives for certain. */
    public enum Method {
        /** For certain and in order; a lost packet holds up those behind it. */
        RELIABLE,
        /** What is lost is lost, and the next one says it all. */
        UNRELIABLE,
        /** As {@link #UNRELIABLE}, but only what is different from a place that is told for certain now and then. */
        DELTA
    }

    /** Which space the numbers are in. */
    public enum Space {
        /** The parent's. */
        LOCAL,
        /** The world's, for engines whose adapter knows both. */
        WORLD
    }

    private final int parts;
    private final int interpolated;
    private final double[] precisions;
    private final Authority authority;
    private final Method method;
    private final Space space;
    private final Duration baselineInterval;

    private TransformSettings(Builder builder) {
        this.parts = builder.parts;
        this.interpolated = builder.interpolated;
        this.precisions = builder.precisions.clone();
        this.authority = builder.authority;
        this.method = builder.method;
        this.space = builder.space;
        this.baselineInterval = builder.baselineInterval;
    }

    /** Position and rotation, decided by the server, {@link Method#UNRELIABLE}. */
    public static TransformSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Authority authority() {
        return authority;
    }

    public Method method() {
        return method;
    }

    public Space space() {
        return space;
    }

    public Duration baselineInterval() {
        return baselineInterval;
    }

    /** Which parts travel, one bit each; see {@link Grid}. */
    int parts() {
        return parts;
    }

    int interpolated() {
        return interpolated;
    }

    double precision(int part) {
        return precisions[part];
    }

    /** Collects settings. */
    public static final class Builder {
        private int parts = Grid.POSITION | Grid.ROTATION;
        private int interpolated = Grid.POSITION | Grid.ROTATION | Grid.SCALE;
        private final double[] precisions = {0.01, 0.01, 0.01, 1, 0.01, 0.01, 0.01};
        private Authority authority = Authority.SERVER;
        private Method method = Method.UNRELIABLE;
        private Space space = Space.LOCAL;
        private Duration baselineInterval = Duration.ofSeconds(1);

        private Builder() {}

        /** Which coordinates travel; all by default. The others are left alone. */
        public Builder position(boolean x, boolean y, boolean z) {
            travels(Grid.X, x, y, z);
            return this;
        }

        /** Whether the rotation travels; it does by default, and to a degree. */
        public Builder rotation(boolean travels) {
            parts = travels ? parts | Grid.ROTATION : parts & ~Grid.ROTATION;
            return this;
        }

        /** Along which axes the scale travels; none by default. */
        public Builder scale(boolean x, boolean y, boolean z) {
            travels(Grid.SCALE_X, x, y, z);
            return this;
        }

        private void travels(int first, boolean x, boolean y, boolean z) {
            parts &= ~(7 << first);
            parts |= ((x ? 1 : 0) | (y ? 2 : 0) | (z ? 4 : 0)) << first;
        }

        /** The step of all coordinates; 0.01 by default. */
        public Builder positionPrecision(double step) {
            return positionPrecision(step, step, step);
        }

        /** The step of each coordinate. */
        public Builder positionPrecision(double x, double y, double z) {
            steps("positionPrecision", Grid.X, x, y, z);
            return this;
        }

        /** The step of the scale; 0.01 by default. */
        public Builder scalePrecision(double step) {
            return scalePrecision(step, step, step);
        }

        /** The step of the scale along each axis. */
        public Builder scalePrecision(double x, double y, double z) {
            steps("scalePrecision", Grid.SCALE_X, x, y, z);
            return this;
        }

        private void steps(String what, int first, double x, double y, double z) {
            precisions[first] = positive(what, x);
            precisions[first + 1] = positive(what, y);
            precisions[first + 2] = positive(what, z);
        }

        private static double positive(String what, double step) {
            if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(what + " is " + step + "; it takes more than 0.");
            }
            return step;
        }

        /** Who decides; the server by default. */
        public Builder authority(Authority authority) {
            this.authority = authority;
            return this;
        }

        /** How it travels; {@link Method#UNRELIABLE} by default. */
        public Builder method(Method method) {
            this.method = method;
            return this;
        }

        /** Which parts are shown between two moments, rather than as of the last; all by default. */
        public Builder interpolate(boolean position, boolean rotation, boolean scale) {
            interpolated = (position ? Grid.POSITION : 0) | (rotation ? Grid.ROTATION : 0) | (scale ? Grid.SCALE : 0);
            return this;
        }

        /** Which space; the parent's by default. A {@link PoseTarget} has the space it has. */
        public Builder space(Space space) {
            this.space = space;
            return this;
        }

        /** With {@link Method#DELTA}, after how long the place that differences refer to is told anew; a second by default. */
        public Builder baselineInterval(Duration interval) {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("baselineInterval is " + interval + "; it takes more than 0.");
            }
            baselineInterval = interval;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if nothing travels
         */
        public TransformSettings build() {
            if (parts == 0) {
                throw new IllegalArgumentException(
                        "Neither position nor rotation nor scale travels. Choose one, or leave the NetworkTransform out.");
            }
            return new TransformSettings(this);
        }
    }
}
