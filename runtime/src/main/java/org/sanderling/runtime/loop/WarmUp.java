package org.sanderling.runtime.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.runtime.safety.Ladder;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.trace.RunRecord;
import org.sanderling.runtime.transport.DecisionTransport;
import org.sanderling.runtime.transport.TransportPump;

/**
 * Runs the whole loop on synthetic input before arming, fast and over every rung and most faults, so that what the armed
 * loop executes has been linked and compiled. The loop is one of its own; nothing of it is published or recorded.
 */
public final class WarmUp {
    private static final long PERIOD_NS = 1_000_000;
    private static final int FAULT_EVERY = 16;
    /** Runs in a row that have to take less than a third of the deadline before anything is armed. */
    private static final int FORWARDS = 12;

    private static final int MOST_RUNS = 200;

    private WarmUp() {}

    /** Runs {@code ticks} ticks of 1 ms, then a STOP to its end, then a few forwards of the real model. */
    public static void run(LoopParts parts, DenoisingModel model, SystemClock clock, Scheduling scheduling, int ticks) {
        LoopParts fast = new LoopParts(
                parts.deployment(), parts.manifest(), parts.limits(), parts.check(), PERIOD_NS, parts.epoch());
        PlanTemplate template = parts.manifest().template();
        RunState state = new RunState(ticks);
        Plan shape = parts.run(model).createPlan();
        int samples = Ladder.sampleCapacity(parts.limits(), shape, PERIOD_NS);
        TransportPump pump = new TransportPump(
                new NoTransport(),
                () -> new Decision(shape.tokens.length, shape.controlPoints.length, samples, shape.dofs),
                8,
                clock,
                scheduling);
        pump.start();
        DecisionLoop loop = new DecisionLoop(
                fast,
                new ScriptedModel(template, model.cache().byteSize()),
                new ScriptedDecoder(),
                clock,
                8,
                List.of(pump),
                new InputCounters(),
                new InputCounters(),
                state,
                scheduling);
        loop.arm();
        MemorySegment jpeg = Arena.global().allocate(64);
        float[] action = new float[parts.limits().dofs()];
        for (long i = 0; !state.hasEnded(); i++) {
            if (i == ticks - ticks / 8) {
                state.stop();
            }
            long stampNs = clock.wallNs();
            action[0] = i % FAULT_EVERY == 5 ? Float.NaN : 0f;
            loop.input().action(i, stampNs - PERIOD_NS, action);
            if (i % FAULT_EVERY != 9) {
                loop.input().image(i, i % FAULT_EVERY == 3 ? stampNs - 1_000_000_000L : stampNs, jpeg, 64);
            }
            LockSupport.parkNanos(PERIOD_NS);
        }
        loop.close();
        pump.close(100);
        forwards(parts, model, clock);
    }

    /** The real model through the same classes: its native calls are linked and its memory is touched. */
    private static void forwards(LoopParts parts, DenoisingModel model, SystemClock clock) {
        PlanRun run = parts.run(new TimedModel(model, clock, new ForwardTimes(1)));
        Observation observation = ObservationShape.of(parts.manifest()).create();
        Plan plan = run.createPlan();
        StepTrace trace = run.createTrace();
        RunRecord record = new RunRecord(ObservationShape.of(parts.manifest()), run.createPlan(), run.createTrace());
        parts.check().join(0, new float[parts.limits().dofs()]);
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

    /** Gives images that differ, and now and then a corrupt one. */
    private static final class ScriptedDecoder implements ImageDecoder {
        private int count;

        @Override
        public String version() {
            return "scripted";
        }

        @Override
        public int decode(MemorySegment jpeg, long length, MemorySegment rgb, int widthPx, int heightPx) {
            rgb.set(ValueLayout.JAVA_INT_UNALIGNED, 0, count++);
            return count % FAULT_EVERY == 11 ? CORRUPT : OK;
        }

        @Override
        public void close() {}
    }

    /** Logits that are sometimes sure, sometimes not, and now and then ask for a plan beyond the limits. */
    private static final class ScriptedModel implements DenoisingModel {
        private final MemorySegment tokens;
        private final MemorySegment logits;
        private final MemorySegment cache;
        private final int slots;
        private final int vocabulary;
        private int count;

        ScriptedModel(PlanTemplate template, long cacheBytes) {
            slots = template.size();
            vocabulary = template.vocabulary();
            tokens = Arena.global().allocate(8L * slots, 64);
            logits = Arena.global().allocate(4L * slots * vocabulary, 64);
            cache = Arena.global().allocate(cacheBytes, 64);
        }

        @Override
        public void context(Observation observation) {
            count++;
        }

        @Override
        public void denoise() {
            int peak = count % FAULT_EVERY == 7 ? count * 7 : vocabulary / 2;
            for (int s = 0; s < slots; s++) {
                for (int v = 0; v < vocabulary; v++) {
                    float distance = Math.abs(v - (peak + (count % FAULT_EVERY == 7 ? s * 91 : 0)) % vocabulary);
                    logits.setAtIndex(ValueLayout.JAVA_FLOAT, (long) s * vocabulary + v, -distance / (1 + s % 7));
                }
            }
        }

        @Override
        public MemorySegment tokens() {
            return tokens;
        }

        @Override
        public MemorySegment logits() {
            return logits;
        }

        @Override
        public MemorySegment cache() {
            return cache;
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }
}
