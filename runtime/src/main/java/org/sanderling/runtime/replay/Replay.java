package org.sanderling.runtime.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.decode.BitHash;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.recording.mcap.RecordScan;
import org.sanderling.recording.messages.sanderling_msgs.msg.DecodeTrace;
import org.sanderling.recording.messages.sanderling_msgs.msg.Delivery;
import org.sanderling.recording.messages.sanderling_msgs.msg.TickTrace;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.DecisionHash;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.runtime.loop.LoopParts;
import org.sanderling.runtime.loop.PlanRun;
import org.sanderling.runtime.loop.TickDecider;
import org.sanderling.runtime.record.DecisionMessages;
import org.sanderling.runtime.record.SessionInfo;
import org.sanderling.runtime.record.Topics;
import org.sanderling.runtime.record.TraceMessages;
import org.sanderling.runtime.safety.Ladder;
import org.sanderling.runtime.telemetry.RunStatistics;
import org.sanderling.runtime.trace.RunRecord;
import org.sanderling.runtime.trace.TickRecord;
import org.sanderling.runtime.transport.DeliveryRecord;

/**
 * Computes every decision of a recording again, with the classes of the live loop, from the recorded inputs and the
 * recorded answers of the clock, and compares bit for bit.
 */
public final class Replay {
    private final Path file;
    private final LoopParts parts;
    private final InputReplay inputs;
    private final PlanRun run;
    private final TickDecider decider;
    private final Decision decision;
    private final float[] published;
    private final RunStatistics statistics;
    private final Consumer<TickRecord> observer;
    private final Map<Long, DecodeTrace> traces = new HashMap<>();
    private final ObservationShape shape;
    private org.sanderling.recording.messages.sanderling_msgs.msg.@Nullable Decision recorded;
    private @Nullable PendingRun pending;
    private @Nullable Divergence first;
    private @Nullable FieldDifference ofLateRun;
    private @Nullable Plan lastPlan;
    private long lastPlanTick = -1;
    private long identical;
    private long divergent;
    private long chain = BitHash.SEED;

    /** A run that was started in a tick and whose trace comes later in the file. */
    private record PendingRun(long tick, Observation observation) {}

    /** @param observer told of every tick as it was decided again */
    public Replay(
            Path file,
            Deployment deployment,
            ModelManifest manifest,
            DenoisingModel model,
            ImageDecoder decoder,
            long epoch,
            Consumer<TickRecord> observer) {
        this.file = file;
        this.observer = observer;
        parts = LoopParts.of(deployment, manifest, epoch);
        shape = ObservationShape.of(manifest);
        inputs = new InputReplay(
                deployment,
                parts.observations(shape, decoder, new InputCounters(), new InputCounters()),
                shape.create());
        run = parts.run(model);
        decider = parts.decider(run);
        Plan plan = run.createPlan();
        decision = new Decision(
                plan.tokens.length,
                plan.controlPoints.length,
                Ladder.sampleCapacity(parts.limits(), plan, parts.periodNs()),
                plan.dofs);
        published = new float[plan.dofs];
        statistics = new RunStatistics(Math.round(deployment.deadlineMs() * 1e6));
    }

    /** What a recording says of its run; throws where it is no recording of a run. */
    public static SessionInfo session(Path file) {
        try (McapReader reader = McapReader.open(file)) {
            RecordScan scan = reader.records();
            Map<String, String> session = null;
            while (scan.hasNext()) {
                McapRecord record = scan.next();
                if (record instanceof McapRecord.Metadata m && m.name().equals(Topics.SESSION)) {
                    session = m.metadata();
                } else if (record instanceof McapRecord.Attachment a
                        && a.name().equals(Topics.DEPLOYMENT)
                        && session != null) {
                    return SessionInfo.of(session, new String(a.data(), StandardCharsets.UTF_8));
                } else if (record instanceof McapRecord.Message) {
                    break;
                }
            }
        }
        throw new McapException(file, 0, "not the recording of a run: no " + Topics.SESSION + " metadata");
    }

    /** Replays the whole file. */
    public ReplayResult run() {
        try (McapReader reader = McapReader.open(file)) {
            Map<Integer, String> topics = new HashMap<>();
            RecordScan scan = reader.records();
            while (scan.hasNext()) {
                McapRecord record = scan.next();
                if (record instanceof McapRecord.Channel c) {
                    topics.put(c.id(), c.topic());
                } else if (record instanceof McapRecord.Message m) {
                    take(topics.getOrDefault(m.channelId(), ""), m);
                }
            }
            if (ofLateRun != null && first == null) {
                divergent++;
                first = new Divergence(lastPlanTick, ofLateRun.field(), ofLateRun.recorded(), ofLateRun.replayed());
            }
            return new ReplayResult(statistics, identical, divergent, first, scan.truncatedAt());
        }
    }

    private void take(String topic, McapRecord.Message m) {
        switch (topic) {
            case Topics.TRACE -> trace(DecodeTrace.read(new CdrReader(m.data(), DecodeTrace.SCHEMA)));
            case Topics.DECISION ->
                recorded = org.sanderling.recording.messages.sanderling_msgs.msg.Decision.read(
                        new CdrReader(m.data(), org.sanderling.recording.messages.sanderling_msgs.msg.Decision.SCHEMA));
            case Topics.TICK -> tick(TickTrace.read(new CdrReader(m.data(), TickTrace.SCHEMA)));
            case Topics.DELIVERY -> delivery(Delivery.read(new CdrReader(m.data(), Delivery.SCHEMA)));
            default -> inputs.offer(topic, m);
        }
    }

    private void trace(DecodeTrace trace) {
        PendingRun waiting = pending;
        if (waiting != null && waiting.tick == trace.tick()) {
            pending = null;
            ofLateRun = rerun(trace, waiting.observation);
        } else {
            traces.put(trace.tick(), trace);
        }
    }

    private void tick(TickTrace t) {
        FieldDifference difference = ofLateRun;
        ofLateRun = null;
        Observation newest = t.newestImageSequence() < 0 ? null : inputs.upTo(t.newestImageSequence());
        if (difference == null && newest == null && t.newestImageSequence() >= 0) {
            difference =
                    new FieldDifference("newestImageSequence", "" + t.newestImageSequence(), "not in the recording");
        }
        boolean busy = t.observation().equals(Reason.PLAN_LATE.name());
        Reason gate = decider.begin(t.tick(), t.tickStartWallNs(), newest, busy, decision);
        if (difference == null && !gate.name().equals(t.observation())) {
            difference = new FieldDifference("observation", t.observation(), gate.name());
        }
        if (t.runStarted() >= 0 && newest != null) {
            FieldDifference ofRun = start(t.runStarted(), newest);
            difference = difference == null ? ofRun : difference;
        }
        Plan taken = t.runTaken() >= 0 && lastPlanTick == t.runTaken() ? lastPlan : null;
        decider.decide(taken, t.byPacer(), t.shutdown(), decision);
        decision.handedNs = t.header().stamp().nanos();
        compare(t, difference);
    }

    private @Nullable FieldDifference start(long tick, Observation newest) {
        decider.started(newest);
        DecodeTrace trace = traces.remove(tick);
        if (trace != null) {
            return rerun(trace, newest);
        }
        pending = new PendingRun(tick, copy(newest));
        return null;
    }

    private @Nullable FieldDifference rerun(DecodeTrace trace, Observation observation) {
        decider.published(trace.tick(), observation.stampNs + trace.publishOffsetNs(), published);
        parts.check().join(trace.publishOffsetNs(), published);
        RunRecord again = new RunRecord(shape, run.createPlan(), run.createTrace());
        run.run(observation, trace.tick(), new RecordedBudget(trace.forwardsLeft()), again.plan, again.trace);
        run.seal(again.trace);
        again.observe(observation);
        again.tick = trace.tick();
        again.publishOffsetNs = trace.publishOffsetNs();
        again.planHash = PlanRun.hash(again.plan);
        lastPlan = again.plan;
        lastPlanTick = trace.tick();
        return FieldDifference.first(trace, TraceMessages.of(again));
    }

    private void compare(TickTrace t, @Nullable FieldDifference before) {
        FieldDifference difference = before;
        org.sanderling.recording.messages.sanderling_msgs.msg.Decision message = recorded;
        if (difference == null && message != null) {
            difference = FieldDifference.first(
                    message, DecisionMessages.of(decision, parts.manifest().template()));
        }
        long hash = DecisionHash.of(decision);
        chain = BitHash.mix(chain, hash);
        if (difference == null && hash != t.decisionHash()) {
            difference =
                    new FieldDifference("decisionHash", Long.toHexString(t.decisionHash()), Long.toHexString(hash));
        }
        if (difference == null && chain != t.chainHash() && first == null) {
            difference = new FieldDifference("chainHash", Long.toHexString(t.chainHash()), Long.toHexString(chain));
        }
        if (difference == null) {
            identical++;
        } else {
            divergent++;
            if (first == null) {
                first = new Divergence(t.tick(), difference.field(), difference.recorded(), difference.replayed());
            }
        }
        TickRecord record = new TickRecord(decision);
        record.tickStartMonoNs = t.tickStartMonoNs();
        record.handedMonoNs = t.handedMonoNs();
        record.runTaken = t.runTaken();
        statistics.tick(record);
        observer.accept(record);
        recorded = null;
    }

    private void delivery(Delivery d) {
        DeliveryRecord record = new DeliveryRecord();
        record.tick = d.tick();
        record.delivered = d.delivered();
        record.handedNs = d.handed().nanos();
        record.wireNs = d.wire().nanos();
        record.deadlineNs = statistics.deadlineOf(d.tick());
        if (record.deadlineNs > 0) {
            statistics.delivery(record);
        }
    }

    private Observation copy(Observation o) {
        Observation c = shape.create();
        c.images.copyFrom(o.images);
        System.arraycopy(o.history, 0, c.history, 0, c.history.length);
        System.arraycopy(o.historyMask, 0, c.historyMask, 0, c.historyMask.length);
        System.arraycopy(o.measured, 0, c.measured, 0, c.measured.length);
        System.arraycopy(o.imageSequences, 0, c.imageSequences, 0, c.imageSequences.length);
        System.arraycopy(o.imageHashes, 0, c.imageHashes, 0, c.imageHashes.length);
        c.imageSequence = o.imageSequence;
        c.stampNs = o.stampNs;
        c.historySequence = o.historySequence;
        return c;
    }
}
