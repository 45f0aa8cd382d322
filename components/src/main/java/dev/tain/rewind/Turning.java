package dev.tain.rewind;

import dev.tain.object.Pose;

/** From the space an object is in to the object's own. */
final class Turning {
    private Turning() {}

    /** A point and a direction, six numbers, as the object sees them; its scale is left out. */
    static double[] into(Pose pose, double[] ray) {
        double[] local = new double[6];
        double length = Math.sqrt((double) pose.rotationX * pose.rotationX
                + (double) pose.rotationY * pose.rotationY
                + (double) pose.rotationZ * pose.rotationZ
                + (double) pose.rotationW * pose.rotationW);
        double s = length > 1e-9 ? 1 / length : 0;
        double qx = -pose.rotationX * s;
        double qy = -pose.rotationY * s;
        double qz = -pose.rotationZ * s;
        double qw = length > 1e-9 ? pose.rotationW * s : 1;
        turn(qx, qy, qz, qw, ray[0] - pose.x, ray[1] - pose.y, ray[2] - pose.z, local, 0);
        turn(qx, qy, qz, qw, ray[3], ray[4], ray[5], local, 3);
        return local;
    }

    private static void turn(
            double qx, double qy, double qz, double qw, double x, double y, double z, double[] into, int at) {
        double tx = 2 * (qy * z - qz * y);
        double ty = 2 * (qz * x - qx * z);
        double tz = 2 * (qx * y - qy * x);
        into[at] = x + qw * tx + qy * tz - qz * ty;
        into[at + 1] = y + qw * ty + qz * tx - qx * tz;
        into[at + 2] = z + qw * tz + qx * ty - qy * tx;
    }
}
