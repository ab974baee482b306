package org.sanderling.runtime.loop;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.decode.BitHash;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.DecisionHash;
import org.sanderling.runtime.decision.Outlet;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.trace.TickRecord;

/**
 * The pacer thread: owns the ticks and alone publishes, exactly once a tick — as soon as the planner offers a result, else
 * from the ladder a margin before the deadline.
 *
 * <p>Allocates, locks and logs nothing after warm-up.
 */
final class Pacer implements Runnable {
    /** Distance kept between a frame's arrival and its tick. */
    private static final long LEAD_NS = 200_000;

    /** How long the first tick waits for its frame, in periods. */
    private static final int FIRST_PERIODS = 4;

    private final Channels channels;
    private final TickDecider decider;
    private final PlannerLoop planner;
    private final DenoisingModel model;
    private final Outlet[] outlets;
    private final SystemClock clock;
    private final InputCounters images;
    private final TickRecord unrecorded;
    private final PhaseLock grid;
    private final long periodNs;
    private final long marginNs;
    private final Thread plannerThread;
    private final RunState state;
    private boolean seen;
    private long arrivalNs;
    private long chain = BitHash.SEED;

    Pacer(
            Channels channels,
            TickDecider decider,
            PlannerLoop planner,
            Thread plannerThread,
            DenoisingModel model,
            Outlet[] outlets,
            SystemClock clock,
            InputCounters images,
            long periodNs,
            long marginNs,
            RunState state) {
        this.channels = channels;
        this.decider = decider;
        this.planner = planner;
        this.plannerThread = plannerThread;
        this.model = model;
        this.outlets = outlets;
        this.clock = clock;
        this.images = images;
        this.periodNs = periodNs;
        grid = new PhaseLock(periodNs, LEAD_NS);
        this.marginNs = marginNs;
        this.state = state;
        unrecorded = new TickRecord(channels.createDecision());
    }

    @Override
    public void run() {
        planner.wake(Thread.currentThread());
        firstTick();
        for (long tick = 0; !state.over(tick) && !(state.stopping() && finished(tick)); tick++) {
            awaitTick();
            tick(tick);
            grid.advance(arrivalNs);
            state.missed(grid.skipTo(clock.monotonicNs()));
        }
        state.ended();
    }

    /** STOP has come to its end, or there never was anything to stop. */
    private boolean finished(long tick) {
        return decider.standstill(tick) || !decider.moving();
    }

    /** The first frame that a plan can be made from sets the phase; without one the grid starts after some periods. */
    private void firstTick() {
        long now = clock.monotonicNs();
        long latest = now + FIRST_PERIODS * periodNs;
        while (!usable() && now < latest && !state.stopping()) {
            LockSupport.parkNanos(this, latest - now);
            now = clock.monotonicNs();
        }
        grid.start(clock.monotonicNs());
    }

    /** Neither faulty nor late: a late one would set a phase that all others would then have to wait for. */
    private boolean usable() {
        if (!take()) {
            return false;
        }
        Observation newest = channels.observations.current();
        return newest.fault == 0 && clock.monotonicNs() - clock.toMonotonicNs(newest.stampNs) < periodNs / 4;
    }

    /** Sleeps until the grid's next tick, and on for a quarter of the period where its frame is still to come. */
    private void awaitTick() {
        long at = grid.nextNs();
        for (long now = clock.monotonicNs(); now < at; now = clock.monotonicNs()) {
            LockSupport.parkNanos(this, at - now);
        }
        arrivalNs = Long.MIN_VALUE;
        if (!channels.request.idle()) {
            return;
        }
        long latest = at + periodNs / 4;
        boolean newer = take();
        for (long now = at; !newer && now < latest && !state.stopping(); now = clock.monotonicNs()) {
            LockSupport.parkNanos(this, latest - now);
            newer = take();
        }
        if (newer) {
            arrivalNs = channels.observations.current().arrivalNs;
        }
    }

    private boolean take() {
        long before = seen ? channels.observations.current().imageSequence : Long.MIN_VALUE;
        if (!channels.observations.poll()) {
            return false;
        }
        long sequence = channels.observations.current().imageSequence;
        if (seen && sequence > before + 1) {
            images.dropped.addAndGet(sequence - before - 1);
        }
        seen = true;
        return true;
    }

    private void tick(long tick) {
        TickRecord claimed = channels.ticks.tryClaim();
        TickRecord record = claimed == null ? unrecorded : claimed;
        Decision decision = record.decision;
        boolean busy = !channels.request.idle();
        boolean shutdown = state.stopping();
        Observation newest = seen ? channels.observations.current() : null;
        record.tickStartMonoNs = clock.monotonicNs();
        Reason gate = decider.begin(tick, clock.toWallNs(record.tickStartMonoNs), newest, busy, decision);
        record.observation = gate.ordinal();
        record.imageSequence = newest == null ? -1 : newest.imageSequence;
        record.imageStampNs = newest == null ? 0 : newest.stampNs;
        record.historySequence = newest == null ? -1 : newest.historySequence;
        record.shutdown = shutdown;
        record.runStarted = -1;
        RunResult result = null;
        if (gate == Reason.NONE && newest != null) {
            record.runStarted = tick;
            result = plan(tick, newest, decision);
        }
        record.runTaken = result == null ? -1 : tick;
        record.forwardNs = result == null ? 0 : result.forwardNs;
        decider.decide(
                result == null ? null : result.plan, record.runStarted >= 0 && result == null, shutdown, decision);
        hand(record, claimed != null);
    }

    private @Nullable RunResult plan(long tick, Observation newest, Decision decision) {
        RunRequest request = channels.request;
        long predictedNs = decision.tickStartNs + planner.typicalNs;
        request.publishOffsetNs = predictedNs - newest.stampNs;
        decider.published(tick, predictedNs, request.published);
        long dueNs = clock.toMonotonicNs(decision.deadlineNs) - marginNs;
        request.dueNs = dueNs;
        decider.started(newest);
        request.tick = tick;
        LockSupport.unpark(plannerThread);
        RunResult result = channels.results.take(tick);
        for (long now = clock.monotonicNs(); result == null && now < dueNs; now = clock.monotonicNs()) {
            LockSupport.parkNanos(this, dueNs - now);
            result = channels.results.take(tick);
        }
        if (result == null) {
            model.cancel();
        }
        return result;
    }

    private void hand(TickRecord record, boolean claimed) {
        Decision decision = record.decision;
        record.handedMonoNs = clock.monotonicNs();
        decision.handedNs = clock.toWallNs(record.handedMonoNs);
        for (Outlet outlet : outlets) {
            outlet.hand(decision);
        }
        channels.published.writable().copyFrom(decision);
        channels.published.publish();
        record.decisionHash = DecisionHash.of(decision);
        chain = BitHash.mix(chain, record.decisionHash);
        record.chainHash = chain;
        if (claimed) {
            channels.ticks.publish();
        } else {
            channels.ticks.drop();
        }
    }
}
