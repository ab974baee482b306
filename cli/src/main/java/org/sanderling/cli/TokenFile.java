package org.sanderling.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sanderling.tokenizers.ActionTokenizer;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens as {@code tokenize encode --json} prints them.
 *
 * @param chunks each chunk's tokens
 * @param states state before each chunk, as the file has it; empty where it has none
 * @param first state before the first chunk [D]
 */
record TokenFile(List<int[]> chunks, List<float[]> states, float[] first) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static TokenFile read(Path file, ActionTokenizer tokenizer, List<Float> initial) {
        JsonNode root = parse(file);
        List<int[]> chunks = new ArrayList<>();
        for (JsonNode chunk : array(file, root.path("tokens"), "tokens")) {
            chunks.add(tokens(file, chunk, chunks.size()));
        }
        List<float[]> states = new ArrayList<>();
        if (root.hasNonNull("initialStates")) {
            for (JsonNode state : array(file, root.get("initialStates"), "initialStates")) {
                states.add(state(file, state, states.size(), tokenizer.dofs()));
            }
            if (states.size() != chunks.size()) {
                throw new ExitCodes.BadInput(
                        file + ": initialStates has " + states.size() + " entries; tokens has " + chunks.size());
            }
        }
        return new TokenFile(chunks, states, first(file, tokenizer, initial, states));
    }

    private static float[] first(Path file, ActionTokenizer tokenizer, List<Float> initial, List<float[]> states) {
        int dofs = tokenizer.dofs();
        if (!initial.isEmpty() && initial.size() != dofs) {
            throw new ExitCodes.BadInput("--initial has " + initial.size() + " values; the spec has " + dofs + " DoFs");
        }
        if (initial.isEmpty() && states.isEmpty() && tokenizer.spec().initialState() != InitialState.NONE) {
            throw new ExitCodes.BadInput(file + ": has no initialStates, and the spec's initialState is "
                    + tokenizer.spec().initialState().name().toLowerCase(java.util.Locale.ROOT)
                    + "; give the state before the first chunk by --initial");
        }
        float[] first = new float[dofs];
        for (int d = 0; d < initial.size(); d++) {
            first[d] = initial.get(d);
        }
        return first;
    }

    /** State before chunk i: the file's, else the first, else the end of the chunk decoded before. */
    float[] before(int i, float[] decodedEnd) {
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
                    file + ": " + key + " is not an array of arrays; give what 'tokenize encode --json' printed");
        }
        return node;
    }

    private static int[] tokens(Path file, JsonNode chunk, int index) {
        array(file, chunk, "tokens[" + index + "]");
        int[] tokens = new int[chunk.size()];
        for (int i = 0; i < tokens.length; i++) {
            if (!chunk.get(i).canConvertToInt() || !chunk.get(i).isIntegralNumber()) {
                throw new ExitCodes.BadInput(file + ": chunk " + index + ": token " + chunk.get(i) + " at position " + i
                        + " is no whole number");
            }
            tokens[i] = chunk.get(i).intValue();
        }
        return tokens;
    }

    private static float[] state(Path file, JsonNode node, int index, int dofs) {
        array(file, node, "initialStates[" + index + "]");
        if (node.size() != dofs) {
            throw new ExitCodes.BadInput(file + ": initialStates[" + index + "] has " + node.size()
                    + " values; the spec has " + dofs + " DoFs");
        }
        float[] state = new float[dofs];
        for (int d = 0; d < dofs; d++) {
            if (!node.get(d).isNumber()) {
                throw new ExitCodes.BadInput(file + ": initialStates[" + index + "]: " + node.get(d) + " is no number");
            }
            state[d] = node.get(d).floatValue();
        }
        return state;
    }
}
