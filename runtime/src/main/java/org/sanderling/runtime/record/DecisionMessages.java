package org.sanderling.runtime.record;

import java.util.Arrays;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.StopReason;
import org.sanderling.recording.messages.builtin_interfaces.msg.Duration;
import org.sanderling.recording.messages.builtin_interfaces.msg.Time;
import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;
import org.sanderling.recording.messages.std_msgs.msg.Header;
import org.sanderling.runtime.decision.Reason;

/** A decision of the loop as its message. Not on a real-time thread. */
public final class DecisionMessages {
    private static final long SECOND_NS = 1_000_000_000L;

    private DecisionMessages() {}

    /** The message; its arrays are the decision's own where their length is fixed. */
    public static Decision of(org.sanderling.runtime.decision.Decision d, PlanTemplate template) {
        return new Decision(
                new Header(Time.ofNanos(d.handedNs), "ego"),
                d.tick,
                d.epoch,
                Time.ofNanos(d.stampNs),
                Time.ofNanos(d.tickStartNs),
                Time.ofNanos(d.deadlineNs),
                Time.ofNanos(d.validUntilNs),
                d.rung,
                Reason.of(d.reason).name(),
                d.planTick,
                d.shift,
                d.tokens,
                d.controlPoints,
                Time.ofNanos(d.trajectoryStartNs),
                new Duration((int) (d.samplePeriodNs / SECOND_NS), d.samplePeriodNs % SECOND_NS),
                d.dofs,
                Arrays.copyOf(d.samples, d.sampleCount * d.dofs),
                label(template, "lateral", d.lateral),
                label(template, "longitudinal", d.longitudinal),
                d.confidence,
                d.coverage,
                d.forwards,
                d.planTick < 0 ? "" : StopReason.values()[d.stopReason].name(),
                d.byPacer,
                d.minimalRisk,
                d.clipping);
    }

    private static String label(PlanTemplate template, String slot, int index) {
        int at = template.indexOf(slot);
        return at < 0 || index < 0 ? "" : template.slots().get(at).labels().get(index);
    }
}
