package org.sanderling.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sanderling.tokenizers.ActionTokenizer;
import org.sanderling.tokenizers.TokenizerSpec;

/**
 * Tokens as {@code tokenize encode --json} prints them.
 *
 * @param file where they stand
 * @param chunks each chunk's tokens
 * @param normalised each chunk's continuous tokens; empty where the file has none
 * @param states state before each chunk; empty where the file has none
 * @param boundsMin bounds that were calibrated when encoding; empty where the file has none
 * @param boundsMax likewise
 * @param dofs names of the DoFs that were encoded; empty where the file has none
 */
record TokenFile(
        Path file,
        List<int[]> chunks,
        List<float[]> normalised,
        List<float[]> states,
        List<Double> boundsMin,
        List<Double> boundsMax,
        List<String> dofs) {
    static TokenFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ExitCodes.BadInput(file + ": no such file");
        }
        try (TokenFileReader reader = new TokenFileReader(file)) {
            return reader.read();
        }
    }

    /** How many chunks there are, of the kind that the spec exchanges. */
    int count(TokenizerSpec spec) {
        if (!spec.options().continuous()) {
            return chunks.size();
        }
        if (normalised.isEmpty()) {
            throw new ExitCodes.BadInput(
                    file + ": normalised is not a list with entries, and the spec says tokens: continuous");
        }
        return normalised.size();
    }

    /** Refuses a spec whose DoFs are not those that were encoded, in their order. */
    void checkDofs(TokenizerSpec spec) {
        List<String> names = spec.names();
        for (int d = 0; d < dofs.size() && !dofs.isEmpty(); d++) {
            String name = d < names.size() ? names.get(d) : "none";
            if (!dofs.get(d).equals(name)) {
                throw new ExitCodes.BadInput(file + ": DoF " + d + " is " + dofs.get(d) + ", in the spec it is " + name
                        + "; decode with the spec that encoded it");
            }
        }
    }

    /** A spec without bounds with those that the tokens were made with. */
    TokenizerSpec withBounds(TokenizerSpec spec) {
        return spec.boundsMin().isEmpty() && !boundsMin.isEmpty() ? spec.withBounds(boundsMin, boundsMax) : spec;
    }

    /** State before the first chunk: the file's, or else what is given; checked against what the tokenizer reads. */
    float[] firstState(ActionTokenizer tokenizer, List<Float> given) {
        int size = Math.max(tokenizer.dofs(), tokenizer.stateSize());
        for (float[] state : states) {
            if (state.length != size) {
                throw new ExitCodes.BadInput(
                        file + ": an entry of initialStates has " + state.length + " values; the spec needs " + size);
            }
        }
        if (!given.isEmpty() && given.size() != size) {
            throw new ExitCodes.BadInput("--initial has " + given.size() + " values; the spec needs " + size
                    + (size > tokenizer.dofs() ? ", positions and then velocities" : ""));
        }
        if (given.isEmpty() && states.isEmpty() && tokenizer.stateSize() > 0) {
            throw new ExitCodes.BadInput(file + ": has no initialStates, and the spec's chunks go on from a state; "
                    + "give the " + size + " values before the first chunk by --initial");
        }
        float[] state = new float[size];
        for (int i = 0; i < given.size(); i++) {
            state[i] = given.get(i);
        }
        return state;
    }

    /** State before chunk i: the file's, else the end of the chunk decoded before. */
    float[] stateBefore(int i, float[] decodedEnd) {
        return states.isEmpty() ? decodedEnd : states.get(i);
    }

    double bitsPerChunk(int vocabulary) {
        return chunks.stream().mapToInt(c -> c.length).average().orElse(Double.NaN)
                * Math.log(vocabulary)
                / Math.log(2);
    }
}
