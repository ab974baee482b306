package org.sanderling.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sanderling.tokenizers.ActionTokenizer;
import org.sanderling.tokenizers.TokenizerSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens as {@code tokenize encode --json} prints them.
 *
 * @param file where they stand
 * @param chunks each chunk's tokens
 * @param states state before each chunk; empty where the file has none
 * @param boundsMin bounds that were calibrated when encoding; empty where the file has none
 * @param boundsMax likewise
 */
record TokenFile(Path file, List<int[]> chunks, List<float[]> states, List<Double> boundsMin, List<Double> boundsMax) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static TokenFile read(Path file) {
        JsonNode root = parse(file);
        List<int[]> chunks = new ArrayList<>();
        for (JsonNode chunk : array(file, root.path("tokens"), "tokens")) {
            chunks.add(tokens(file, chunk, chunks.size()));
        }
        List<float[]> states = new ArrayList<>();
        if (root.hasNonNull("initialStates")) {
            for (JsonNode state : array(file, root.get("initialStates"), "initialStates")) {
                states.add(Numbers.floats(numbers(file, state, "initialStates[" + states.size() + "]")));
            }
            if (states.size() != chunks.size()) {
                throw new ExitCodes.BadInput(
                        file + ": initialStates has " + states.size() + " entries; tokens has " + chunks.size());
            }
        }
        boolean bounds = root.hasNonNull("bounds");
        return new TokenFile(
                file,
                chunks,
                states,
                bounds ? Numbers.list(numbers(file, root.get("bounds").path("min"), "bounds.min")) : List.of(),
                bounds ? Numbers.list(numbers(file, root.get("bounds").path("max"), "bounds.max")) : List.of());
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

    private static JsonNode parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ExitCodes.BadInput(file + ": no such file");
        }
        try {
            return MAPPER.readTree(file.toFile());
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ExitCodes.BadInput(file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
                    + ": is not JSON; give what 'tokenize encode --json' printed");
        }
    }

    private static JsonNode array(Path file, JsonNode node, String key) {
        if (!node.isArray() || node.isEmpty()) {
            throw new ExitCodes.BadInput(
                    file + ": " + key + " is not a list with entries; give what 'tokenize encode --json' printed");
        }
        return node;
    }

    private static int[] tokens(Path file, JsonNode chunk, int index) {
        array(file, chunk, "tokens[" + index + "]");
        int[] tokens = new int[chunk.size()];
        for (int i = 0; i < tokens.length; i++) {
            if (!chunk.get(i).isIntegralNumber() || !chunk.get(i).canConvertToInt()) {
                throw new ExitCodes.BadInput(file + ": chunk " + index + ": token " + chunk.get(i) + " at position " + i
                        + " is no whole number");
            }
            tokens[i] = chunk.get(i).intValue();
        }
        return tokens;
    }

    private static double[] numbers(Path file, JsonNode node, String key) {
        array(file, node, key);
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            if (!node.get(i).isNumber()) {
                throw new ExitCodes.BadInput(file + ": " + key + ": " + node.get(i) + " is no number");
            }
            values[i] = node.get(i).doubleValue();
        }
        return values;
    }
}
