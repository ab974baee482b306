package org.sanderling.benchmarks.oracle;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;

/** A list task as a model: the logarithms of its exact marginals. One thread. */
public final class OracleModel implements DenoisingModel {
    /** For what cannot be; a decoder refuses infinite logits. */
    private static final double IMPOSSIBLE = -80;

    private final ListTask task;
    private final int slots;
    private final int vocabulary;
    private final int batch;
    private final MemorySegment tokens;
    private final MemorySegment logits;
    private final MemorySegment cache = Arena.ofAuto().allocate(64, 64);
    private final long[] row;
    private final int[] seen;
    private final double[][] probability;
    private final float[] out;

    /** @param batch rows of a forward */
    public OracleModel(ListTask task, int batch) {
        this.task = task;
        this.batch = batch;
        slots = task.template().size();
        vocabulary = task.template().vocabulary();
        tokens = Arena.ofAuto().allocate((long) batch * slots * Long.BYTES, 64);
        logits = Arena.ofAuto().allocate((long) batch * slots * vocabulary * Float.BYTES, 64);
        row = new long[slots];
        seen = new int[slots];
        probability = new double[slots][vocabulary];
        out = new float[slots * vocabulary];
    }

    @Override
    public void context(Observation observation) {
        // the instance was drawn by the task
    }

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
        for (int r = 0; r < rows; r++) {
            MemorySegment.copy(tokens, ValueLayout.JAVA_LONG, (long) r * slots * Long.BYTES, row, 0, slots);
            for (int s = 0; s < slots; s++) {
                seen[s] = (int) row[s];
            }
            task.marginals(seen, probability);
            for (int s = 0; s < slots; s++) {
                for (int v = 0; v < vocabulary; v++) {
                    double p = probability[s][v];
                    out[s * vocabulary + v] = (float) (p <= 0 ? IMPOSSIBLE : Math.log(p));
                }
            }
            MemorySegment.copy(out, 0, logits, ValueLayout.JAVA_FLOAT, (long) r * out.length * Float.BYTES, out.length);
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
    public void cancel() {
        // a forward is over at once
    }

    @Override
    public void close() {
        // nothing is held
    }
}
