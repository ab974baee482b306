package org.sanderling.gateway.json;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.StopReason;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A decision as JSON by {@code decision.schema.json}: one line of UTF-8, keys in a fixed order.
 *
 * <p>Nanoseconds stand as strings, since JavaScript's numbers hold only 53 bits. What a decision does not have (a plan on
 * STOP, a trajectory on SILENT) is null or an empty array, never 0.
 *
 * <p>One thread an instance: the buffer is used again.
 */
public final class DecisionJson {
    /** {@code $id} of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "urn:sanderling:decision:1";

    /** The schema's resource, on the class path. */
    public static final String SCHEMA_RESOURCE = "/org/sanderling/gateway/decision.schema.json";

    private static final Rung[] RUNGS = Rung.values();
    private static final Reason[] REASONS = Reason.values();
    private static final StopReason[] STOP_REASONS = StopReason.values();

    private final JsonFactory json = new JsonFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private final List<String> lateral;
    private final List<String> longitudinal;
    private final List<String> dofs;

    /**
     * @param template gives the labels of the slots {@code lateral} and {@code longitudinal}, where it has them
     * @param dofNames names of the degrees of freedom, in the samples' order
     */
    public DecisionJson(PlanTemplate template, List<String> dofNames) {
        lateral = labels(template, "lateral");
        longitudinal = labels(template, "longitudinal");
        dofs = List.copyOf(dofNames);
    }

    private static List<String> labels(PlanTemplate template, String slot) {
        int at = template.indexOf(slot);
        return at < 0 ? List.of() : template.slots().get(at).labels();
    }

    /**
     * Writes one decision.
     *
     * @return JSON in UTF-8, the caller's own
     * @throws IllegalArgumentException if a sample or control point is not finite, or the shape is not this planner's: a
     *     motion command that cannot be read is not to be published
     */
    public byte[] encode(Decision d) {
        bytes.reset();
        try (JsonGenerator g = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            g.writeStartObject();
            g.writeStringProperty("schema", SCHEMA);
            g.writeNumberProperty("tick", d.tick);
            g.writeNumberProperty("epoch", d.epoch);
            writeTimes(g, d);
            g.writeStringProperty("rung", RUNGS[d.rung].name());
            g.writeStringProperty("reason", REASONS[d.reason].name());
            writePlan(g, d);
            g.writeBooleanProperty("clipping", d.clipping);
            g.writeBooleanProperty("byPacer", d.byPacer);
            g.writeBooleanProperty("minimalRisk", d.minimalRisk);
            writeTrajectory(g, d);
            writeTokens(g, d);
            g.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeTimes(JsonGenerator g, Decision d) {
        if (d.stampNs == 0) {
            g.writeNullProperty("sensorStamp");
            g.writeNullProperty("sensorStampNs");
        } else {
            g.writeStringProperty("sensorStamp", WallTime.iso(d.stampNs));
            g.writeStringProperty("sensorStampNs", Long.toString(d.stampNs));
        }
        g.writeStringProperty("tickStartNs", Long.toString(d.tickStartNs));
        g.writeStringProperty("deadlineNs", Long.toString(d.deadlineNs));
        g.writeStringProperty("handedNs", Long.toString(d.handedNs));
        g.writeStringProperty("validUntilNs", Long.toString(d.validUntilNs));
    }

    private void writePlan(JsonGenerator g, Decision d) {
        boolean planned = d.planTick >= 0;
        if (planned) {
            g.writeNumberProperty("planTick", d.planTick);
            g.writeNumberProperty("shift", d.shift);
        } else {
            g.writeNullProperty("planTick");
            g.writeNullProperty("shift");
        }
        g.writeObjectPropertyStart("decision");
        writeLabel(g, "lateral", lateral, d.lateral);
        writeLabel(g, "longitudinal", longitudinal, d.longitudinal);
        g.writeEndObject();
        writeShare(g, "confidence", planned, d.confidence);
        writeShare(g, "coverage", planned, d.coverage);
        if (planned) {
            g.writeNumberProperty("forwards", d.forwards);
            g.writeStringProperty("stopReason", STOP_REASONS[d.stopReason].name());
        } else {
            g.writeNullProperty("forwards");
            g.writeNullProperty("stopReason");
        }
    }

    private static void writeLabel(JsonGenerator g, String name, List<String> labels, int index) {
        if (index >= 0 && index < labels.size()) {
            g.writeStringProperty(name, labels.get(index));
        } else {
            g.writeNullProperty(name);
        }
    }

    private static void writeShare(JsonGenerator g, String name, boolean planned, float value) {
        if (planned && Float.isFinite(value)) {
            // a mean of ones may round to a little more
            g.writeNumberProperty(name, Math.min(value, 1));
        } else {
            g.writeNullProperty(name);
        }
    }

    private void writeTrajectory(JsonGenerator g, Decision d) {
        if (RUNGS[d.rung] == Rung.SILENT) {
            g.writeNullProperty("trajectory");
            return;
        }
        if (d.sampleCount < 1 || d.sampleCount * d.dofs > d.samples.length || d.dofs != dofs.size()) {
            throw new IllegalArgumentException("decision of tick " + d.tick + ": " + d.sampleCount + " samples of "
                    + d.dofs + " degrees of freedom, named are " + dofs);
        }
        g.writeObjectPropertyStart("trajectory");
        g.writeStringProperty("startNs", Long.toString(d.trajectoryStartNs));
        g.writeStringProperty("periodNs", Long.toString(d.samplePeriodNs));
        g.writeArrayPropertyStart("dofs");
        for (String dof : dofs) {
            g.writeStartObject();
            g.writeStringProperty("name", dof);
            g.writeEndObject();
        }
        g.writeEndArray();
        g.writeArrayPropertyStart("samples");
        for (int i = 0; i < d.sampleCount; i++) {
            g.writeStartArray();
            for (int dof = 0; dof < d.dofs; dof++) {
                g.writeNumber(finite(d, "sample", i, d.samples[i * d.dofs + dof]));
            }
            g.writeEndArray();
        }
        g.writeEndArray();
        g.writeEndObject();
    }

    private static void writeTokens(JsonGenerator g, Decision d) {
        boolean planned = d.planTick >= 0;
        g.writeName("tokens");
        g.writeArray(d.tokens, 0, planned ? d.tokens.length : 0);
        g.writeArrayPropertyStart("controlPoints");
        for (int i = 0; planned && i < d.controlPoints.length; i++) {
            g.writeNumber(finite(d, "control point", i, d.controlPoints[i]));
        }
        g.writeEndArray();
    }

    private static float finite(Decision d, String what, int index, float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException(
                    "decision of tick " + d.tick + ": " + what + " " + index + " is " + value + "; not published");
        }
        return value;
    }
}
