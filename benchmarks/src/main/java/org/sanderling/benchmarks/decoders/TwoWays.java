package org.sanderling.benchmarks.decoders;

import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest;
import org.sanderling.evaluation.twoways.TwoWaysEvaluation;
import org.sanderling.evaluation.twoways.TwoWaysResult;
import org.sanderling.evaluation.twoways.TwoWaysTask;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.PlannerGraphs;

/** Every rule on unseen episodes of the two-ways task: share of collisions. */
public final class TwoWays {
    static final String TASK = "two ways";

    private TwoWays() {}

    /** Plans {@code episodes} episodes with each rule and number of forwards. */
    public static List<TradeOff> run(
            ModelManifest manifest, Engine engine, List<String> rules, List<Integer> budgets, int episodes) {
        TwoWaysTask task = new TwoWaysTask(manifest);
        try (PlannerGraphs graphs = new PlannerGraphs(manifest, engine)) {
            return TradeOff.each(rules, budgets, (rule, budget) -> {
                DecoderSettings settings = within(TwoWaysEvaluation.settings(manifest, rule), budget);
                TwoWaysResult r = TwoWaysResult.of(
                        task.trials(0, episodes, TwoWaysEvaluation.decode(manifest, graphs, settings)));
                return new TradeOff(TASK, rule, budget, r.meanForwards(), r.collisionRate(), null);
            });
        }
    }

    private static DecoderSettings within(DecoderSettings s, int forwards) {
        return new DecoderSettings(
                s.rule(),
                s.windowBins(),
                s.ordinalThreshold(),
                s.categoricalThreshold(),
                forwards,
                s.temperature(),
                s.seed(),
                s.blockSlots(),
                s.cache(),
                s.bounds(),
                Map.copyOf(s.parameters()));
    }
}
