package org.sanderling.planners.rules;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.sanderling.planners.AuxiliaryModel;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.Step;

/**
 * A learned filter says which proposals are final: commits those with sigmoid(filter) > θ, and the static schedule's share of
 * the most confident (Learn2PD, arXiv 2509.25188, §3.2).
 *
 * <p>The filter reads the confidence of every slot, 1 where it is committed, f32 [slots], and writes a logit for each, f32
 * [slots]. Templates have a fixed length, so that the paper's truncation at end-of-text has no counterpart here.
 */
final class Learn2PdRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "learn2pd",
            "Learn2PD, arXiv 2509.25188, §3.2",
            "what a learned filter accepts, at least the static share",
            List.of(LladaRule.STEPS, new Parameter("accept", "1", 0.9, 0.5, 0.999999, "θ, least probability")),
            Learn2PdRule::new);

    private final StaticSchedule schedule;
    private final AuxiliaryModel filter;
    private final float[] values;
    private final float leastLogit;

    private Learn2PdRule(RuleParts parts) {
        AuxiliaryModel given = parts.filter();
        int slots = parts.template().size();
        if (given == null) {
            throw new IllegalArgumentException("rule learn2pd needs a graph 'filter', f32 [" + slots + "] to f32 ["
                    + slots + "]; the model has none");
        }
        long bytes = (long) slots * Float.BYTES;
        if (given.input().byteSize() != bytes || given.output().byteSize() != bytes) {
            throw new IllegalArgumentException(
                    "graph 'filter' takes " + given.input().byteSize() / Float.BYTES + " and gives "
                            + given.output().byteSize() / Float.BYTES + " numbers; rule learn2pd wants " + slots);
        }
        filter = given;
        values = new float[slots];
        schedule = new StaticSchedule(parts.whole("steps"));
        double accept = parts.parameter("accept");
        leastLogit = (float) StrictMath.log(accept / (1 - accept));
    }

    @Override
    public void select(Step step) {
        for (int s = 0; s < values.length; s++) {
            values[s] = step.scores.masked[s] ? step.scores.confidence[s] : 1f;
        }
        MemorySegment.copy(values, 0, filter.input(), ValueLayout.JAVA_FLOAT, 0, values.length);
        filter.run();
        MemorySegment.copy(filter.output(), ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
        for (int i = 0; i < step.openCount; i++) {
            int s = step.order[i];
            step.commit[s] = values[s] > leastLogit;
        }
        step.commitTop(schedule.share(step));
    }
}
