package org.sanderling.planners.rules;

import java.util.List;
import java.util.function.Function;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;

/**
 * A commit rule as manifests, commands and documents name it.
 *
 * @param name in manifests and deployments
 * @param source paper and equation or section; {@code ours} where there is none
 * @param text what it commits, one line
 * @param parameters its numbers
 * @param create makes one for one decoder
 */
public record RuleInfo(
        String name, String source, String text, List<Parameter> parameters, Function<RuleParts, CommitRule> create) {
    public RuleInfo {
        parameters = List.copyOf(parameters);
    }
}
