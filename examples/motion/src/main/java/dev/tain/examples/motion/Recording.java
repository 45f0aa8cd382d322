package dev.tain.examples.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was seen of one car: places over time, and errors over time. */
final class Recording {
    /** A place at a time, seconds. */
    record Place(double time, double x, double z) {
        double distance(Place other) {
            return Math.hypot(x - other.x, z - other.z);
        }

        boolean isElsewhere(double otherX, double otherZ) {
            return x != otherX || z != otherZ;
        }
    }

    /** On the server, by its time … */
    final List<Place> trueOnes = new ArrayList<>();

    /** … and by the step of the input that it obeyed. */
    final Map<Integer, Place> obeyed = new TreeMap<>();

    /** What the driver's client simulated for a step, before it could know better. */
    final Map<Integer, Place> predicted = new TreeMap<>();

    /** On the driver's screen. */
    final List<Place> shownToDriver = new ArrayList<>();

    /** On the spectator's screen, by the time that is shown. */
    final List<Place> interpolated = new ArrayList<>();

    /** Where the car truly was at a time; null outside what is known. */
    private Place trueAt(double time) {
        int low = 0;
        int high = trueOnes.size() - 1;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (trueOnes.get(middle).time <= time) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Place a = trueOnes.get(low);
        Place b = trueOnes.get(high);
        double part = a.time == b.time ? 0 : (time - a.time) / (b.time - a.time);
        return new Place(time, a.x + (b.x - a.x) * part, a.z + (b.z - a.z) * part);
    }

    /** How far what was predicted for a step is from where the server had the car after it; pairs of time and metres. */
    List<double[]> predictionErrors() {
        List<double[]> errors = new ArrayList<>();
        predicted.forEach((step, place) -> {
            Place there = obeyed.get(step);
            if (there != null) {
                errors.add(new double[] {place.time, place.distance(there)});
            }
        });
        return errors;
    }

    /** How far what the spectator saw is from where the car was at the time that was shown; pairs of time and metres. */
    List<double[]> interpolationErrors() {
        List<double[]> errors = new ArrayList<>();
        double last = trueOnes.get(trueOnes.size() - 1).time;
        for (Place place : interpolated) {
            if (place.time >= trueOnes.get(0).time && place.time <= last) {
                errors.add(new double[] {place.time, place.distance(trueAt(place.time))});
            }
        }
        return errors;
    }

    /** The value that the given part of the errors does not exceed. */
    static double quantile(List<double[]> errors, double part) {
        double[] sorted =
                errors.stream().mapToDouble(error -> error[1]).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }

    /** The farthest it was shown to move in one frame. */
    static double largestStep(List<Place> places) {
        double largest = 0;
        for (int i = 1; i < places.size(); i++) {
            largest = Math.max(largest, places.get(i).distance(places.get(i - 1)));
        }
        return largest;
    }
}
