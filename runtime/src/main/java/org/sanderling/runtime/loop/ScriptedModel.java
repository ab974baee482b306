package org.sanderling.runtime.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.locks.LockSupport;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.tokenizers.BeastTokenizer;

/**
 * A model for the warm-up: mostly sure of a plan that rests at the measured state, now and then unsure, beyond every limit,
 * or far too late.
 *
 * <p>One thread; allocates nothing after construction.
 */
final class ScriptedModel implements DenoisingModel {
    private static final int WILD_EVERY = 16;
    private static final float SURE = 0.5f;
    private static final float UNSURE = 1e-3f;

    private final MemorySegment tokens;
    private final MemorySegment logits;
    private final MemorySegment cache;
    private final MemorySegment[] scripts;
    private final long stallNs;
    private final int stallAt;
    private int plans;

    /**
     * A model of a template's shape.
     *
     * @param resting samples of a plan that every limit allows, [samples × dofs]
     * @param stallAt plan whose forward takes {@code stallNs}
     */
    ScriptedModel(
            PlanTemplate template,
            BeastTokenizer tokenizer,
            float[] resting,
            long cacheBytes,
            int stallAt,
            long stallNs) {
        this.stallAt = stallAt;
        this.stallNs = stallNs;
        int slots = template.size();
        tokens = Arena.global().allocate((long) Long.BYTES * slots, 64);
        logits = Arena.global().allocate((long) Float.BYTES * slots * template.vocabulary(), 64);
        cache = Arena.global().allocate(cacheBytes, 64);
        int[] peaks = new int[slots];
        int trajectory = template.indexOf("trajectory");
        for (int s = 0; s < slots; s++) {
            PlanTemplate.Slot slot = template.slots().get(s);
            peaks[s] = slot.first() + slot.count() / 2;
        }
        tokenizer.encode(resting, new float[tokenizer.stateSize()], peaks, trajectory);
        int[] wild = peaks.clone();
        for (int s = trajectory; s < slots; s++) {
            PlanTemplate.Slot slot = template.slots().get(s);
            wild[s] = slot.first() + (s % 3 == 0 ? slot.count() - 1 : 0);
        }
        scripts = new MemorySegment[] {
            script(template, peaks, SURE), script(template, peaks, UNSURE), script(template, wild, SURE)
        };
    }

    private MemorySegment script(PlanTemplate template, int[] peaks, float steepness) {
        MemorySegment script = Arena.global().allocate(logits.byteSize(), 64);
        int vocabulary = template.vocabulary();
        for (int s = 0; s < peaks.length; s++) {
            for (int v = 0; v < vocabulary; v++) {
                script.setAtIndex(
                        ValueLayout.JAVA_FLOAT, (long) s * vocabulary + v, -Math.abs(v - peaks[s]) * steepness);
            }
        }
        return script;
    }

    @Override
    public void context(Observation observation) {
        plans++;
    }

    @Override
    public void denoise() {
        if (plans == stallAt) {
            LockSupport.parkNanos(stallNs);
        }
        MemorySegment script = scripts[plans % WILD_EVERY == 7 ? 2 : plans % 2];
        MemorySegment.copy(script, 0, logits, 0, logits.byteSize());
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
