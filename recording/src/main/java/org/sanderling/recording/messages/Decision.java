package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/**
 * What was published in a tick, and why.
 *
 * @param header stamp: when it was handed to the sinks
 * @param rung {@link #FRESH} … {@link #SILENT}
 * @param planTick −1 without a plan
 * @param controlPoints DoF-major [dofs × basis]
 * @param samples [samples][dofs] flattened, the first at {@code trajectoryStart}
 * @param confidence mean over the plan's slots, in [0, 1]
 * @param coverage share of slots committed by confidence, in [0, 1]
 */
public record Decision(
        Header header,
        long tick,
        long epoch,
        Time sensorStamp,
        Time tickStart,
        Time deadline,
        Time validUntil,
        int rung,
        String reason,
        long planTick,
        long shift,
        int[] tokens,
        float[] controlPoints,
        Time trajectoryStart,
        Duration samplePeriod,
        long dofs,
        float[] samples,
        String lateral,
        String longitudinal,
        float confidence,
        float coverage,
        long forwards,
        String stopReason,
        boolean byPacer,
        boolean minimalRisk,
        boolean clipping)
        implements Message {
    public static final String SCHEMA = "sanderling_msgs/msg/Decision";

    public static final int FRESH = 0;
    public static final int TAIL = 1;
    public static final int STOP = 2;
    public static final int SILENT = 3;

    public static Decision read(CdrReader in) {
        return new Decision(
                Header.read(in),
                in.int64("tick"),
                in.int64("epoch"),
                Time.read(in),
                Time.read(in),
                Time.read(in),
                Time.read(in),
                in.uint8("rung"),
                in.string("reason"),
                in.int64("plan_tick"),
                in.uint32("shift"),
                in.int32s("tokens"),
                in.float32s("control_points"),
                Time.read(in),
                Duration.read(in),
                in.uint32("dofs"),
                in.float32s("samples"),
                in.string("lateral"),
                in.string("longitudinal"),
                in.float32("confidence"),
                in.float32("coverage"),
                in.uint32("forwards"),
                in.string("stop_reason"),
                in.bool("by_pacer"),
                in.bool("minimal_risk"),
                in.bool("clipping"));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        header.write(out);
        out.int64(tick);
        out.int64(epoch);
        sensorStamp.write(out);
        tickStart.write(out);
        deadline.write(out);
        validUntil.write(out);
        out.uint8(rung);
        out.string(reason);
        out.int64(planTick);
        out.uint32(shift);
        out.int32s(tokens);
        out.float32s(controlPoints);
        trajectoryStart.write(out);
        samplePeriod.write(out);
        out.uint32(dofs);
        out.float32s(samples);
        out.string(lateral);
        out.string(longitudinal);
        out.float32(confidence);
        out.float32(coverage);
        out.uint32(forwards);
        out.string(stopReason);
        out.bool(byPacer);
        out.bool(minimalRisk);
        out.bool(clipping);
    }
}
