package org.sanderling.tokenizers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sanderling.tokenizers.TokenizerSpec.Dof;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A golden vector: what the published implementation gave for a chunk. Source and licence: beast_golden/README.md. */
record Golden(String file, JsonNode json) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static List<Golden> cases() {
        try (Stream<Path> files =
                Files.list(Path.of(Golden.class.getResource("beast_golden").toURI()))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith("case_"))
                    .sorted()
                    .map(f -> new Golden(f.replace(".json", ""), read(f)))
                    .toList();
        } catch (IOException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode read(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("beast_golden/" + file)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Samples lie on interior degree-0 knots: the official output follows the last float32 bit of the grid; the README excludes these. */
    boolean knotsOnGrid() {
        return file.startsWith("case_29") || file.startsWith("case_30");
    }

    int dofs() {
        return config("num_dof").asInt();
    }

    int joints() {
        return dofs() - config("gripper_dof").asInt();
    }

    int controlPoints() {
        return config("N").asInt();
    }

    JsonNode config(String key) {
        return json.get("config").get(key);
    }

    TokenizerSpec spec() {
        List<Dof> names = Specs.names(dofs(), dofs() - joints());
        JsonNode ids = config("vlm_vocab_size");
        return new TokenizerSpec(
                "beast",
                config("T").asInt(),
                Double.NaN,
                config("duration").asDouble(),
                controlPoints(),
                config("degree_p").asInt(),
                config("vocab_size").asInt(),
                config("reg").asDouble(),
                names,
                list("w_min"),
                list("w_max"),
                config("init_pos").asBoolean() ? InitialState.OVERWRITE : InitialState.NONE,
                "",
                ids.isNull() ? 0 : ids.asInt());
    }

    float[] lastAction() {
        JsonNode p = config("init_p");
        return p.isNull() ? new float[dofs()] : floats(p);
    }

    List<Double> list(String key) {
        List<Double> values = new ArrayList<>();
        json.get(key).forEach(v -> values.add(v.asDouble()));
        return values;
    }

    float[] floats(String key) {
        return floats(json.get(key));
    }

    int[] ints(String key) {
        int[] values = new int[json.get(key).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = json.get(key).get(i).asInt();
        }
        return values;
    }

    /** Nested arrays too, flat. */
    static float[] floats(JsonNode node) {
        List<Float> values = new ArrayList<>();
        flatten(node, values);
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private static void flatten(JsonNode node, List<Float> into) {
        if (node.isArray()) {
            node.forEach(n -> flatten(n, into));
        } else {
            into.add((float) node.asDouble());
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
