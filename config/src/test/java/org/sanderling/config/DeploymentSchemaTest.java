package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sanderling.config.Declared.Parameter;
import org.sanderling.config.Declared.Section;

/** The generated schema, judged by an independent validator, says what the reader says of each single value. */
class DeploymentSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DeploymentSchema.write());

    /** Values in YAML; not NaN and infinity, which JSON has not. */
    private static final List<String> VALUES = List.of(
            "0",
            "-1",
            "1",
            "2.0",
            "1.5",
            "1e6",
            "-1e7",
            "99999999999999999999",
            "true",
            "\"\"",
            "\"text\"",
            "\"40\"",
            "\"a/+/b\"",
            "\"a\\0b\"",
            "\"tcp://[::1]:1883\"",
            "\"ssl://broker:65535\"",
            "\"tcp://broker\"",
            "null",
            "[1]",
            "{a: 1}");

    private final SortedMap<String, String> demo =
            DeploymentReader.read(Demo.FILE).effective().values();

    @Test
    void acceptsTheDemoAndItsEffectiveForm() {
        assertThat(SCHEMA.validate(Demo.text(), InputFormat.YAML)).isEmpty();
        assertThat(SCHEMA.validate(EffectiveYaml.write(demo), InputFormat.YAML)).isEmpty();
    }

    @Test
    void agreesWithTheReaderOnEveryValueOfEveryKey() {
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String key : demo.keySet()) {
            List<String> values = new ArrayList<>(VALUES);
            values.addAll(limits(key));
            for (String value : values) {
                SortedMap<String, String> mutated = new TreeMap<>(demo);
                mutated.put(key, value);
                (agree(mutated, key + ": " + value) ? accepted : refused).add(key);
            }
        }
        assertThat(accepted).hasSizeGreaterThan(demo.size());
        assertThat(refused).containsAll(demo.keySet());
    }

    @Test
    void agreesWithTheReaderOnMissingAndUnknownKeys() {
        int refused = 0;
        for (String key : demo.keySet()) {
            SortedMap<String, String> without = new TreeMap<>(demo);
            without.remove(key);
            refused += agree(without, "without " + key) ? 0 : 1;
            SortedMap<String, String> unknown = new TreeMap<>(demo);
            unknown.put(key + "x", "1");
            assertThat(agree(unknown, "with " + key + "x")).isFalse();
        }
        // name, source.recording, planner.model, and five of each of the two DoFs
        assertThat(refused).isEqualTo(13);
    }

    /** Whether both accept it; fails where only one does. Rules between keys are the reader's alone and left out here. */
    private static boolean agree(SortedMap<String, String> values, String what) {
        String yaml = EffectiveYaml.write(values);
        boolean schema = SCHEMA.validate(yaml, InputFormat.YAML).isEmpty();
        String error = "none";
        try {
            DeploymentWalk.walk(YamlTree.parse(yaml, Path.of("mutated.yaml")));
        } catch (ConfigException e) {
            error = e.getMessage();
        }
        assertThat(schema).as("%s; the reader's error: %s", what, error).isEqualTo(error.equals("none"));
        return schema;
    }

    /** Values at and just beyond the ends of a key's range. */
    private static List<String> limits(String key) {
        Declared declared = DeploymentParameters.ROOT;
        for (String step : key.split("\\.")) {
            declared = step.matches("[0-9]+") ? declared : ((Section) declared).child(step);
        }
        return switch (((Parameter) declared).type()) {
            case ValueType.Whole w -> List.of("" + w.min(), "" + w.max(), "" + (w.min() - 1), "" + (w.max() + 1));
            case ValueType.Real r ->
                List.of("" + r.min(), "" + r.max(), "" + Math.nextDown(r.min()), "" + Math.nextUp(r.max()));
            case ValueType.Choice c -> c.values();
            default -> List.of();
        };
    }
}
