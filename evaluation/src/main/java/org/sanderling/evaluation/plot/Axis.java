package org.sanderling.evaluation.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Values to pixels along one direction, linear or logarithmic, and the round values on the way. */
record Axis(double from, double to, boolean log, double fromPx, double toPx) {
    /** Holds all the values, with a margin; something sensible where there are none or they are all the same. */
    static Axis around(DoubleStream values, boolean log, double fromPx, double toPx) {
        double[] fit = values.filter(v -> Double.isFinite(v) && !(log && v <= 0))
                .map(v -> log ? Math.log10(v) : v)
                .sorted()
                .toArray();
        double low = fit.length == 0 ? 0 : fit[0];
        double high = fit.length == 0 ? 1 : fit[fit.length - 1];
        double margin = high > low ? (high - low) * 0.05 : Math.max(Math.abs(low) * 0.1, 0.5);
        return new Axis(low - margin, high + margin, log, fromPx, toPx);
    }

    boolean holds(double value) {
        return Double.isFinite(value) && !(log && value <= 0);
    }

    double px(double value) {
        double v = log ? Math.log10(value) : value;
        return fromPx + (v - from) / (to - from) * (toPx - fromPx);
    }

    /** Three to eight of them. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (log) {
            double[] within = to - from > 2.5 ? new double[] {1} : new double[] {1, 2, 5};
            for (int decade = (int) Math.floor(from); decade <= to; decade++) {
                for (double m : within) {
                    double v = Math.log10(m) + decade;
                    if (v >= from && v <= to) {
                        ticks.add(m * Math.pow(10, decade));
                    }
                }
            }
            return ticks;
        }
        double step = Math.pow(10, Math.floor(Math.log10((to - from) / 3)));
        step *= (to - from) / step > 16 ? 5 : (to - from) / step > 8 ? 2 : 1;
        for (double k = Math.ceil(from / step); k * step <= to; k++) {
            ticks.add(k * step + 0.0); // not −0
        }
        return ticks;
    }

    /** A tick's text, with as many digits as its neighbours need. */
    String text(double tick) {
        if (tick == 0) {
            return "0";
        }
        double step = log ? Math.abs(tick) : (to - from) / 10;
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step)));
        if (digits > 6 || Math.abs(tick) >= 1e6) {
            int significant = (int) Math.ceil(Math.log10(Math.abs(tick) / step));
            return String.format(Locale.ROOT, "%." + Math.clamp(significant, 0, 9) + "e", tick);
        }
        String text = String.format(Locale.ROOT, "%." + digits + "f", tick);
        return text.matches("-0(\\.0*)?") ? "0" : text;
    }
}
