package org.sanderling.evaluation.report;

import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;

/** The numbers of one tick that the charts need. */
final class Tick {
    static final int RUNGS = 4;
    private static final double AHEAD_S = 0.5;

    final long tick;
    final long planTick;
    final long startNs;
    final long stampNs;
    final long handedNs;
    final long deadlineNs;
    final int rung;

    /** Forwards of a fresh plan; 0 on the other rungs. */
    final int forwards;

    /** Time of {@link #plannedAhead}, ns. */
    final long aheadNs;

    /** A fresh plan's steering half a second ahead; NaN where there is none. */
    final float plannedAhead;

    Tick(Decision d, int steeringDof) {
        tick = d.tick();
        planTick = d.planTick();
        startNs = d.tickStart().nanos();
        stampNs = d.sensorStamp().nanos();
        handedNs = d.header().stamp().nanos();
        deadlineNs = d.deadline().nanos();
        rung = Math.min(d.rung(), RUNGS - 1);
        forwards = rung == Decision.FRESH ? Math.clamp(d.forwards(), 0, 1_000) : 0;
        long periodNs = d.samplePeriod().nanos();
        long index = periodNs > 0 ? Math.round(AHEAD_S * 1e9 / periodNs) : -1;
        long at = index * d.dofs() + steeringDof;
        boolean there = rung == Decision.FRESH
                && steeringDof < d.dofs()
                && index >= 0
                && at >= 0
                && index < d.samples().length
                && at < d.samples().length;
        float value = there ? d.samples()[(int) at] : Float.NaN;
        plannedAhead = Float.isFinite(value) ? value : Float.NaN;
        aheadNs = d.trajectoryStart().nanos() + index * periodNs;
    }
}
