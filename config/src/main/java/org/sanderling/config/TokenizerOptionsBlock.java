package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.tokenizers.TokenizerOptions;
import org.sanderling.tokenizers.TokenizerOptions.Merge;

/** The keys of a tokenizer spec that few tokenizers need: {@code delayS}, {@code scale}, {@code merges}. */
final class TokenizerOptionsBlock {
    private static final int MAX_MERGES = 65_536;

    private TokenizerOptionsBlock() {}

    /** @param vocabulary number of token values, which merges join */
    static TokenizerOptions read(Block block, int vocabulary) {
        TokenizerOptions none = TokenizerOptions.NONE;
        block.choiceOrFirst("tokens", "discrete", "continuous"); // an encoding gives both, decoding takes discrete ones
        if (!block.choiceOrFirst("continuity", "none", "position", "positionVelocity")
                .equals("none")) {
            throw unused(block, "continuity");
        }
        for (String key : List.of("velocityLimit", "rotation")) {
            if (block.has(key)) {
                throw unused(block, key);
            }
        }
        return new TokenizerOptions(
                block.numberOr("delayS", 0, 1e6, none.delayS()),
                block.numberOr("scale", 1e-6, 1e6, none.scale()),
                block.has("merges") ? merges(block, vocabulary) : none.merges());
    }

    private static ConfigException unused(Block block, String key) {
        return block.error(key, "no tokenizer of this version uses it; remove it");
    }

    private static List<Merge> merges(Block block, int vocabulary) {
        List<Merge> merges = new ArrayList<>();
        for (List<Long> pair : block.pairs("merges", new ValueType.Whole(0, vocabulary - 1L), MAX_MERGES)) {
            merges.add(new Merge(Math.toIntExact(pair.getFirst()), Math.toIntExact(pair.getLast())));
        }
        return merges;
    }
}
