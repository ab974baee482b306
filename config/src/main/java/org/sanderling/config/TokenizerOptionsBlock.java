package org.sanderling.config;

import org.sanderling.tokenizers.TokenizerOptions;

/** The keys of a tokenizer spec that few tokenizers need: {@code delayS}, {@code scale}. */
final class TokenizerOptionsBlock {
    private TokenizerOptionsBlock() {}

    static TokenizerOptions read(Block block) {
        block.choiceOrFirst("tokens", "discrete", "continuous"); // an encoding gives both, decoding takes discrete ones
        return TokenizerOptions.NONE
                .withDelayS(block.numberOr("delayS", 0, 1e6, 0))
                .withScale(block.numberOr("scale", 1e-6, 1e6, TokenizerOptions.NONE.scale()));
    }
}
