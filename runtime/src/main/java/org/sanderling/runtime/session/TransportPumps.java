package org.sanderling.runtime.session;

import java.util.List;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Plan;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.loop.LoopParts;
import org.sanderling.runtime.safety.Ladder;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.transport.DecisionTransport;
import org.sanderling.runtime.transport.TransportPump;

/** One pump for each transport, with queues of decisions of the model's shape. */
record TransportPumps(List<TransportPump> list) {
    TransportPumps(
            LoopParts parts,
            DenoisingModel model,
            List<DecisionTransport> transports,
            int queue,
            SystemClock clock,
            Scheduling scheduling) {
        this(build(parts, model, transports, queue, clock, scheduling));
    }

    private static List<TransportPump> build(
            LoopParts parts,
            DenoisingModel model,
            List<DecisionTransport> transports,
            int queue,
            SystemClock clock,
            Scheduling scheduling) {
        Plan plan = parts.run(model).createPlan();
        int samples = Ladder.sampleCapacity(parts.limits(), plan, parts.periodNs());
        return transports.stream()
                .map(t -> new TransportPump(
                        t,
                        () -> new Decision(plan.tokens.length, plan.controlPoints.length, samples, plan.dofs),
                        queue,
                        clock,
                        scheduling))
                .toList();
    }
}
