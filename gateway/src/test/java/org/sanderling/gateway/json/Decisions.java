package org.sanderling.gateway.json;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.PlanTemplate.Slot;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;

/** Decisions of a small steering planner, as the loop would fill them. */
public final class Decisions {
    public static final List<String> DOFS = List.of("steering", "throttle");
    private static final long STAMP_NS = 1_600_000_000_050_000_000L;

    private Decisions() {}

    public static PlanTemplate template() {
        List<Slot> slots = new ArrayList<>();
        slots.add(new Slot("lateral", false, 0, 3, List.of("left", "straight", "right")));
        slots.add(new Slot("longitudinal", false, 3, 3, List.of("slower", "keep", "faster")));
        for (int i = 0; i < 20; i++) {
            slots.add(new Slot("trajectory", true, 6, 256, List.of()));
        }
        return new PlanTemplate(slots, 262, 263);
    }

    public static Decision of(Rung rung, Reason reason, long tick) {
        Decision d = new Decision(22, 20, 20, 2);
        d.tick = tick;
        d.epoch = 3;
        d.stampNs = STAMP_NS + tick * 50_000_000;
        d.tickStartNs = d.stampNs + 1_000_000;
        d.deadlineNs = d.stampNs + 40_000_000;
        d.handedNs = d.stampNs + 21_000_000;
        d.validUntilNs = d.handedNs + 500_000_000;
        d.rung = rung.ordinal();
        d.reason = reason.ordinal();
        boolean planned = rung == Rung.FRESH || rung == Rung.TAIL;
        d.planTick = planned ? tick : -1;
        d.lateral = planned ? 2 : -1;
        d.longitudinal = planned ? 1 : -1;
        d.confidence = planned ? 0.75f : Float.NaN;
        d.coverage = planned ? 1 : 0;
        d.forwards = planned ? 4 : 0;
        d.byPacer = !planned;
        d.minimalRisk = rung == Rung.SILENT;
        d.sampleCount = rung == Rung.SILENT ? 0 : 20;
        d.trajectoryStartNs = d.handedNs;
        d.samplePeriodNs = 50_000_000;
        for (int i = 0; i < d.samples.length; i++) {
            d.samples[i] = i / 100f;
            d.controlPoints[i % 20] = -i / 50f;
        }
        for (int i = 0; i < d.tokens.length; i++) {
            d.tokens[i] = i;
        }
        return d;
    }
}
