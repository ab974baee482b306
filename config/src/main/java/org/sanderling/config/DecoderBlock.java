package org.sanderling.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest.Decoder;
import org.sanderling.planners.decode.CachePolicy;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.rules.RuleInfo;
import org.sanderling.planners.rules.Rules;

/** Block {@code decoder}: calibrated decoding. */
final class DecoderBlock {
    private DecoderBlock() {}

    /** @param dofs degrees of freedom of the plan */
    static Decoder read(Block block, int dofs) {
        block.only(
                "rule",
                "windowBins",
                "ordinalThreshold",
                "categoricalThreshold",
                "maxForwards",
                "blockSlots",
                "slotCache",
                "bounds",
                "parameters");
        List<Double> bounds = block.has("bounds") ? block.numbers("bounds", dofs, dofs) : List.of();
        for (double bound : bounds) {
            if (!(bound > 0)) {
                throw block.error("bounds", bound + "; allowed: above 0, in the unit of its degree of freedom");
            }
        }
        return new Decoder(
                block.choice("rule", Rules.names()),
                block.whole("windowBins", 0, 65_536),
                block.number("ordinalThreshold", 0, 1),
                block.number("categoricalThreshold", 0, 1),
                block.whole("maxForwards", 1, 1000),
                block.wholeOr("blockSlots", 0, 4096, 0),
                CachePolicy.of(block.choiceOrFirst("slotCache", "none", "dual", "finishedBlocks")),
                bounds,
                parameters(block));
    }

    private static Map<String, Map<String, Double>> parameters(Block block) {
        Map<String, Map<String, Double>> rules = new LinkedHashMap<>();
        Block parameters = block.blockIfAny("parameters");
        if (parameters != null) {
            parameters.only(Rules.names());
            for (String rule : parameters.keys()) {
                rules.put(rule, ofRule(parameters.block(rule), Rules.info(rule)));
            }
        }
        return rules;
    }

    private static Map<String, Double> ofRule(Block block, RuleInfo rule) {
        block.only(rule.parameters().stream().map(Parameter::name).toArray(String[]::new));
        Map<String, Double> values = new LinkedHashMap<>();
        for (Parameter p : rule.parameters()) {
            if (block.has(p.name())) {
                values.put(p.name(), block.number(p.name(), p.min(), p.max()));
            }
        }
        return values;
    }
}
