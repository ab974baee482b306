package org.sanderling.evaluation.report;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;

/** One tick with all that is shown of it; filled by the second pass. */
final class Frame {
    static final int SAMPLES = 200;

    final Tick tick;

    @Nullable
    Decision decision;

    /** The image as a {@code data:} URI; empty where there is none. */
    String image = "";

    double[] plannedSteering = {};
    double[] plannedThrottle = {};
    double[] drivenSteering = {};
    double[] drivenThrottle = {};
    double periodS;
    long fromNs;
    private long periodNs;
    private long[] nearestNs = {};

    Frame(Tick tick) {
        this.tick = tick;
    }

    void decide(Decision d, int steeringDof, int throttleDof) {
        decision = d;
        fromNs = d.trajectoryStart().nanos();
        periodNs = d.samplePeriod().nanos();
        periodS = periodNs / 1e9;
        boolean whole = d.dofs() > Math.max(steeringDof, throttleDof) && d.dofs() <= d.samples().length && periodNs > 0;
        int n = whole ? (int) Math.min(SAMPLES, d.samples().length / d.dofs()) : 0;
        plannedSteering = column(d, n, steeringDof);
        plannedThrottle = column(d, n, throttleDof);
        drivenSteering = new double[n];
        drivenThrottle = new double[n];
        nearestNs = new long[n];
        Arrays.fill(drivenSteering, Double.NaN);
        Arrays.fill(drivenThrottle, Double.NaN);
        Arrays.fill(nearestNs, Long.MAX_VALUE);
    }

    private static double[] column(Decision d, int n, int dof) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = d.samples()[(int) (i * d.dofs() + dof)];
        }
        return values;
    }

    /** Takes a driver's command where it is the nearest to one of the plan's samples. */
    void drive(Driven d) {
        if (nearestNs.length == 0) {
            return;
        }
        long index = Math.round((d.stampNs() - fromNs) / (double) periodNs);
        if (index < 0 || index >= nearestNs.length) {
            return;
        }
        int i = (int) index;
        long distance = Math.abs(d.stampNs() - fromNs - index * periodNs);
        if (distance < nearestNs[i]) {
            nearestNs[i] = distance;
            drivenSteering[i] = d.steering();
            drivenThrottle[i] = d.throttle();
        }
    }
}
