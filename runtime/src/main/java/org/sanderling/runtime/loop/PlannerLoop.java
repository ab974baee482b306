package org.sanderling.runtime.loop;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.Clock;
import org.sanderling.planners.Observation;
import org.sanderling.runtime.safety.LimitCheck;
import org.sanderling.runtime.trace.RunRecord;

/**
 * The planner thread: waits for the pacer's request, runs the model on the observation that the pacer holds, writes the
 * run's trace to the recorder and offers the result. A forward that stalls holds up nobody but itself.
 *
 * <p>Allocates, locks and logs nothing after warm-up.
 */
final class PlannerLoop implements Runnable {
    private final Channels channels;
    private final PlanRun run;
    private final LimitCheck check;
    private final TimedModel model;
    private final DeadlineBudget budget;
    private final Clock clock;
    private final RunRecord unrecorded;
    private volatile @Nullable Thread pacer;
    private volatile boolean ended;

    /** Typical time from the request to the offer, ns; read by the pacer to predict the time of publication. */
    volatile long typicalNs;

    PlannerLoop(
            Channels channels,
            PlanRun run,
            LimitCheck check,
            TimedModel model,
            DeadlineBudget budget,
            Clock clock,
            RunRecord unrecorded) {
        this.channels = channels;
        this.run = run;
        this.check = check;
        this.model = model;
        this.budget = budget;
        this.clock = clock;
        this.unrecorded = unrecorded;
    }

    /** Whom to wake when a result was offered. */
    void wake(Thread pacerThread) {
        pacer = pacerThread;
    }

    /** Asks the thread to end after the run in progress. */
    void end() {
        ended = true;
    }

    @Override
    public void run() {
        while (!ended) {
            if (channels.request.idle()) {
                LockSupport.park(this);
            } else {
                serve(channels.request.tick);
            }
        }
    }

    private void serve(long tick) {
        long startNs = clock.monotonicNs();
        RunRequest request = channels.request;
        Observation observation = channels.observations.current();
        check.join(request.publishOffsetNs, request.published);
        budget.dueNs = request.dueNs;
        model.reset();
        RunRecord claimed = channels.runs.tryClaim();
        RunRecord record = claimed == null ? unrecorded : claimed;
        RunResult result = channels.results.writable();
        run.run(observation, tick, budget, result.plan, record.trace);
        result.forwardNs = model.forwardNs;
        record.plan.copyFrom(result.plan);
        channels.results.offer(tick);
        LockSupport.unpark(pacer);
        record(record, claimed != null, tick, observation, request.publishOffsetNs);
        request.done = tick;
        long tookNs = clock.monotonicNs() - startNs;
        typicalNs = typicalNs == 0 ? tookNs : typicalNs + (tookNs - typicalNs) / 8;
    }

    /** After the offer: the pacer need not wait for what only the recording wants. */
    private void record(RunRecord record, boolean claimed, long tick, Observation observation, long offsetNs) {
        run.seal(record.trace);
        record.observe(observation);
        record.tick = tick;
        record.publishOffsetNs = offsetNs;
        record.planHash = PlanRun.hash(record.plan);
        record.endNs = clock.wallNs();
        if (claimed) {
            channels.runs.publish();
        } else {
            channels.runs.drop();
        }
    }
}
