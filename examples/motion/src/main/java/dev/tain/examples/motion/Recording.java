package dev.tain.examples.motion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was seen of one car: places over time, and errors over time. */
final class Recording {
    /** A place at a time, seconds. */
    record Place(double time, double x, double z) {
        double distance(Place other) {
            return Math.hypot(x - other.x, z - other.z);
        }
    }

    final List<Place> trueOnes = new ArrayList<>();
    final List<Place> predicted = new ArrayList<>();
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

    /** How far each of these places is from where the car truly was at that time; pairs of time and metres. */
    List<double[]> errors(List<Place> places) {
        List<double[]> errors = new ArrayList<>();
        double last = trueOnes.get(trueOnes.size() - 1).time;
        for (Place place : places) {
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

    @Override
    public String toString() {
        return Arrays.asList(trueOnes.size(), predicted.size(), interpolated.size()) + " places";
    }
}
