package org.sanderling.config;

import java.util.List;
import org.sanderling.tokenizers.TokenizerOptions;
import org.sanderling.tokenizers.TokenizerOptions.Continuity;
import org.sanderling.tokenizers.TokenizerSpec.Dof;

/** The keys of a tokenizer spec that few tokenizers need: {@code delayS}, {@code continuity}, {@code velocityLimit}. */
final class TokenizerOptionsBlock {
    private TokenizerOptionsBlock() {}

    static TokenizerOptions read(Block block, List<Dof> dofs) {
        block.choiceOrFirst("tokens", "discrete", "continuous"); // an encoding gives both, decoding takes discrete ones
        Continuity continuity = switch (block.choiceOrFirst("continuity", "none", "position", "positionVelocity")) {
            case "position" -> Continuity.POSITION;
            case "positionVelocity" -> Continuity.POSITION_VELOCITY;
            default -> Continuity.NONE;
        };
        return new TokenizerOptions(block.numberOr("delayS", 0, 1e6, 0), continuity, velocityLimits(block, dofs));
    }

    /** One limit for each DoF, by name; infinite for a DoF that has none; empty where no DoF has one. */
    private static List<Double> velocityLimits(Block block, List<Dof> dofs) {
        Block limits = block.blockIfAny("velocityLimit");
        if (limits == null) {
            return List.of();
        }
        limits.only(dofs.stream().map(Dof::name).toArray(String[]::new));
        return dofs.stream()
                .map(d -> limits.numberOr(d.name(), 0, 1e12, Double.POSITIVE_INFINITY))
                .toList();
    }
}
