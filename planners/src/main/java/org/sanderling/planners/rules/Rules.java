package org.sanderling.planners.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;

/** Every commit rule there is, by name. A new one is a file of its own and a line here. */
public final class Rules {
    /** All rules, the default first. */
    public static final List<RuleInfo> ALL = List.of(
            AnytimeRule.INFO,
            MassWindowRule.INFO,
            ThresholdRule.INFO,
            LladaRule.INFO,
            RandomRule.INFO,
            LeftToRightRule.INFO,
            FactorRule.INFO,
            FrechetRule.INFO,
            ProphetRule.INFO,
            FreeDaveRule.INFO,
            SaberRule.INFO,
            DilatedRule.INFO,
            SdarDynamicRule.INFO,
            EntropyBoundRule.INFO,
            IterationSmoothingRule.INFO,
            Learn2PdRule.INFO);

    private Rules() {}

    /** The names, for choices. */
    public static String[] names() {
        return ALL.stream().map(RuleInfo::name).toArray(String[]::new);
    }

    /** @throws IllegalArgumentException for a name that is none; says which are */
    public static RuleInfo info(String name) {
        for (RuleInfo info : ALL) {
            if (info.name().equals(name)) {
                return info;
            }
        }
        throw new IllegalArgumentException("decoder rule '" + name + "' is unknown; allowed: "
                + ALL.stream().map(RuleInfo::name).collect(Collectors.joining(", ")));
    }

    /**
     * Makes the rule that the settings name.
     *
     * @throws IllegalArgumentException for an unknown rule or parameter, one out of range, or a missing part; one line
     */
    public static CommitRule create(RuleParts parts) {
        RuleInfo info = info(parts.settings().rule());
        for (Map.Entry<String, Double> given : parts.settings().parameters().entrySet()) {
            check(info, given.getKey(), given.getValue());
        }
        return info.create()
                .apply(new RuleParts(
                        parts.template(), parts.settings(), parts.trajectory(), parts.filter(), info.parameters()));
    }

    private static void check(RuleInfo info, String name, double value) {
        for (Parameter p : info.parameters()) {
            if (p.name().equals(name)) {
                if (!(value >= p.min() && value <= p.max())) {
                    throw new IllegalArgumentException(name + ": " + value + "; allowed: " + p.min() + " … " + p.max());
                }
                return;
            }
        }
        throw new IllegalArgumentException("rule " + info.name() + " has no parameter '" + name + "'; it has: "
                + info.parameters().stream().map(Parameter::name).collect(Collectors.joining(", ")));
    }
}
