package org.sanderling.evaluation.openloop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a planner has to beat: predictions that need no model, [samples][steering, throttle] each. */
final class NaiveBaselines {
    static final int NEIGHBOURS = 5;

    private NaiveBaselines() {}

    /** The last command, repeated. */
    static List<float[]> holdLast(List<Window> windows) {
        return windows.stream().map(Window::held).toList();
    }

    /** Each step's mean over the training windows. */
    static float[] mean(List<Window> windows) {
        double[] sum = new double[windows.getFirst().target().length];
        for (Window window : windows) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += window.target()[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / windows.size());
        }
        return mean;
    }

    /** The same prediction everywhere. */
    static List<float[]> everywhere(float[] trajectory, int windows) {
        return Collections.nCopies(windows, trajectory);
    }

    /** Mean target of the five training windows whose images are nearest (Euclidean distance of grey thumbnails). */
    static List<float[]> nearestFive(List<float[]> grey, List<float[]> trainGrey, List<Window> train) {
        List<float[]> predicted = new ArrayList<>();
        for (float[] image : grey) {
            double[] distance = trainGrey.stream()
                    .mapToDouble(g -> squaredDistance(g, image))
                    .toArray();
            List<Window> nearest = IntStream.range(0, distance.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> distance[i]))
                    .limit(NEIGHBOURS)
                    .map(train::get)
                    .toList();
            predicted.add(mean(nearest));
        }
        return predicted;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double off = a[i] - b[i];
            sum += off * off;
        }
        return sum;
    }
}
