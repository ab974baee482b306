package org.sanderling.planners.decode;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntUnaryOperator;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.ModelFailure;
import org.sanderling.planners.Observation;
import org.sanderling.planners.PlanTemplate;

/** A model whose logits are a peak at a wanted id, as sharp as wanted; counts its forwards. */
final class FakeModel implements DenoisingModel {
    final PlanTemplate template;
    final MemorySegment tokens;
    final MemorySegment logits;
    final MemorySegment cache = Arena.ofAuto().allocate(64, 64);
    final float[] sharpness;
    private final float[] row;
    IntUnaryOperator wanted = slot -> 0;
    int forwards;
    int contexts;
    int failAt = -1;
    int poisonAt = -1;
    float poison = Float.NaN;

    FakeModel(PlanTemplate template) {
        this.template = template;
        tokens = Arena.ofAuto().allocate(8L * template.size(), 64);
        logits = Arena.ofAuto().allocate(4L * template.size() * template.vocabulary(), 64);
        sharpness = new float[template.size()];
        row = new float[template.vocabulary()];
        java.util.Arrays.fill(sharpness, 1f);
    }

    @Override
    public void context(Observation observation) {
        contexts++;
    }

    @Override
    public void denoise() {
        if (forwards == failAt) {
            throw new ModelFailure("cut off");
        }
        for (int s = 0; s < template.size(); s++) {
            int peak = wanted.applyAsInt(s);
            for (int v = 0; v < row.length; v++) {
                float logit = -sharpness[s] * Math.abs(v - peak);
                row[v] = v == template.maskId() ? 100f : forwards == poisonAt ? poison : logit;
            }
            long at = (long) s * row.length * Float.BYTES;
            MemorySegment.copy(row, 0, logits, ValueLayout.JAVA_FLOAT, at, row.length);
        }
        forwards++;
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
