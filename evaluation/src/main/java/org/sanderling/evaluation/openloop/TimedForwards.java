package org.sanderling.evaluation.openloop;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.AuxiliaryModel;
import org.sanderling.planners.Clock;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;

/** A model whose forwards are timed, each kind by itself. One thread. */
final class TimedForwards implements DenoisingModel {
    private static final double NS_PER_MS = 1e6;

    private final DenoisingModel model;
    private final Clock clock;
    private double[] contextMs = new double[1024];
    private double[] denoiseMs = new double[4096];
    private int contexts;
    private int denoises;

    TimedForwards(DenoisingModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
    }

    @Override
    public void context(Observation observation) {
        long startNs = clock.monotonicNs();
        model.context(observation);
        contextMs = contexts < contextMs.length ? contextMs : Arrays.copyOf(contextMs, 2 * contexts);
        contextMs[contexts++] = (clock.monotonicNs() - startNs) / NS_PER_MS;
    }

    @Override
    public void denoise() {
        long startNs = clock.monotonicNs();
        model.denoise();
        took(clock.monotonicNs() - startNs);
    }

    private void took(long ns) {
        denoiseMs = denoises < denoiseMs.length ? denoiseMs : Arrays.copyOf(denoiseMs, 2 * denoises);
        denoiseMs[denoises++] = ns / NS_PER_MS;
    }

    /** Median time of the context graph, ms. */
    double contextMedianMs() {
        return Quantiles.of(Arrays.copyOf(contextMs, contexts), 0.5);
    }

    /** A quantile of the denoiser's time, ms; NaN before the first. */
    double denoiseMs(double quantile) {
        return Quantiles.of(Arrays.copyOf(denoiseMs, denoises), quantile);
    }

    @Override
    public int batch() {
        return model.batch();
    }

    @Override
    public void denoise(int rows) {
        long startNs = clock.monotonicNs();
        model.denoise(rows);
        took(clock.monotonicNs() - startNs);
    }

    @Override
    public int windowSlots() {
        return model.windowSlots();
    }

    @Override
    public void denoiseAndKeep() {
        long startNs = clock.monotonicNs();
        model.denoiseAndKeep();
        took(clock.monotonicNs() - startNs);
    }

    @Override
    public void denoiseWindow(int first, boolean keep) {
        long startNs = clock.monotonicNs();
        model.denoiseWindow(first, keep);
        took(clock.monotonicNs() - startNs);
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
