package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/**
 * The time-dependent choices of one tick.
 *
 * @param observation name of the reason
 * @param runStarted tick of the planner run started in this tick, −1 for none
 * @param runTaken tick of the planner run whose plan was taken, −1 for none
 */
public record TickTrace(
        Header header,
        long tick,
        long tickStartMonoNs,
        long tickStartWallNs,
        long handedMonoNs,
        long newestImageSequence,
        long newestImageStampNs,
        long newestHistorySequence,
        String observation,
        long runStarted,
        long runTaken,
        boolean byPacer,
        boolean shutdown,
        long decisionHash,
        long chainHash)
        implements Message {
    public static final String SCHEMA = "sanderling_msgs/msg/TickTrace";

    public static TickTrace read(CdrReader in) {
        return new TickTrace(
                Header.read(in),
                in.int64("tick"),
                in.int64("tick_start_mono_ns"),
                in.int64("tick_start_wall_ns"),
                in.int64("handed_mono_ns"),
                in.int64("newest_image_sequence"),
                in.int64("newest_image_stamp_ns"),
                in.int64("newest_history_sequence"),
                in.string("observation"),
                in.int64("run_started"),
                in.int64("run_taken"),
                in.bool("by_pacer"),
                in.bool("shutdown"),
                in.int64("decision_hash"),
                in.int64("chain_hash"));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        header.write(out);
        out.int64(tick);
        out.int64(tickStartMonoNs);
        out.int64(tickStartWallNs);
        out.int64(handedMonoNs);
        out.int64(newestImageSequence);
        out.int64(newestImageStampNs);
        out.int64(newestHistorySequence);
        out.string(observation);
        out.int64(runStarted);
        out.int64(runTaken);
        out.bool(byPacer);
        out.bool(shutdown);
        out.int64(decisionHash);
        out.int64(chainHash);
    }
}
