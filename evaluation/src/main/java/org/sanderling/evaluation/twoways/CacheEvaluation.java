package org.sanderling.evaluation.twoways;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ModelManifest;
import org.sanderling.evaluation.importers.Progress;
import org.sanderling.planners.decode.CachePolicy;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.PlannerGraphs;

/**
 * What keeping the slots' keys and values between forwards changes: the same episodes, blocks and rule under each cache policy,
 * every window's logits held against the whole forward's.
 */
public final class CacheEvaluation {
    private CacheEvaluation() {}

    /**
     * One policy.
     *
     * @param policy which slots a forward computes anew
     * @param blockSlots slots of a block that is decoded at a time
     * @param result what came of the episodes
     * @param exact whether every logit of every masked slot had the same bits as without the cache
     * @param largestLogit largest difference of a logit; 0 where exact
     * @param meanVariation mean total variation of a masked slot's distribution, in [0, 1]
     * @param samePlans share of the episodes whose tokens are those without a cache
     * @param slotShare slots computed, as a share of those of whole forwards
     */
    public record Row(
            CachePolicy policy,
            int blockSlots,
            TwoWaysResult result,
            boolean exact,
            double largestLogit,
            double meanVariation,
            double samePlans,
            double slotShare) {
        /** For {@code --json}. */
        public Map<String, Object> figures() {
            Map<String, Object> o = new LinkedHashMap<>();
            o.put("policy", policy.name());
            o.put("blockSlots", blockSlots);
            o.put("exact", exact);
            o.put("largestLogitDifference", largestLogit);
            o.put("meanTotalVariation", meanVariation);
            o.put("samePlans", samePlans);
            o.put("slotShare", slotShare);
            o.put("collisionRate", result.collisionRate());
            o.put("forwards", result.meanForwards());
            return o;
        }
    }

    /**
     * Evaluates every policy with blocks of a window, and of half a window where that is whole; nothing where the model keeps
     * no keys and values of slots.
     *
     * @param rule commit rule; its parameters are the manifest's
     * @param episodes from 0 on
     */
    public static List<Row> run(ModelManifest manifest, Engine engine, String rule, int episodes, Progress progress) {
        TwoWaysTask task = new TwoWaysTask(manifest);
        List<Row> rows = new ArrayList<>();
        try (PlannerGraphs graphs = new PlannerGraphs(manifest, engine)) {
            int window = graphs.windowSlots();
            List<Integer> blocks = new ArrayList<>();
            if (window > 0) {
                blocks.add(window);
            }
            if (window > 2 && window % 2 == 0) {
                blocks.add(window / 2);
            }
            int total = blocks.size() * CachePolicy.values().length * episodes;
            for (int blockSlots : blocks) {
                List<TwoWaysTrial> without = null;
                for (CachePolicy policy : CachePolicy.values()) {
                    CacheError model = new CacheError(graphs, manifest.template());
                    Decode decode =
                            TwoWaysEvaluation.decode(manifest, model, settings(manifest, rule, policy, blockSlots));
                    List<TwoWaysTrial> trials = new ArrayList<>();
                    for (int i = 0; i < episodes; i++) {
                        trials.add(task.trial(i, decode));
                        progress.at((long) rows.size() * episodes + i + 1, total);
                    }
                    without = without == null ? trials : without;
                    rows.add(new Row(
                            policy,
                            blockSlots,
                            TwoWaysResult.of(trials),
                            model.largestLogit() == 0,
                            model.largestLogit(),
                            policy == CachePolicy.NONE ? 0 : model.meanVariation(),
                            same(trials, without),
                            model.slotShare()));
                }
            }
        }
        return rows;
    }

    private static DecoderSettings settings(
            ModelManifest manifest, @Nullable String rule, CachePolicy policy, int blockSlots) {
        DecoderSettings s = TwoWaysEvaluation.settings(manifest, rule);
        return new DecoderSettings(
                s.rule(),
                s.windowBins(),
                s.ordinalThreshold(),
                s.categoricalThreshold(),
                2 * manifest.template().size(), // a finished block's own forward is one more
                s.temperature(),
                s.seed(),
                blockSlots,
                policy,
                s.bounds(),
                s.parameters());
    }

    private static double same(List<TwoWaysTrial> trials, List<TwoWaysTrial> without) {
        int same = 0;
        for (int i = 0; i < trials.size(); i++) {
            same += trials.get(i).tokens().equals(without.get(i).tokens()) ? 1 : 0;
        }
        return (double) same / trials.size();
    }
}
