package org.sanderling.benchmarks.decoders;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.CounterRandom;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.planners.decode.MaskedDiffusionDecoder;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.planners.rules.RuleParts;
import org.sanderling.planners.rules.Rules;

/**
 * What a step costs beside its forward: 64 ordinal slots of 256 bins, all masked in the first of as many steps, over a model
 * whose forward is nothing.
 *
 * @param medianUs of the first step, in which every slot is scored, µs
 * @param bytes allocated by all measured decodings
 */
public record StepCost(double medianUs, long bytes) {
    private static final int SLOTS = 64;
    private static final int BINS = 256;

    /** Decodes {@code times} plans of one step after as many for warm-up. */
    public static StepCost of(String rule, int times) {
        PlanTemplate template = template();
        DecoderSettings settings = new DecoderSettings(rule, 8, 0.5, 0.9, 1, 0, 1);
        MaskedDiffusionDecoder decoder = new MaskedDiffusionDecoder(
                template, new NoForward(template), settings, Rules.create(RuleParts.of(template, settings)));
        Plan plan = new Plan(SLOTS, 1, 1, 1);
        StepTrace trace = new StepTrace(1, SLOTS);
        Observation nothing = new Observation(1, 1, 1, 1, 1);
        int[] forced = new int[SLOTS];
        Arrays.fill(forced, -1);
        long[] ns = new long[times];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (int pass = 0; pass < 2; pass++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                decoder.decode(nothing, i, step -> 1, forced, plan, trace);
                ns[i] = System.nanoTime() - start;
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        Arrays.sort(ns);
        return new StepCost(ns[times / 2] / 1e3, bytes);
    }

    private static PlanTemplate template() {
        List<PlanTemplate.Slot> slots = new ArrayList<>();
        for (int s = 0; s < SLOTS; s++) {
            slots.add(new PlanTemplate.Slot("trajectory", true, 0, BINS, List.of()));
        }
        return new PlanTemplate(slots, BINS, BINS + 1);
    }

    /** Peaks of all widths, written once. */
    private static final class NoForward implements DenoisingModel {
        private final MemorySegment tokens = Arena.ofAuto().allocate((long) SLOTS * Long.BYTES, 64);
        private final MemorySegment logits;
        private final MemorySegment cache = Arena.ofAuto().allocate(64, 64);

        NoForward(PlanTemplate template) {
            int v = template.vocabulary();
            logits = Arena.ofAuto().allocate((long) SLOTS * v * Float.BYTES, 64);
            for (int s = 0; s < SLOTS; s++) {
                double centre = BINS * CounterRandom.uniform(1, 0, 0, s);
                double width = 2 + 30 * CounterRandom.uniform(1, 1, 0, s);
                for (int i = 0; i < v; i++) {
                    double z = (i - centre) / width;
                    logits.setAtIndex(ValueLayout.JAVA_FLOAT, (long) s * v + i, (float) (-z * z / 2));
                }
            }
        }

        @Override
        public void context(Observation observation) {
            // nothing is looked at
        }

        @Override
        public void denoise() {
            // the logits are there
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
        public void cancel() {
            // nothing runs
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
