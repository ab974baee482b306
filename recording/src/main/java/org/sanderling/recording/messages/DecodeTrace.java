package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/**
 * What one planner run took in and how it decoded: enough to run it again.
 *
 * @param tick that began the run
 * @param forwardsLeft one a step
 * @param logitsHashes one a step
 * @param remasked slots masked again, one a step
 * @param incumbentStep step whose plan of all proposals was the best valid one; −1 where there was none
 * @param slotSteps step at which each slot was committed
 */
public record DecodeTrace(
        Header header,
        long tick,
        long[] imageSequences,
        long[] imageHashes,
        long historySequence,
        float[] history,
        float[] historyMask,
        float[] measured,
        long publishOffsetNs,
        long cacheHash,
        int[] forwardsLeft,
        long[] logitsHashes,
        int[] remasked,
        int incumbentStep,
        int[] slotSteps,
        int[] slotTokens,
        float[] slotConfidences,
        String stopReason,
        String verdict,
        long planHash)
        implements Message {
    public static final String SCHEMA = "sanderling_msgs/msg/DecodeTrace";

    public static DecodeTrace read(CdrReader in) {
        return new DecodeTrace(
                Header.read(in),
                in.int64("tick"),
                in.int64s("image_sequences"),
                in.int64s("image_hashes"),
                in.int64("history_sequence"),
                in.float32s("history"),
                in.float32s("history_mask"),
                in.float32s("measured"),
                in.int64("publish_offset_ns"),
                in.int64("cache_hash"),
                in.int32s("forwards_left"),
                in.int64s("logits_hashes"),
                in.int32s("remasked"),
                in.int32("incumbent_step"),
                in.int32s("slot_steps"),
                in.int32s("slot_tokens"),
                in.float32s("slot_confidences"),
                in.string("stop_reason"),
                in.string("verdict"),
                in.int64("plan_hash"));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        header.write(out);
        out.int64(tick);
        out.int64s(imageSequences);
        out.int64s(imageHashes);
        out.int64(historySequence);
        out.float32s(history);
        out.float32s(historyMask);
        out.float32s(measured);
        out.int64(publishOffsetNs);
        out.int64(cacheHash);
        out.int32s(forwardsLeft);
        out.int64s(logitsHashes);
        out.int32s(remasked);
        out.int32(incumbentStep);
        out.int32s(slotSteps);
        out.int32s(slotTokens);
        out.float32s(slotConfidences);
        out.string(stopReason);
        out.string(verdict);
        out.int64(planHash);
    }
}
