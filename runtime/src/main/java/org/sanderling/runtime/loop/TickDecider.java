package org.sanderling.runtime.loop;

import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.input.ObservationGate;
import org.sanderling.runtime.safety.Ladder;

/**
 * What one tick decides, as a function of recorded inputs alone: which observation counts, which plan was taken, what is
 * published. Reads no clock, so that a replay decides the same.
 *
 * <p>One thread; allocates nothing after construction.
 */
public final class TickDecider {
    private final Ladder ladder;
    private final long epoch;
    private final long deadlineNs;
    private final long staleNs;
    private final int lateralSlot;
    private final int longitudinalSlot;
    private final int lateralFirst;
    private final int longitudinalFirst;
    private long usedSequence = -1;
    private Reason gate = Reason.INPUT_MISSING;

    public TickDecider(Deployment deployment, PlanTemplate template, Ladder ladder, long epoch) {
        this.ladder = ladder;
        this.epoch = epoch;
        deadlineNs = Math.round(deployment.deadlineMs() * 1e6);
        staleNs = Math.round(deployment.inputs().camera().staleMs() * 1e6);
        lateralSlot = template.indexOf("lateral");
        longitudinalSlot = template.indexOf("longitudinal");
        lateralFirst = lateralSlot < 0 ? 0 : template.slots().get(lateralSlot).first();
        longitudinalFirst = longitudinalSlot < 0
                ? 0
                : template.slots().get(longitudinalSlot).first();
    }

    /**
     * Starts a tick: judges the newest observation and sets the deadline.
     *
     * @param newest the newest observation, or null before the first
     * @param busy the planner still works for an earlier tick
     * @param out the decision to fill; tick, stamps and deadline are set here
     * @return {@link Reason#NONE} where a plan may be made from it
     */
    public Reason begin(long tick, long tickStartNs, @Nullable Observation newest, boolean busy, Decision out) {
        gate = busy ? Reason.PLAN_LATE : ObservationGate.judge(newest, usedSequence, tickStartNs, staleNs);
        out.tick = tick;
        out.epoch = epoch;
        out.tickStartNs = tickStartNs;
        out.stampNs = newest == null ? 0 : newest.stampNs;
        long from = gate == Reason.NONE ? Math.min(out.stampNs, tickStartNs) : tickStartNs;
        out.deadlineNs = from + deadlineNs;
        return gate;
    }

    /** A planner run starts from the observation that {@link #begin} let pass. */
    public void started(Observation observation) {
        usedSequence = observation.imageSequence;
    }

    /** What the last published trajectory says for a time; see {@link Ladder#published}. */
    public void published(long tick, long wallNs, float[] out) {
        ladder.published(tick, wallNs, out);
    }

    /**
     * Ends the tick: chooses the rung and fills the decision.
     *
     * @param taken the plan of the run that ended in time, whatever its verdict; null where none did
     * @param byPacer the deadline's margin was reached first
     * @param shutdown the process was asked to end
     */
    public void decide(@Nullable Plan taken, boolean byPacer, boolean shutdown, Decision out) {
        Reason cause = gate;
        if (cause == Reason.NONE) {
            cause = taken == null ? Reason.PLAN_LATE : Reason.of(taken.verdict);
        }
        boolean good = taken != null && cause == Reason.NONE;
        ladder.decide(good ? taken : null, cause, shutdown, out);
        out.byPacer = byPacer;
        out.lateral = label(out, lateralSlot, lateralFirst);
        out.longitudinal = label(out, longitudinalSlot, longitudinalFirst);
    }

    /** Whether a STOP that was asked for has come to its end. */
    public boolean standstill(long tick) {
        return ladder.standstill(tick);
    }

    /** Whether anything was ever published that moves. */
    public boolean moving() {
        return ladder.started();
    }

    private static int label(Decision d, int slot, int first) {
        return d.planTick < 0 || slot < 0 ? -1 : d.tokens[slot] - first;
    }
}
