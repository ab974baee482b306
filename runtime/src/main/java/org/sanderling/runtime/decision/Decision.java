package org.sanderling.runtime.decision;

/**
 * What is published each tick, preallocated and refilled in place.
 *
 * <p>Written by the pacer thread, then copied into each sink's ring; a sink owns its copy while it handles it.
 */
public final class Decision {
    /** Ticks since arming, 0-based. */
    public long tick;

    /** Generation of the runtime that decided; a higher epoch fences off a lower one. */
    public long epoch;

    /** Sensor stamp of the newest image considered, wall-clock ns; 0 where there was none. */
    public long stampNs;

    /** Start of the tick, wall-clock ns. */
    public long tickStartNs;

    /** When it had to be published, wall-clock ns. */
    public long deadlineNs;

    /** When the pacer handed it to the sinks, wall-clock ns. */
    public long handedNs;

    /** Until when it may be acted upon, wall-clock ns. */
    public long validUntilNs;

    /** Ordinal of {@link Rung}. */
    public int rung;

    /** Ordinal of {@link Reason}: why this rung and no better one. */
    public int reason;

    /** Tick of the plan that it rests on; −1 on STOP and SILENT without one. */
    public long planTick;

    /** Samples by which that plan was shifted. */
    public int shift;

    /** Tokens of the plan, [slots]; meaningless where {@link #planTick} is −1. */
    public final int[] tokens;

    /** Control points of the plan, DoF-major; meaningless where {@link #planTick} is −1. */
    public final float[] controlPoints;

    /** The published trajectory, [samples][dofs] flattened, sample 0 at {@link #trajectoryStartNs}. */
    public final float[] samples;

    /** Samples in {@link #samples} that count; 0 on SILENT. */
    public int sampleCount;

    /** Time of sample 0, wall-clock ns. */
    public long trajectoryStartNs;

    /** Time between samples, ns. */
    public long samplePeriodNs;

    public final int dofs;

    /** Class index of the lateral decision, −1 where the plan has none. */
    public int lateral;

    /** Class index of the longitudinal decision, −1 where the plan has none. */
    public int longitudinal;

    /** Mean confidence of the plan's slots, in [0, 1]. */
    public float confidence;

    /** Share of the plan's slots committed by confidence, in [0, 1]. */
    public float coverage;

    /** Forwards of the plan. */
    public int forwards;

    /** Ordinal of the decoder's stop reason. */
    public int stopReason;

    /** Warns that the plan lies at its tokenizer's bounds in more control points than their clip warning allows. */
    public boolean clipping;

    /** True where the pacer published from its table since no plan was offered in time. */
    public boolean byPacer;

    /** Asks the vehicle for a minimal-risk condition. */
    public boolean minimalRisk;

    public Decision(int slots, int controlPointCount, int sampleCapacity, int dofs) {
        tokens = new int[slots];
        controlPoints = new float[controlPointCount];
        samples = new float[sampleCapacity * dofs];
        this.dofs = dofs;
    }

    /** Takes over everything of another decision of the same shape. */
    public void copyFrom(Decision o) {
        tick = o.tick;
        epoch = o.epoch;
        stampNs = o.stampNs;
        tickStartNs = o.tickStartNs;
        deadlineNs = o.deadlineNs;
        handedNs = o.handedNs;
        validUntilNs = o.validUntilNs;
        rung = o.rung;
        reason = o.reason;
        planTick = o.planTick;
        shift = o.shift;
        System.arraycopy(o.tokens, 0, tokens, 0, tokens.length);
        System.arraycopy(o.controlPoints, 0, controlPoints, 0, controlPoints.length);
        System.arraycopy(o.samples, 0, samples, 0, samples.length);
        sampleCount = o.sampleCount;
        trajectoryStartNs = o.trajectoryStartNs;
        samplePeriodNs = o.samplePeriodNs;
        lateral = o.lateral;
        longitudinal = o.longitudinal;
        confidence = o.confidence;
        coverage = o.coverage;
        forwards = o.forwards;
        stopReason = o.stopReason;
        clipping = o.clipping;
        byPacer = o.byPacer;
        minimalRisk = o.minimalRisk;
    }
}
