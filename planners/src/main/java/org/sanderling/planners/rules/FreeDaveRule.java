package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.Step;

/**
 * One most confident slot a step, with the next steps drafted from the last forward and verified in one batch (FreeDave, arXiv
 * 2510.00294, Algorithm 1). Lossless: the tokens are those of greedy decoding one at a time, with fewer forwards of d rows
 * each. Under a deadline a step commits the share that the deadline asks for, and drafts are that much longer.
 */
final class FreeDaveRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "freeDave",
            "FreeDave, arXiv 2510.00294, Algorithm 1",
            "the most confident slot, d states ahead verified in one forward",
            List.of(new Parameter("drafts", "1", 8, 2, 64, "d, rows of a forward, where the model takes as many")),
            FreeDaveRule::new);

    private final int drafts;

    private FreeDaveRule(RuleParts parts) {
        drafts = parts.whole("drafts");
    }

    @Override
    public int draftRows() {
        return drafts;
    }

    @Override
    public void select(Step step) {
        step.commitTop(1);
    }
}
