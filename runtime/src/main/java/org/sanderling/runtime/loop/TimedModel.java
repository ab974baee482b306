package org.sanderling.runtime.loop;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.AuxiliaryModel;
import org.sanderling.planners.Clock;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;

/** A model whose forwards are timed. Planner thread only; {@link #cancel()} from any. */
final class TimedModel implements DenoisingModel {
    private final DenoisingModel model;
    private final Clock clock;
    private final ForwardTimes times;

    /** Time in forwards since {@link #reset}, ns. */
    long forwardNs;

    TimedModel(DenoisingModel model, Clock clock, ForwardTimes times) {
        this.model = model;
        this.clock = clock;
        this.times = times;
    }

    void reset() {
        forwardNs = 0;
    }

    @Override
    public void context(Observation observation) {
        long start = clock.monotonicNs();
        model.context(observation);
        forwardNs += clock.monotonicNs() - start;
    }

    @Override
    public void denoise() {
        long start = clock.monotonicNs();
        model.denoise();
        took(1, clock.monotonicNs() - start);
    }

    private void took(int rows, long ns) {
        forwardNs += ns;
        times.add(rows, ns);
    }

    @Override
    public int batch() {
        return model.batch();
    }

    @Override
    public void denoise(int rows) {
        long start = clock.monotonicNs();
        model.denoise(rows);
        took(rows, clock.monotonicNs() - start);
    }

    @Override
    public int windowSlots() {
        return model.windowSlots();
    }

    @Override
    public void denoiseAndKeep() {
        long start = clock.monotonicNs();
        model.denoiseAndKeep();
        took(1, clock.monotonicNs() - start);
    }

    @Override
    public void denoiseWindow(int first, boolean keep) {
        long start = clock.monotonicNs();
        model.denoiseWindow(first, keep);
        took(0, clock.monotonicNs() - start);
    }

    @Override
    public @Nullable AuxiliaryModel filter() {
        return model.filter();
    }

    @Override
    public MemorySegment tokens() {
        return model.tokens();
    }

    @Override
    public MemorySegment logits() {
        return model.logits();
    }

    @Override
    public MemorySegment cache() {
        return model.cache();
    }

    @Override
    public void cancel() {
        model.cancel();
    }

    @Override
    public void close() {
        model.close();
    }
}
