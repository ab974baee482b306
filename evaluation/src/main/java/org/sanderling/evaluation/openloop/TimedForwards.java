package org.sanderling.evaluation.openloop;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
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
        denoiseMs = denoises < denoiseMs.length ? denoiseMs : Arrays.copyOf(denoiseMs, 2 * denoises);
        denoiseMs[denoises++] = (clock.monotonicNs() - startNs) / NS_PER_MS;
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
