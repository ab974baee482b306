package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanderling.config.ManifestReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reference planner on the frames that it was not trained on, by the command that its manifest states. */
final class EvaluatePlannerTest {
    private static final String DRIVE =
            Drives.HOME.resolve("data/donkeycar-track.mcap").toString();
    private static final String MODEL =
            Drives.HOME.resolve("models/donkey-planner").toString();

    private static Map<String, Object> quality;
    private static JsonNode result;

    @BeforeAll
    static void evaluate() {
        quality = ManifestReader.read(Drives.HOME.resolve("models/donkey-planner"))
                .quality();
        List<String> command =
                new ArrayList<>(List.of(Objects.toString(quality.get("command")).split(" ")));
        assertThat(command.removeFirst()).isEqualTo("./sanderling");
        command.replaceAll(a -> a.startsWith("data/") || a.startsWith("models/")
                ? Drives.HOME.resolve(a).toString()
                : a);
        command.add("--json");
        Invocation o = Invocation.of(command.toArray(String[]::new));
        assertThat(o.exit()).as(o.err()).isZero();
        result = o.json();
    }

    /** An independent implementation: other decoder, tokenizer and bootstrap, other build of the engine. */
    @Test
    void shouldAgreeWithThePythonEvaluation() throws IOException {
        JsonNode python;
        try (InputStream in = EvaluatePlannerTest.class.getResourceAsStream("python-evaluation.json")) {
            python = JsonMapper.builder().build().readTree(in.readAllBytes());
        }
        SoftAssertions figures = new SoftAssertions();
        compare(figures, "", python, result);
        figures.assertAll();
    }

    /** Intervals come from random draws, and one plan more or less may turn on the last bit of a logit. */
    private static void compare(SoftAssertions figures, String name, JsonNode expected, JsonNode actual) {
        if (expected.isNumber()) {
            boolean ofDraws = name.contains("nterval");
            boolean counted = name.contains("decisions") || name.contains("forwards");
            figures.assertThat(actual.asDouble())
                    .as(name)
                    .isCloseTo(expected.asDouble(), within(ofDraws ? 0.006 : counted ? 0.01 : 0.0006));
        } else if (expected.isArray()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(figures, name + "[" + i + "]", expected.get(i), actual.get(i));
            }
        } else if (expected.isObject()) {
            expected.propertyStream()
                    .forEach(p -> compare(figures, name + "." + p.getKey(), p.getValue(), actual.get(p.getKey())));
        }
    }

    @Test
    void shouldBeWhatTheManifestStates() {
        for (String key : List.of("steeringMae", "throttleMae", "steeringRmse", "controllability", "validFraction")) {
            double stated = ((Number) Objects.requireNonNull(quality.get(key), key)).doubleValue();
            assertThat(result.get(key).asDouble()).as(key).isCloseTo(stated, within(0.0006));
        }
        assertThat(result.get("frames").asInt())
                .isEqualTo(141)
                .isEqualTo(quality.get("frames") instanceof Number n ? n.intValue() : -1);
    }

    @Test
    void shouldMeetItsTargets() {
        JsonNode baselines = result.get("baselines");
        double steering = result.get("steeringMae").asDouble();

        assertThat(result.get("steeringMaeMinusRegression")
                        .get("interval")
                        .get(1)
                        .asDouble())
                .as("not worse than the regression with the same encoder")
                .isLessThanOrEqualTo(0);
        for (String naive : List.of("trainMean", "holdLast", "nearestFive")) {
            assertThat(steering)
                    .as(naive)
                    .isLessThan(baselines.get(naive).get("steeringMae").asDouble());
        }
        assertThat(result.get("throttleMae").asDouble()).isLessThanOrEqualTo(0.055);
        assertThat(result.get("forwards").get("max").asInt()).isLessThanOrEqualTo(7);
        assertThat(result.get("controllability").asDouble()).isGreaterThanOrEqualTo(0.8);
        JsonNode decisions = result.get("decisions");
        for (String kind : List.of("lateral", "longitudinal")) {
            assertThat(decisions.get(kind + "Accuracy").asDouble())
                    .isGreaterThan(decisions.get(kind + "Majority").asDouble());
        }
    }

    @Test
    void shouldNotStateWhatItCannotKnow() {
        Invocation o = Invocation.of("evaluate", "planner", "--model", MODEL, "--frames", "640-700", DRIVE, "--json");

        assertThat(o.exit()).as(o.err()).isZero();
        assertThat(o.json().get("frames").asInt()).isEqualTo(42);
        assertThat(o.json().get("baselines").get("nearestFive").isNull()).isTrue();
        assertThat(o.json().get("baselines").get("trainMean").isNull())
                .as("the manifest holds the training mean")
                .isFalse();
        assertThat(o.json().get("late").isNull()).as("no deadline was given").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--frames=700-640", "--frames=a-b", "--frames=790-799", "--deadline-ms=0", "--decoder=best"})
    void shouldRefuseInOneLine(String option) {
        Invocation o = Invocation.of("evaluate", "planner", "--model", MODEL, option, DRIVE);

        assertThat(o.exit()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(o.out()).isEmpty();
        assertThat(o.err()).hasLineCount(1);
    }

    @Test
    void shouldCountWhatIsLateUnderADeadlineAndStillPlan() {
        Invocation o = Invocation.of(
                "evaluate", "planner", "--model", MODEL, "--frames=640-680", "--deadline-ms=0.001", DRIVE, "--json");

        assertThat(o.exit()).as(o.err()).isZero();
        assertThat(o.json().get("late").asInt())
                .isEqualTo(o.json().get("frames").asInt());
        assertThat(o.json().get("validFraction").asDouble())
                .as("no forward fits: no plan")
                .isZero();
    }
}
