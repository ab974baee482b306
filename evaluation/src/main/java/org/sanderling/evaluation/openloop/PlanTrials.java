package org.sanderling.evaluation.openloop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.Clock;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.engine.RegressionGraph;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.runtime.loop.LoopParts;
import org.sanderling.runtime.loop.PlanRun;

/** Plans from single observations with the loop's own parts: freely, then with each lateral decision forced. */
final class PlanTrials {
    private static final int LEFT = 0;
    private static final int RIGHT = 2;

    private final LoopParts parts;
    private final ObservationShape shape;
    private final TimedForwards model;
    private final @Nullable RegressionGraph regression;
    private final DecodeBudget budget;
    private final DecodeBudget unlimited;
    private final PlanRun run;
    private final Plan plan;
    private final StepTrace trace;

    PlanTrials(
            LoopParts parts,
            ObservationShape shape,
            TimedForwards model,
            @Nullable RegressionGraph regression,
            Clock clock,
            double deadlineMs) {
        this.parts = parts;
        this.shape = shape;
        this.model = model;
        this.regression = regression;
        budget = new DecodeBudget(clock, deadlineMs);
        unlimited = new DecodeBudget(clock, Double.NaN);
        run = parts.run(model);
        plan = run.createPlan();
        trace = run.createTrace();
        float[] nothing = new float[parts.limits().dofs()];
        Arrays.fill(nothing, Float.NaN);
        parts.check().join(0, nothing);
    }

    /** @param tick coordinate of a sampling rule's random numbers */
    PlanTrial at(Window window, Observation observation, long tick) {
        budget.start(model.denoiseMs(parts.deployment().timing().forwardQuantile()));
        run.run(observation, tick, budget, plan, trace);
        boolean late = budget.passed();
        boolean planned = plan.verdict != Reason.PLAN_FAILED.ordinal();
        boolean valid = plan.verdict == Reason.NONE.ordinal() && observation.fault == Reason.NONE.ordinal();
        int[] tokens = plan.tokens.clone();
        int forwards = plan.forwards;
        float[] trajectory = planned ? plan.samples.clone() : window.held();
        return new PlanTrial(
                observation.stampNs,
                tokens,
                trajectory,
                forwards,
                valid,
                late,
                forced(observation, tick, RIGHT) - forced(observation, tick, LEFT),
                regression == null ? null : regression.predict(observation),
                GreyThumbnail.of(observation.images, shape.heightPx(), shape.widthPx()));
    }

    private double forced(Observation observation, long tick, int side) {
        PlanTemplate template = parts.manifest().template();
        int slot = template.indexOf("lateral");
        int[] forced = run.unforced();
        forced[slot] = template.slots().get(slot).first() + side;
        run.run(observation, tick, unlimited, forced, plan, trace);
        return plan.verdict == Reason.PLAN_FAILED.ordinal() ? Double.NaN : DrivingLabel.meanSteering(plan.samples);
    }
}
