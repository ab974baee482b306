package org.sanderling.planners.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.AuxiliaryModel;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.planners.decode.Parameter;

/**
 * What a rule may be made from.
 *
 * @param template the plan's pattern
 * @param settings thresholds, blocks, the rule's parameters
 * @param trajectory how each ordinal slot moves the trajectory; null where there is no tokenizer
 * @param filter a learned filter; null where there is none
 * @param declared the rule's parameters
 */
public record RuleParts(
        PlanTemplate template,
        DecoderSettings settings,
        @Nullable TrajectoryMap trajectory,
        @Nullable AuxiliaryModel filter,
        List<Parameter> declared) {
    /** Parts of a rule that needs nothing but tokens. */
    public static RuleParts of(PlanTemplate template, DecoderSettings settings) {
        return new RuleParts(template, settings, null, null, List.of());
    }

    /** A declared parameter's value: the settings', else its standard one. */
    public double parameter(String name) {
        for (Parameter p : declared) {
            if (p.name().equals(name)) {
                Double given = settings.parameters().get(name);
                return given == null ? p.standard() : given;
            }
        }
        throw new IllegalArgumentException("rule " + settings.rule() + " declares no parameter " + name);
    }

    /** A declared parameter that is a whole number. */
    public int whole(String name) {
        return (int) Math.round(parameter(name));
    }

    /** A declared parameter that is a switch. */
    public boolean on(String name) {
        return parameter(name) >= 0.5;
    }
}
