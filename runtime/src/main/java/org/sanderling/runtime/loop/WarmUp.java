package org.sanderling.runtime.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.sanderling.config.Deployment;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Outlet;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.runtime.safety.Ladder;
import org.sanderling.runtime.scheduling.Role;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.trace.RunRecord;
import org.sanderling.runtime.transport.DecisionTransport;
import org.sanderling.runtime.transport.TransportPump;
import org.sanderling.tokenizers.BeastTokenizer;

/**
 * Runs the whole loop on synthetic input before arming, fast and over every rung and most faults, so that what the armed
 * loop executes has been loaded, linked and compiled. The loop is one of its own; nothing of it is published or recorded.
 */
public final class WarmUp {
    private static final long PERIOD_NS = 1_000_000;
    private static final int FAULT_EVERY = 16;

    /** Ticks without a frame at the beginning: more than the first tick waits for one. */
    private static final int SILENT_AT_FIRST = 12;

    /** Runs of the real model in a row that have to take less than a third of the deadline before anything is armed. */
    private static final int FORWARDS = 12;

    private static final int MOST_RUNS = 200;

    /**
     * What a run on synthetic input came to.
     *
     * @param rungs how often each rung was published, in the order of {@link Rung}
     * @param loopBytes bytes that pacer, planner and control threads allocated
     */
    public record Rehearsal(int[] rungs, long loopBytes) {}

    private final LoopParts parts;
    private final SystemClock clock;
    private final Scheduling scheduling;
    private final float[] rest;

    /** @param parts those of the loop that is to be armed */
    public WarmUp(LoopParts parts, SystemClock clock, Scheduling scheduling) {
        this.parts = parts;
        this.clock = clock;
        this.scheduling = scheduling;
        rest = new float[parts.limits().dofs()];
        for (int d = 0; d < rest.length; d++) {
            rest[d] = parts.limits().middle(d);
        }
    }

    /**
     * Runs ticks of 1 ms, their last eighth a STOP to its end.
     *
     * @param cacheBytes size of the model's key/value cache
     * @return what it came to
     */
    public Rehearsal script(int ticks, long cacheBytes) {
        Deployment deployment = parts.deployment();
        LoopParts fast =
                new LoopParts(deployment, parts.manifest(), parts.limits(), parts.check(), PERIOD_NS, parts.epoch());
        RunState state = new RunState(ticks);
        BeastTokenizer tokenizer = new BeastTokenizer(parts.manifest().tokenizer());
        DenoisingModel model = new ScriptedModel(
                parts.manifest().template(),
                tokenizer,
                resting(tokenizer.samples()),
                cacheBytes,
                ticks / 4,
                Math.round(deployment.deadlineMs() * 1.1e6));
        PlanRun run = fast.run(model);
        Plan shape = run.createPlan();
        new FirstCompilation().request(model, parts.manifest().template(), tokenizer, run, shape);
        int samples = Ladder.sampleCapacity(parts.limits(), shape, PERIOD_NS);
        TransportPump pump = new TransportPump(
                new NoTransport(),
                () -> new Decision(shape.tokens.length, shape.controlPoints.length, samples, shape.dofs),
                8,
                clock,
                scheduling);
        pump.start();
        int[] rungs = new int[Rung.values().length];
        Outlet count = decision -> rungs[decision.rung]++;
        DecisionLoop loop = new DecisionLoop(
                fast,
                model,
                new ScriptedDecoder(),
                clock,
                8,
                List.of(pump, count),
                new InputCounters(),
                new InputCounters(),
                state,
                scheduling);
        loop.arm();
        onThread(Role.INPUT, () -> feed(loop, state, ticks));
        long bytes = loop.allocations().loopBytes();
        loop.close();
        pump.close(100);
        return new Rehearsal(rungs, bytes);
    }

    private void feed(DecisionLoop loop, RunState state, int ticks) {
        MemorySegment jpeg = Arena.global().allocate(64);
        float[] fault = rest.clone();
        fault[0] = Float.NaN;
        for (long i = 0; !state.hasEnded(); i++) {
            if (i == ticks - ticks / 8) {
                state.stop();
            }
            long stampNs = clock.wallNs();
            boolean silent = i < SILENT_AT_FIRST || (i > ticks / 2 && i < ticks / 2 + ticks / 4);
            loop.input().action(i, stampNs - PERIOD_NS, i % FAULT_EVERY == 5 ? fault : rest);
            if (!silent && i % FAULT_EVERY != 9) {
                loop.input().image(i, i % FAULT_EVERY == 3 ? stampNs - 1_000_000_000L : stampNs, jpeg, 64);
            }
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    private float[] resting(int samples) {
        float[] chunk = new float[samples * rest.length];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = rest[i % rest.length];
        }
        return chunk;
    }

    /**
     * The real model through the same classes: its native calls are linked and its memory is touched. On a thread that is
     * scheduled as the planner's will be, since {@code then} measures what the first budgets reckon with.
     */
    public void forwards(DenoisingModel model, Runnable then) {
        onThread(Role.PLANNER, () -> {
            forwards(model);
            then.run();
        });
    }

    /** Runs something on a thread that is scheduled as a role's will be. */
    private void onThread(Role role, Runnable body) {
        RuntimeException[] failure = new RuntimeException[1];
        Thread thread = Thread.ofPlatform().name("warm-up").start(() -> {
            try {
                scheduling.enter(role);
                body.run();
            } catch (RuntimeException e) {
                failure[0] = e;
            }
        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    private void forwards(DenoisingModel model) {
        PlanRun run = parts.run(new TimedModel(model, clock, new ForwardTimes(1)));
        ObservationShape shape = ObservationShape.of(parts.manifest());
        Observation observation = shape.create();
        Arrays.fill(observation.historyMask, 1f);
        System.arraycopy(rest, 0, observation.measured, 0, rest.length);
        Plan plan = run.createPlan();
        StepTrace trace = run.createTrace();
        RunRecord record = new RunRecord(shape, run.createPlan(), run.createTrace());
        new FirstCompilation()
                .request(
                        model,
                        parts.manifest().template(),
                        new BeastTokenizer(parts.manifest().tokenizer()),
                        run,
                        plan);
        parts.check().join(0, rest);
        long quickNs = Math.round(parts.deployment().deadlineMs() * 1e6 / 3);
        int quick = 0;
        for (int i = 0; quick < FORWARDS && i < MOST_RUNS; i++) {
            long startNs = clock.monotonicNs();
            run.run(observation, i, step -> 4, plan, trace);
            run.seal(trace);
            record.observe(observation);
            record.plan.copyFrom(plan);
            record.planHash = PlanRun.hash(plan);
            quick = clock.monotonicNs() - startNs < quickNs ? quick + 1 : 0;
        }
        model.cancel();
    }

    /** A transport that never delivers. */
    private static final class NoTransport implements DecisionTransport {
        @Override
        public String name() {
            return "warm-up";
        }

        @Override
        public void start() {}

        @Override
        public boolean connected() {
            return false;
        }

        @Override
        public boolean send(Decision decision) {
            return false;
        }

        @Override
        public void close() {}
    }
}
