package org.sanderling.runtime.loop;

import org.sanderling.planners.Observation;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.handover.LatestValue;
import org.sanderling.runtime.handover.OfferSlot;
import org.sanderling.runtime.handover.SlotRing;
import org.sanderling.runtime.input.InputRecord;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.runtime.trace.RunRecord;
import org.sanderling.runtime.trace.SetpointRecord;
import org.sanderling.runtime.trace.TickRecord;

/** Everything that the threads of one loop share, preallocated. Each field says who writes and who reads. */
public final class Channels {
    /** Input thread → pacer (and, while it runs, the planner). */
    public final LatestValue<Observation> observations;

    /** Pacer → control. */
    final LatestValue<Decision> published;

    /** Planner → pacer. */
    final OfferSlot<RunResult> results;

    /** Pacer ↔ planner. */
    final RunRequest request;

    /** Input thread → recorder. */
    public final SlotRing<InputRecord> inputs;

    /** Planner → recorder. */
    public final SlotRing<RunRecord> runs;

    /** Pacer → recorder. */
    public final SlotRing<TickRecord> ticks;

    /** Control → recorder. */
    public final SlotRing<SetpointRecord> setpoints;

    private final int slots;
    private final int controlPoints;
    private final int samples;
    private final int dofs;

    /**
     * All channels of a loop.
     *
     * @param queue ticks that may wait for the recorder; rounded up to a power of two
     * @param sampleCapacity most samples of a decision
     */
    public Channels(ObservationShape shape, PlanRun run, int sampleCapacity, int queue) {
        int capacity = Integer.highestOneBit(Math.max(2, queue) * 2 - 1);
        var plan = run.createPlan();
        slots = plan.tokens.length;
        controlPoints = plan.controlPoints.length;
        samples = sampleCapacity;
        dofs = shape.dofs();
        observations = new LatestValue<>(shape::create);
        published = new LatestValue<>(this::createDecision);
        results = new OfferSlot<>(() -> new RunResult(run.createPlan()));
        request = new RunRequest(shape.dofs());
        inputs = new SlotRing<>(Math.min(128, capacity), () -> new InputRecord(shape.dofs()));
        runs = new SlotRing<>(capacity, () -> new RunRecord(shape, run.createPlan(), run.createTrace()));
        ticks = new SlotRing<>(capacity, () -> new TickRecord(createDecision()));
        setpoints = new SlotRing<>(capacity * 8, () -> new SetpointRecord(shape.dofs()));
    }

    /** Newest tick whose planner run has ended and is in {@link #runs}, or was dropped from there; −1 before. Any thread. */
    public long lastSealedRun() {
        return request.done;
    }

    /** An empty decision of the model's shape. */
    public Decision createDecision() {
        return new Decision(slots, controlPoints, samples, dofs);
    }
}
