package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.Step;

/**
 * A fixed, dilated order: step t of a block of B commits the masked slots at multiples of ⌊B/aᵗ⌋, so that slots that are
 * committed together lie as far apart as can be, in ⌈log_a B⌉ steps (DUS, arXiv 2506.19037, §3). The number of forwards is
 * known beforehand, which suits a worst-case deadline.
 */
final class DilatedRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "dilated",
            "DUS, arXiv 2506.19037, §3",
            "slots ⌊B/aᵗ⌋ apart in step t, whatever their confidence",
            List.of(new Parameter("base", "1", 2, 2, 64, "a")),
            DilatedRule::new);

    private final int base;

    private DilatedRule(RuleParts parts) {
        base = parts.whole("base");
    }

    @Override
    public void select(Step step) {
        for (int s = 0; s < step.priority.length; s++) {
            step.priority[s] = -s;
        }
        step.rank();
        int first = step.blockFirst;
        int stride = step.blockSlots;
        for (int t = 0; t <= step.blockRound; t++) {
            stride = Math.max(1, stride / base);
        }
        while (step.chosen() == 0) {
            for (int i = 0; i < step.openCount; i++) {
                int s = step.order[i];
                step.commit[s] = (s - first) % stride == 0;
            }
            stride = Math.max(1, stride / base);
        }
    }
}
