package org.sanderling.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanderling.planners.decode.StopReason;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class DecisionJsonTest {
    private final DecisionJson json = new DecisionJson(Decisions.template(), Decisions.DOFS);
    private final ObjectMapper mapper = new ObjectMapper();
    private final Schema schema = schema();

    private static Schema schema() {
        try (InputStream in = DecisionJson.class.getResourceAsStream(DecisionJson.SCHEMA_RESOURCE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode valid(Decision d) {
        String text = new String(json.encode(d), StandardCharsets.UTF_8);
        assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
        assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
        return mapper.readTree(text);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFollowTheSchemaOnEveryRung(Rung rung) {
        JsonNode node = valid(Decisions.of(rung, Reason.NONE, 7));
        assertThat(node.get("rung").asString()).isEqualTo(rung.name());
        assertThat(node.get("trajectory").isNull()).isEqualTo(rung == Rung.SILENT);
        boolean planned = rung == Rung.FRESH || rung == Rung.TAIL;
        assertThat(node.get("tokens").size()).isEqualTo(planned ? 22 : 0);
        assertThat(node.get("controlPoints").size()).isEqualTo(planned ? 20 : 0);
        assertThat(node.get("confidence").isNull()).isEqualTo(!planned);
        assertThat(node.get("planTick").isNull()).isEqualTo(!planned);
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowEveryReason(Reason reason) {
        assertThat(valid(Decisions.of(Rung.STOP, reason, 0)).get("reason").asString())
                .isEqualTo(reason.name());
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowEveryStopReason(StopReason reason) {
        Decision d = Decisions.of(Rung.FRESH, Reason.NONE, 0);
        d.stopReason = reason.ordinal();
        assertThat(valid(d).get("stopReason").asString()).isEqualTo(reason.name());
    }

    @Test
    void shouldWarnOfClipping() {
        Decision d = Decisions.of(Rung.FRESH, Reason.NONE, 0);
        assertThat(valid(d).get("clipping").asBoolean()).isFalse();
        d.clipping = true;
        assertThat(valid(d).get("clipping").asBoolean()).isTrue();
    }

    @Test
    void shouldWriteWhatTheDecisionSays() {
        JsonNode node = valid(Decisions.of(Rung.FRESH, Reason.NONE, 1));
        assertThat(node.get("schema").asString()).isEqualTo(DecisionJson.SCHEMA);
        assertThat(node.get("sensorStamp").asString()).isEqualTo("2020-09-13T12:26:40.100000000Z");
        assertThat(node.get("sensorStampNs").asString()).isEqualTo("1600000000100000000");
        assertThat(node.get("decision").get("lateral").asString()).isEqualTo("right");
        assertThat(node.get("decision").get("longitudinal").asString()).isEqualTo("keep");
        JsonNode trajectory = node.get("trajectory");
        assertThat(trajectory.get("dofs").get(1).get("name").asString()).isEqualTo("throttle");
        assertThat(trajectory.get("samples").size()).isEqualTo(20);
        assertThat(trajectory.get("samples").get(3).get(1).floatValue()).isEqualTo(0.07f);
        assertThat(node.propertyNames())
                .startsWith("schema", "tick", "epoch", "sensorStamp")
                .endsWith("trajectory", "tokens", "controlPoints");
    }

    @Test
    void shouldSayThatThereWasNoImage() {
        Decision d = Decisions.of(Rung.SILENT, Reason.INPUT_MISSING, 0);
        d.stampNs = 0;
        assertThat(valid(d).get("sensorStamp").isNull()).isTrue();
        assertThat(valid(d).get("sensorStampNs").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void shouldNeverWriteWhatIsNoNumber(float bad) {
        Decision d = Decisions.of(Rung.FRESH, Reason.NONE, 9);
        d.confidence = bad;
        d.coverage = bad;
        assertThat(valid(d).get("coverage").isNull()).isTrue();
        d.samples[5] = bad;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> json.encode(d))
                .withMessageContaining("tick 9")
                .withMessageContaining("sample 2");
        d.samples[5] = 0;
        d.controlPoints[4] = bad;
        assertThatIllegalArgumentException().isThrownBy(() -> json.encode(d)).withMessageContaining("control point 4");
        d.controlPoints[4] = 0;
        assertThat(valid(d).get("tick").asLong()).isEqualTo(9);
    }

    @Test
    void shouldLeaveSamplesThatDoNotCountUnread() {
        Decision d = Decisions.of(Rung.TAIL, Reason.PLAN_LATE, 9);
        d.sampleCount = 12;
        d.samples[24] = Float.NaN;
        assertThat(valid(d).get("trajectory").get("samples").size()).isEqualTo(12);
    }

    @Test
    void shouldRefuseACommandWithoutSamples() {
        Decision d = Decisions.of(Rung.STOP, Reason.PLAN_LATE, 9);
        d.sampleCount = 0;
        assertThatIllegalArgumentException().isThrownBy(() -> json.encode(d));
    }

    @Test
    void theSchemaShouldRefuseAMotionCommandOnSilent() {
        String text = new String(json.encode(Decisions.of(Rung.FRESH, Reason.NONE, 1)), StandardCharsets.UTF_8);
        assertThat(schema.validate(text.replace("\"FRESH\"", "\"SILENT\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(text.replace("\"tick\":1", "\"tick\":-1"), InputFormat.JSON))
                .isNotEmpty();
    }
}
