package org.sanderling.cli.doctor;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * How late a thread of this process wakes up from an absolute timer at 1 kHz, in microseconds.
 *
 * @param p50Us median
 * @param p99Us 99th percentile
 * @param maxUs worst
 */
public record WakeUpJitter(double p50Us, double p99Us, double maxUs) {
    private static final long PERIOD_NS = 1_000_000;
    private static final double TOLERABLE_P99_US = 250;

    /** Measures on the calling thread. */
    public static WakeUpJitter measure(double seconds) {
        long[] lateNs = new long[Math.max(1, (int) Math.round(seconds * 1e9 / PERIOD_NS))];
        long due = System.nanoTime();
        for (int i = 0; i < lateNs.length; i++) {
            due += PERIOD_NS;
            long now = System.nanoTime();
            while (now < due) {
                LockSupport.parkNanos(due - now);
                now = System.nanoTime();
            }
            lateNs[i] = now - due;
            // After a long pause the timer starts anew, or one pause would count many times.
            if (now > due + PERIOD_NS) {
                due = now;
            }
        }
        return of(lateNs);
    }

    static WakeUpJitter of(long[] lateNs) {
        long[] sorted = lateNs.clone();
        Arrays.sort(sorted);
        return new WakeUpJitter(us(sorted, 0.50), us(sorted, 0.99), us(sorted, 1));
    }

    private static double us(long[] sortedNs, double quantile) {
        return sortedNs[Math.max(0, (int) Math.ceil(quantile * sortedNs.length) - 1)] / 1e3;
    }

    /** Whether a 20 Hz loop with a margin of a millisecond can live with it. */
    public Check check() {
        return Check.okOrWarn(
                p99Us <= TOLERABLE_P99_US,
                "wake-up jitter",
                String.format(Locale.ROOT, "p50 %.0f µs, p99 %.0f µs, max %.0f µs", p50Us, p99Us, maxUs),
                "p99 ≤ 250 µs",
                "see the kernel, governor and isolation lines; stop other loads");
    }
}
