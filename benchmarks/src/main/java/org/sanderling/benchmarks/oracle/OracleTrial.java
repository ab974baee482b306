package org.sanderling.benchmarks.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.CachePolicy;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.planners.decode.MaskedDiffusionDecoder;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.planners.rules.RuleParts;
import org.sanderling.planners.rules.Rules;

/**
 * What a rule does on a task within a number of forwards.
 *
 * @param task name
 * @param rule name
 * @param budget forwards allowed
 * @param forwards mean of those spent
 * @param error share of wrong answers
 * @param instances decoded
 */
public record OracleTrial(String task, String rule, int budget, double forwards, double error, int instances) {
    /** Rows of a forward, for rules that draft. */
    private static final int BATCH = 8;

    /** Decodes {@code instances} instances; tokens are drawn from the marginals. */
    public static OracleTrial run(
            ListTask task, String rule, int budget, int instances, Map<String, Double> parameters) {
        PlanTemplate template = task.template();
        DecoderSettings settings =
                new DecoderSettings(rule, 0, 0.9, 0.9, budget, 1, 20, 0, CachePolicy.NONE, List.of(), parameters);
        MaskedDiffusionDecoder decoder = new MaskedDiffusionDecoder(
                template, new OracleModel(task, BATCH), settings, Rules.create(RuleParts.of(template, settings)));
        Plan plan = new Plan(template.size(), 1, 1, 1);
        StepTrace trace = new StepTrace(budget, template.size());
        Observation nothing = new Observation(1, 1, 1, 1, 1);
        int[] forced = new int[template.size()];
        Arrays.fill(forced, -1);
        long forwards = 0;
        int wrong = 0;
        for (int i = 0; i < instances; i++) {
            task.begin(1000L + i);
            decoder.decode(nothing, i, step -> Integer.MAX_VALUE, forced, plan, trace);
            forwards += plan.forwards;
            wrong += task.right(plan.tokens) ? 0 : 1;
        }
        return new OracleTrial(
                task.name(), rule, budget, (double) forwards / instances, (double) wrong / instances, instances);
    }
}
