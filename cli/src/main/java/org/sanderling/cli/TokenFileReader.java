package org.sanderling.cli;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads a token file as a stream: of the arrays that {@code encode} prints only those that decoding needs are kept. */
final class TokenFileReader implements Closeable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String GIVE = "; give what 'tokenize encode --json' printed";
    /** 256 MB of tokens. */
    private static final long MOST_VALUES = 1L << 26;

    private final Path file;
    private final JsonParser in;
    private final List<int[]> chunks = new ArrayList<>();
    private final List<float[]> normalised = new ArrayList<>();
    private final List<float[]> states = new ArrayList<>();
    private final List<String> dofs = new ArrayList<>();
    private List<Double> min = List.of();
    private List<Double> max = List.of();
    private long values;

    TokenFileReader(Path file) {
        this.file = file;
        this.in = MAPPER.createParser(file.toFile());
    }

    TokenFile read() {
        try {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw bad("is not a JSON object" + GIVE);
            }
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = in.currentName();
                JsonToken value = in.nextToken();
                switch (key) {
                    case "tokens" -> entries(key, value, () -> chunks.add(tokens()));
                    case "normalised" -> entriesIfAny(key, value, () -> normalised.add(floats(key, normalised)));
                    case "initialStates" -> entriesIfAny(key, value, () -> states.add(floats(key, states)));
                    case "bounds" -> bounds(value);
                    case "dofs" -> entriesIfAny(key, value, this::dof);
                    default -> in.skipChildren();
                }
            }
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ExitCodes.BadInput(
                    file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr()) + ": is not JSON" + GIVE);
        }
        if (chunks.isEmpty() && normalised.isEmpty()) {
            throw bad("tokens is not a list with entries" + GIVE);
        }
        if (!states.isEmpty() && states.size() != Math.max(chunks.size(), normalised.size())) {
            throw bad("initialStates has " + states.size() + " entries; tokens has " + chunks.size());
        }
        return new TokenFile(file, chunks, normalised, states, min, max, dofs);
    }

    private void entriesIfAny(String key, JsonToken value, Runnable entry) {
        if (value != JsonToken.VALUE_NULL) {
            entries(key, value, entry);
        }
    }

    private void entries(String key, JsonToken value, Runnable entry) {
        if (value != JsonToken.START_ARRAY) {
            throw bad(key + " is not a list with entries" + GIVE);
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            entry.run();
        }
    }

    private int[] tokens() {
        int index = chunks.size();
        begin("tokens[" + index + "]");
        int[] tokens = new int[16];
        int count = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            boolean whole =
                    in.currentToken() == JsonToken.VALUE_NUMBER_INT && in.getNumberType() == JsonParser.NumberType.INT;
            if (!whole) {
                throw bad("chunk " + index + ": token " + shown() + " at position " + count + " is no whole number");
            }
            tokens = count == tokens.length ? Arrays.copyOf(tokens, 2 * count) : tokens;
            tokens[count++] = in.getIntValue();
            count();
        }
        return Arrays.copyOf(tokens, count);
    }

    private float[] floats(String key, List<float[]> before) {
        List<Double> numbers = numbers(key + "[" + before.size() + "]");
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return floats;
    }

    private List<Double> numbers(String key) {
        begin(key);
        List<Double> numbers = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.currentToken().isNumeric()) {
                throw bad(key + ": " + shown() + " is no number");
            }
            numbers.add(in.getDoubleValue());
            count();
        }
        return numbers;
    }

    private void bounds(JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = in.currentName();
            in.nextToken();
            switch (key) {
                case "min" -> min = numbers("bounds.min");
                case "max" -> max = numbers("bounds.max");
                default -> in.skipChildren();
            }
        }
    }

    /** The name among what is told of a DoF. */
    private void dof() {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = in.currentName();
            if (in.nextToken() == JsonToken.VALUE_STRING && key.equals("name")) {
                dofs.add(in.getString());
            } else {
                in.skipChildren();
            }
        }
    }

    private void begin(String key) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw bad(key + " is not a list with entries" + GIVE);
        }
    }

    private void count() {
        if (++values > MOST_VALUES) {
            throw bad("has more than " + MOST_VALUES + " values; decode it in parts");
        }
    }

    private String shown() {
        return in.currentToken().isScalarValue()
                ? in.getString()
                : in.currentToken().asString();
    }

    private ExitCodes.BadInput bad(String what) {
        return new ExitCodes.BadInput(file + ": " + what);
    }

    @Override
    public void close() {
        in.close();
    }
}
