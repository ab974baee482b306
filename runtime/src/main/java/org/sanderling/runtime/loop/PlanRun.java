package org.sanderling.runtime.loop;

import java.util.Arrays;
import java.util.List;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.Budget;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanCheck;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.BitHash;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.planners.decode.Incumbent;
import org.sanderling.planners.decode.MaskedDiffusionDecoder;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.planners.rules.RuleParts;
import org.sanderling.planners.rules.Rules;
import org.sanderling.planners.rules.TrajectoryMap;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.tokenizers.BeastTokenizer;

/**
 * From an observation to a checked plan: decode the tokens, rebuild the trajectory, check it.
 *
 * <p>The same class runs live, in a replay and in an evaluation. One thread at a time; deterministic in its arguments;
 * allocates nothing after construction.
 */
public final class PlanRun {
    private final ModelManifest manifest;
    private final MaskedDiffusionDecoder decoder;
    private final BeastTokenizer tokenizer;
    private final PlanCheck check;
    private final int firstTrajectorySlot;
    private final int[] unforced;

    public PlanRun(ModelManifest manifest, DenoisingModel model, DecoderSettings settings, PlanCheck check) {
        this.manifest = manifest;
        this.check = check;
        tokenizer = new BeastTokenizer(manifest.tokenizer());
        firstTrajectorySlot = manifest.template().indexOf("trajectory");
        unforced = new int[manifest.template().size()];
        Arrays.fill(unforced, -1);
        PlanTemplate template = manifest.template();
        TrajectoryMap trajectory = TrajectoryMap.of(template, tokenizer);
        CommitRule rule = Rules.create(new RuleParts(template, settings, trajectory, model.filter(), List.of()));
        Incumbent incumbent = new Incumbent(this::assemble, check, createPlan(), createPlan(), plan -> {});
        decoder = new MaskedDiffusionDecoder(template, model, settings, rule, incumbent);
    }

    /** An empty plan of the model's shape. */
    public Plan createPlan() {
        int dofs = tokenizer.dofs();
        return new Plan(manifest.template().size(), tokenizer.tokenCount(), tokenizer.samples(), dofs);
    }

    /** An empty trace of the model's shape. */
    public StepTrace createTrace() {
        return new StepTrace(decoder.maxForwards(), manifest.template().size());
    }

    /** Most forwards of one plan. */
    int maxForwards() {
        return decoder.maxForwards();
    }

    /** No slot given beforehand, [slots]. */
    public int[] unforced() {
        return unforced.clone();
    }

    /**
     * Makes a plan; {@code plan.verdict} says whether it may be published.
     *
     * @param forced token that each slot starts with, −1 for MASK; [slots]
     */
    public void run(Observation observation, long tick, Budget budget, int[] forced, Plan plan, StepTrace trace) {
        plan.tick = tick;
        plan.stampNs = observation.stampNs;
        if (!decoder.decode(observation, tick, budget, forced, plan, trace)) {
            plan.verdict = Reason.PLAN_FAILED.ordinal();
            Arrays.fill(plan.controlPoints, 0f);
            Arrays.fill(plan.samples, 0f);
            return;
        }
        assemble(plan, observation);
        plan.verdict = check.check(plan, observation);
    }

    private void assemble(Plan plan, Observation observation) {
        tokenizer.dequantize(plan.tokens, firstTrajectorySlot, observation.measured, plan.controlPoints);
        tokenizer.reconstruct(plan.controlPoints, plan.samples);
    }

    /** Completes the trace of the run that has just ended; nothing waits for it. */
    public void seal(StepTrace trace) {
        decoder.hashCache(trace);
    }

    /** Makes a plan with every slot masked at the start. */
    public void run(Observation observation, long tick, Budget budget, Plan plan, StepTrace trace) {
        run(observation, tick, budget, unforced, plan, trace);
    }

    /** Hash of the exact bits of a plan. */
    public static long hash(Plan plan) {
        long h = BitHash.mix(BitHash.SEED, plan.tokens);
        h = BitHash.mix(h, plan.confidence);
        h = BitHash.mix(h, plan.controlPoints);
        h = BitHash.mix(h, plan.samples);
        h = BitHash.mix(h, plan.stampNs);
        h = BitHash.mix(h, (long) plan.forwards);
        h = BitHash.mix(h, plan.coverage);
        h = BitHash.mix(h, (long) plan.stopReason);
        return BitHash.mix(h, (long) plan.verdict);
    }
}
