package org.sanderling.runtime.record;

import java.util.Arrays;
import org.sanderling.planners.decode.StopReason;
import org.sanderling.recording.messages.builtin_interfaces.msg.Time;
import org.sanderling.recording.messages.sanderling_msgs.msg.DecodeTrace;
import org.sanderling.recording.messages.std_msgs.msg.Header;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.trace.RunRecord;

/** A planner run as its message. Not on a real-time thread. */
public final class TraceMessages {
    private TraceMessages() {}

    /** The message; its arrays are the record's own where their length is fixed. */
    public static DecodeTrace of(RunRecord r) {
        return new DecodeTrace(
                new Header(Time.ofNanos(r.stampNs), "ego"),
                r.tick,
                r.imageSequences,
                r.imageHashes,
                r.historySequence,
                r.history,
                r.historyMask,
                r.measured,
                r.publishOffsetNs,
                r.trace.cacheHash,
                Arrays.copyOf(r.trace.forwardsLeft, r.trace.answers),
                Arrays.copyOf(r.trace.logitsHash, r.trace.steps),
                Arrays.copyOf(r.trace.remasked, r.trace.steps),
                r.trace.incumbentStep,
                r.trace.slotStep,
                r.plan.tokens,
                r.plan.confidence,
                StopReason.values()[r.plan.stopReason].name(),
                Reason.of(r.plan.verdict).name(),
                r.planHash);
    }
}
