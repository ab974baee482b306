package org.sanderling.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.TokenizerSpec.Dof;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/** Reads a tokenizer spec: a file of its own, or the block {@code tokenizer} of a manifest. */
public final class TokenizerSpecReader {
    private static final int MAX_DOFS = 256;
    private static final int MAX_DEGREE = 16;

    private TokenizerSpecReader() {}

    /** @throws ConfigException with one line, {@code file:line: key: what is wrong} */
    public static TokenizerSpec read(Path file) {
        return read(Block.root(YamlTree.read(file)));
    }

    static TokenizerSpec read(Block block) {
        block.only(
                "tokenizer",
                "version",
                "samples",
                "rateHz",
                "durationS",
                "controlPoints",
                "degree",
                "vocabulary",
                "ridge",
                "tokens",
                "delayS",
                "continuity",
                "velocityLimit",
                "rotation",
                "scale",
                "merges",
                "clipWarning",
                "dofs",
                "bounds",
                "calibrate",
                "initialState",
                "languageModelVocabulary");
        block.wholeOr("version", TokenizerSpec.VERSION, TokenizerSpec.VERSION, TokenizerSpec.VERSION);
        String tokenizer = block.choice("tokenizer", "beast", "fast", "binning");
        boolean beast = tokenizer.equals("beast");
        int samples = block.whole("samples", 2, 65_536);
        double rateHz = block.numberOr("rateHz", 1e-3, 1e6, Double.NaN);
        int controlPoints = beast ? block.whole("controlPoints", 1, 4096) : block.wholeOr("controlPoints", 0, 4096, 0);
        int degree = beast ? block.whole("degree", 0, MAX_DEGREE) : block.wholeOr("degree", 0, MAX_DEGREE, 0);
        if (beast && degree >= controlPoints) {
            throw block.error("degree", degree + " is not below controlPoints, " + controlPoints);
        }
        int vocabulary = block.wholeOr("vocabulary", 2, 65_536, 256);
        List<Dof> dofs = dofs(block, beast ? controlPoints : Integer.MAX_VALUE);
        TokenizerBounds bounds = TokenizerBounds.read(block, dofs.size() * (beast ? controlPoints : 1));
        return new TokenizerSpec(
                tokenizer,
                samples,
                rateHz,
                block.numberOr("durationS", 1e-6, 1e6, Double.isNaN(rateHz) ? 1 : (samples - 1) / rateHz),
                controlPoints,
                degree,
                vocabulary,
                block.numberOr("ridge", 0, 1e6, 1e-9),
                dofs,
                bounds.min(),
                bounds.max(),
                InitialState.valueOf(block.choiceOrFirst("initialState", "none", "overwrite", "residual")
                        .toUpperCase(Locale.ROOT)),
                bounds.calibrate(),
                block.wholeOr("languageModelVocabulary", vocabulary, Integer.MAX_VALUE, 0),
                TokenizerOptionsBlock.read(block, dofs));
    }

    private static List<Dof> dofs(Block block, int controlPoints) {
        Set<String> names = new HashSet<>();
        return block.blocks("dofs", 1, MAX_DOFS).stream()
                .map(b -> dof(b, controlPoints, names))
                .toList();
    }

    private static Dof dof(Block block, int controlPoints, Set<String> names) {
        block.only("name", "unit", "degree");
        String name = block.text("name");
        if (!names.add(name)) {
            throw block.error("name", name + " is the name of an earlier DoF too");
        }
        int degree = block.wholeOr("degree", 0, MAX_DEGREE, -1);
        if (degree >= controlPoints) {
            throw block.error("degree", degree + " is not below controlPoints, " + controlPoints);
        }
        return new Dof(name, block.textOr("unit", "1"), degree);
    }
}
