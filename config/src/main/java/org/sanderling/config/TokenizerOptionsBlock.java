package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.tokenizers.TokenizerOptions;
import org.sanderling.tokenizers.TokenizerOptions.Continuity;
import org.sanderling.tokenizers.TokenizerOptions.Merge;
import org.sanderling.tokenizers.TokenizerSpec.Dof;

/** The keys of a tokenizer spec that few tokenizers need: {@code delayS}, {@code continuity}, {@code velocityLimit}, {@code scale}, {@code merges}. */
final class TokenizerOptionsBlock {
    private static final int MAX_MERGES = 65_534;
    private static final ValueType.Whole TOKEN = new ValueType.Whole(0, 65_535);

    private TokenizerOptionsBlock() {}

    static TokenizerOptions read(Block block, List<Dof> dofs) {
        block.choiceOrFirst("tokens", "discrete", "continuous"); // an encoding gives both, decoding takes discrete ones
        Continuity continuity = switch (block.choiceOrFirst("continuity", "none", "position", "positionVelocity")) {
            case "position" -> Continuity.POSITION;
            case "positionVelocity" -> Continuity.POSITION_VELOCITY;
            default -> Continuity.NONE;
        };
        return TokenizerOptions.NONE
                .withDelayS(block.numberOr("delayS", 0, 1e6, 0))
                .withContinuity(continuity, velocityLimits(block, dofs))
                .withScale(block.numberOr("scale", 1e-6, 1e6, TokenizerOptions.DEFAULT_SCALE))
                .withMerges(merges(block));
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

    /** A flat list: left, right, left, right, … */
    private static List<Merge> merges(Block block) {
        if (!block.has("merges")) {
            return List.of();
        }
        List<Long> flat = block.wholes("merges", TOKEN, 0, 2 * MAX_MERGES);
        if (flat.size() % 2 != 0) {
            throw block.error("merges", "has " + flat.size() + " items; they come in pairs, left and right");
        }
        List<Merge> merges = new ArrayList<>();
        for (int i = 0; i < flat.size(); i += 2) {
            merges.add(new Merge(flat.get(i).intValue(), flat.get(i + 1).intValue()));
        }
        return merges;
    }
}
