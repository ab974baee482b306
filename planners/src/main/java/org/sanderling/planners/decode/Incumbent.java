package org.sanderling.planners.decode;

import java.util.Arrays;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanAssembly;
import org.sanderling.planners.PlanCheck;

/**
 * The best valid plan so far. After each forward every masked slot is filled with its proposal; this shadow plan is rebuilt
 * and checked, and takes the incumbent's place where it is valid and its slots are at least as confident.
 *
 * <p>Planner thread; deterministic; allocates nothing after construction.
 */
public final class Incumbent {
    /** Hears of each new incumbent, on the planner thread; the plan is the incumbent's own and may be copied only. */
    @FunctionalInterface
    public interface Listener {
        void better(Plan plan);
    }

    private final PlanAssembly assembly;
    private final PlanCheck check;
    private final Listener listener;
    private final Plan shadow;
    private final Plan best;
    private final int[] before;
    private boolean any;
    private double bestConfidence;
    private int unchanged;

    /** @param shadow and best are empty plans of the template's shape, taken over */
    public Incumbent(PlanAssembly assembly, PlanCheck check, Plan shadow, Plan best, Listener listener) {
        this.assembly = assembly;
        this.check = check;
        this.shadow = shadow;
        this.best = best;
        this.listener = listener;
        before = new int[shadow.tokens.length];
    }

    /** Forgets the last decoding's. */
    void begin() {
        any = false;
        unchanged = 0;
        Arrays.fill(before, -1);
    }

    /** Whether there is a valid plan. */
    boolean any() {
        return any;
    }

    /** Forwards, this one included, since which the shadow plan has been valid and the same; 0 where it is not valid. */
    int unchanged() {
        return unchanged;
    }

    /** Looks at the shadow plan of a forward that was just scored. */
    void consider(SlotScores scores, Plan plan, Observation observation, StepTrace trace) {
        double confidence = 0;
        for (int s = 0; s < shadow.tokens.length; s++) {
            boolean masked = scores.masked[s];
            shadow.tokens[s] = masked ? scores.token[s] : plan.tokens[s];
            shadow.confidence[s] = masked ? scores.confidence[s] : plan.confidence[s];
            confidence += shadow.confidence[s];
        }
        shadow.tick = plan.tick;
        shadow.stampNs = plan.stampNs;
        shadow.forwards = trace.steps + 1;
        shadow.coverage = plan.coverage;
        shadow.stopReason = StopReason.INCUMBENT.ordinal();
        assembly.assemble(shadow, observation);
        shadow.verdict = check.check(shadow, observation);
        boolean same = Arrays.equals(before, shadow.tokens);
        System.arraycopy(shadow.tokens, 0, before, 0, before.length);
        boolean valid = shadow.verdict == PlanCheck.OK;
        unchanged = !valid ? 0 : same ? unchanged + 1 : 1;
        if (valid && (!any || confidence >= bestConfidence)) {
            any = true;
            bestConfidence = confidence;
            best.copyFrom(shadow);
            trace.incumbentStep = trace.steps;
            listener.better(best);
        }
    }

    /** Rebuilds and checks the decoded plan; where it must not be published, the incumbent takes its place. */
    void settle(Plan plan, Observation observation) {
        assembly.assemble(plan, observation);
        plan.verdict = check.check(plan, observation);
        if (plan.verdict != PlanCheck.OK && any) {
            publish(plan);
        }
    }

    /** Takes the incumbent for the plan. */
    void publish(Plan plan) {
        int forwards = plan.forwards;
        plan.copyFrom(best);
        plan.forwards = forwards;
    }
}
