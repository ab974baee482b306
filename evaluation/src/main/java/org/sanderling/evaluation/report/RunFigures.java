package org.sanderling.evaluation.report;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;
import org.sanderling.recording.messages.sanderling_msgs.msg.Delivery;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.runtime.record.Topics;

/** First pass: counts over all ticks, and the numbers of at most {@value #TICKS} of them. */
final class RunFigures {
    static final int TICKS = 20_000;
    private static final int LATENCIES = 100_000;

    /** Ticks whose delivery may still come. */
    private static final int PENDING = 4_096;

    private static final int REASONS = 64;

    final Thinned<Tick> ticks = new Thinned<>(TICKS);
    final Thinned<Driven> driven = new Thinned<>(TICKS);

    /** Stamp → write returned, or handed on where nothing was delivered; ns. */
    Thinned<Long> latencies = new Thinned<>(LATENCIES);

    long maxLatencyNs;
    boolean delivered;
    long late;
    long undelivered;
    final long[] rungs = new long[Tick.RUNGS];

    /** Ticks by rung and reason. */
    final Map<String, Long> reasons = new TreeMap<>();

    long forwardsSum;

    @Nullable
    Tick busiest;

    long images;
    long imageBytes;
    Messages pass = new Messages();

    private final Thinned<Long> handed = new Thinned<>(LATENCIES);
    private long maxHandedNs;
    private final Set<String> lanes = new HashSet<>();
    private final Map<Long, Tick> pending = new LinkedHashMap<>();
    private final long deadlineNs;
    private final int steeringDof;
    private final String cameraTopic;
    private final String egoTopic;

    private RunFigures(Deployment deployment, int steeringDof) {
        deadlineNs = Math.round(deployment.deadlineMs() * 1e6);
        this.steeringDof = steeringDof;
        cameraTopic = deployment.inputs().camera().topic();
        egoTopic = deployment.inputs().ego().topic();
    }

    static RunFigures of(McapReader reader, Deployment deployment, int steeringDof) {
        RunFigures f = new RunFigures(deployment, steeringDof);
        f.pass = Messages.read(reader, Set.of(f.cameraTopic, f.egoTopic, Topics.DECISION, Topics.DELIVERY), f::visit);
        if (!f.delivered) {
            f.latencies = f.handed;
            f.maxLatencyNs = f.maxHandedNs;
        }
        return f;
    }

    private void visit(ChannelMessage m, CdrReader cdr) {
        if (Messages.is(m, CompressedImage.SCHEMA) && m.topic().equals(cameraTopic)) {
            images++;
            imageBytes += m.message().data().length;
        } else if (Messages.is(m, NormalizedControl.SCHEMA) && m.topic().equals(egoTopic)) {
            NormalizedControl c = NormalizedControl.read(cdr);
            if (Float.isFinite(c.steering()) && Float.isFinite(c.throttle())) {
                driven.add(new Driven(c.header().stamp().nanos(), c.steering(), c.throttle()));
            }
        } else if (Messages.is(m, Decision.SCHEMA) && m.topic().equals(Topics.DECISION)) {
            decision(Decision.read(cdr));
        } else if (Messages.is(m, Delivery.SCHEMA) && m.topic().equals(Topics.DELIVERY)) {
            delivery(Delivery.read(cdr));
        }
    }

    private void decision(Decision d) {
        Tick t = new Tick(d, steeringDof);
        ticks.add(t);
        rungs[t.rung]++;
        String reason = Rung.of(t.rung) + " " + d.reason();
        if (reasons.containsKey(reason) || reasons.size() < REASONS) {
            reasons.merge(reason, 1L, Long::sum);
        }
        forwardsSum += t.forwards;
        if (t.rung == Decision.FRESH && (busiest == null || t.forwards > busiest.forwards)) {
            busiest = t;
        }
        if (t.handedNs > t.deadlineNs) {
            late++;
        }
        long latency = latencyNs(t, t.handedNs);
        handed.add(latency);
        maxHandedNs = Math.max(maxHandedNs, latency);
        pending.put(t.tick, t);
        if (pending.size() > PENDING) {
            pending.remove(pending.keySet().iterator().next());
        }
    }

    private void delivery(Delivery d) {
        if (lanes.size() < 8) {
            lanes.add(d.transport());
        }
        Tick t = pending.get(d.tick());
        if (!d.delivered()) {
            undelivered++;
        } else if (t != null) {
            long wireNs = d.wire().nanos();
            delivered = true;
            long latency = latencyNs(t, wireNs);
            latencies.add(latency);
            maxLatencyNs = Math.max(maxLatencyNs, latency);
            if (t.handedNs <= t.deadlineNs && wireNs > t.deadlineNs) {
                late++;
            }
        }
    }

    private long latencyNs(Tick t, long atNs) {
        return Math.max(0, atNs - (t.deadlineNs - deadlineNs));
    }

    /** Names of the transports seen. */
    Set<String> transports() {
        return Set.copyOf(lanes);
    }

    long tickCount() {
        return ticks.seen();
    }
}
