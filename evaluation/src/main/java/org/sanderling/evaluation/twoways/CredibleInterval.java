package org.sanderling.evaluation.twoways;

import java.lang.foreign.ValueLayout;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.rules.TrajectoryMap;
import org.sanderling.tokenizers.BeastTokenizer;

/**
 * How wide the model's own credible interval of the trajectory would have to be to hold the expert's drive: once the side is
 * decided, every other slot masked, the proposals' path and the half-width z √Σ (Φ_t w σ)² that rule {@code anytime} commits by.
 * A quantile of these ratios is the rule's parameter {@code conformal}.
 */
final class CredibleInterval {
    private static final double Z = 1.645;

    private final ModelManifest manifest;
    private final DenoisingModel model;
    private final TwoWaysTask task;
    private final BeastTokenizer tokenizer;
    private final TrajectoryMap map;
    private final int[] bins;
    private final double[] spread;

    CredibleInterval(ModelManifest manifest, DenoisingModel model, TwoWaysTask task) {
        this.manifest = manifest;
        this.model = model;
        this.task = task;
        tokenizer = new BeastTokenizer(manifest.tokenizer());
        map = TrajectoryMap.of(manifest.template(), tokenizer);
        bins = new int[manifest.template().size()];
        spread = new double[bins.length];
    }

    /** Scores of {@code count} episodes: the largest ratio over the samples of distance to half-width. */
    double[] ratios(long first, int count) {
        double[] ratios = new double[count];
        for (int i = 0; i < count; i++) {
            ratios[i] = ratio(TwoWaysScene.of(first + i));
        }
        return ratios;
    }

    private double ratio(TwoWaysScene scene) {
        PlanTemplate template = manifest.template();
        var observation = task.observe(scene);
        model.context(observation);
        int side = template.indexOf("side");
        for (int s = 0; s < template.size(); s++) {
            long id = s == side
                    ? template.slots().get(side).first() + scene.expertSide().ordinal()
                    : template.maskId();
            model.tokens().setAtIndex(ValueLayout.JAVA_LONG, s, id);
        }
        model.denoise();
        for (int s = 0; s < template.size(); s++) {
            if (template.slots().get(s).ordinal()) {
                propose(s);
            }
        }
        float[] points = new float[tokenizer.tokenCount()];
        float[] path = new float[tokenizer.samples()];
        tokenizer.dequantize(bins, template.indexOf("trajectory"), observation.measured, points);
        tokenizer.reconstruct(points, path);
        double[] expert = scene.expert(scene.expertSide(), path.length);
        double most = 0;
        for (int t = 1; t < path.length; t++) { // sample 0 is the measured position, not the plan's
            double square = 0;
            for (int s = 0; s < template.size(); s++) {
                if (template.slots().get(s).ordinal()) {
                    square += Math.pow(map.effect()[s][t] * spread[s], 2);
                }
            }
            most = Math.max(most, Math.abs(path[t] - expert[t]) / (Z * Math.sqrt(square)));
        }
        return most;
    }

    /** A slot's median bin, and the root mean square distance of its bins from it. */
    private void propose(int slot) {
        PlanTemplate.Slot legal = manifest.template().slots().get(slot);
        long from = (long) slot * manifest.template().vocabulary() + legal.first();
        double[] p = new double[legal.count()];
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < p.length; i++) {
            p[i] = model.logits().getAtIndex(ValueLayout.JAVA_FLOAT, from + i);
            max = Math.max(max, p[i]);
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(p[i] - max);
            sum += p[i];
        }
        double below = 0;
        int median = 0;
        while (median < p.length - 1 && below + p[median] < sum / 2) {
            below += p[median++];
        }
        double square = 0;
        for (int i = 0; i < p.length; i++) {
            square += p[i] * (i - median) * (i - median);
        }
        bins[slot] = legal.first() + median;
        spread[slot] = Math.sqrt(square / sum);
    }
}
