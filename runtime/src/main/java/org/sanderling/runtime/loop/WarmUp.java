package org.sanderling.runtime.loop;

import org.sanderling.runtime.decision.Outlet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.time.SystemClock;

/**
 * Runs the whole loop on synthetic input before arming, fast and over every rung and most faults, so that what the armed
 * loop executes has been linked and compiled. The loop is one of its own; nothing of it is published or recorded.
 */
public final class WarmUp {
    private static final long PERIOD_NS = 1_000_000;
    private static final int FAULT_EVERY = 16;

    private WarmUp() {}

    /** Runs {@code ticks} ticks of 1 ms, then a STOP to its end, then a few forwards of the real model. */
    public static void run(LoopParts parts, DenoisingModel model, SystemClock clock, int ticks) {
        LoopParts fast = new LoopParts(
                parts.deployment(), parts.manifest(), parts.limits(), parts.check(), PERIOD_NS, parts.epoch());
        PlanTemplate template = parts.manifest().template();
        RunState state = new RunState(ticks);
        DecisionLoop loop = new DecisionLoop(
                fast,
                new ScriptedModel(template, model.cache().byteSize()),
                new ScriptedDecoder(),
                clock,
                8,
                List.<Outlet>of(d -> {}),
                new InputCounters(),
                new InputCounters(),
                state);
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
