package org.sanderling.planners.rules;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.BitHash;
import org.sanderling.planners.decode.CounterRandom;

/**
 * Logits from random tables: part depends on slot and id alone, part on all tokens that are visible, so that committing
 * anything changes what the model says of the rest. MASK and illegal ids have the greatest logits of all.
 */
final class TableModel implements DenoisingModel {
    final PlanTemplate template;
    final long seed;
    final double coupling;
    final int batch;
    int forwards;
    private final MemorySegment tokens;
    private final MemorySegment logits;
    private final MemorySegment cache = Arena.ofAuto().allocate(64, 64);

    TableModel(PlanTemplate template, long seed, double coupling, int batch) {
        this.template = template;
        this.seed = seed;
        this.coupling = coupling;
        this.batch = batch;
        tokens = Arena.ofAuto().allocate(8L * batch * template.size(), 64);
        logits = Arena.ofAuto().allocate(4L * batch * template.size() * template.vocabulary(), 64);
    }

    /** Logits [slots][vocabulary] for these tokens. */
    float[][] table(int[] visible) {
        long h = BitHash.mix(seed, visible);
        float[][] table = new float[template.size()][template.vocabulary()];
        for (int s = 0; s < table.length; s++) {
            PlanTemplate.Slot slot = template.slots().get(s);
            double sharpness = 8 * CounterRandom.uniform(seed, 1, s, 0);
            for (int v = 0; v < table[s].length; v++) {
                boolean legal = v >= slot.first() && v < slot.first() + slot.count();
                double fixed = CounterRandom.uniform(seed, 2, s, v);
                double moved = CounterRandom.uniform(h, 3, s, v);
                table[s][v] = legal ? (float) (sharpness * ((1 - coupling) * fixed + coupling * moved)) : 1000f;
            }
        }
        return table;
    }

    @Override
    public void context(Observation observation) {}

    @Override
    public void denoise() {
        denoise(1);
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public void denoise(int rows) {
        int[] visible = new int[template.size()];
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < visible.length; s++) {
                visible[s] = (int) tokens.getAtIndex(ValueLayout.JAVA_LONG, (long) r * visible.length + s);
            }
            float[][] table = table(visible);
            for (int s = 0; s < visible.length; s++) {
                long at = ((long) r * visible.length + s) * template.vocabulary() * Float.BYTES;
                MemorySegment.copy(table[s], 0, logits, ValueLayout.JAVA_FLOAT, at, table[s].length);
            }
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
