package org.sanderling.runtime.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.loop.DecisionLoop;
import org.sanderling.runtime.loop.LoopParts;
import org.sanderling.runtime.loop.RunState;
import org.sanderling.runtime.loop.WarmUp;
import org.sanderling.runtime.record.Recorder;
import org.sanderling.runtime.record.SessionInfo;
import org.sanderling.runtime.scheduling.RealTimeScheduling;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.source.RecordedDrive;
import org.sanderling.runtime.telemetry.RunStatistics;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.trace.TickRecord;
import org.sanderling.runtime.transport.DecisionTransport;
import org.sanderling.runtime.transport.TransportPump;

/**
 * One run of a deployment on the system clock, from warm-up to the closed recording. The composition root brings model,
 * decoder and transports.
 *
 * <p>{@link #stop()}: any thread. All else: one thread.
 */
public final class LiveRun {
    private final SystemClock clock;
    private final RunState state;
    private final DecisionLoop loop;
    private final List<TransportPump> pumps;
    private final Recorder recorder;
    private final RecordedDrive source;
    private final InputCounters images = new InputCounters();
    private final InputCounters actions = new InputCounters();
    private final RunStatistics statistics;
    private long loopBytes;
    private final @Nullable RealTimeScheduling realTimeScheduling;
    private long processBytes;

    /**
     * Builds a run, creates its recording, and warms it up; nothing is published yet.
     *
     * @param ticks ticks after which it ends by itself; 0 for none
     * @param observer told of every tick on the recorder's thread
     */
    public LiveRun(
            Deployment deployment,
            ModelManifest manifest,
            DenoisingModel model,
            ImageDecoder decoder,
            List<DecisionTransport> transports,
            SessionInfo session,
            long ticks,
            Consumer<TickRecord> observer) {
        clock = new SystemClock();
        state = new RunState(ticks);
        LoopParts parts = LoopParts.of(deployment, manifest, session.epoch());
        RecordedDrive.check(deployment);
        RealTimeScheduling realTime = deployment.timing().scheduling().equals("realTime")
                ? new RealTimeScheduling(deployment.timing().core())
                : null;
        Scheduling scheduling = realTime == null ? Scheduling.NONE : realTime;
        realTimeScheduling = realTime;
        TransportPumps made = new TransportPumps(
                parts, model, transports, deployment.outputs().mqtt().queue(), clock, scheduling);
        pumps = made.list();
        loop = new DecisionLoop(
                parts, model, decoder, clock, deployment.record().queue(), pumps, images, actions, state, scheduling);
        statistics = new RunStatistics(Math.round(deployment.deadlineMs() * 1e6));
        recorder = new Recorder(
                loop.channels(), pumps, statistics, clock, deployment, manifest.template(), session, observer);
        source = new RecordedDrive(deployment, loop.input(), clock, scheduling, state::finish);
        pumps.forEach(TransportPump::start);
        WarmUp warmUp = new WarmUp(parts, clock, scheduling);
        warmUp.script(deployment.timing().warmUpTicks(), model.cache().byteSize());
        warmUp.forwards(model, loop::settle);
    }

    /** Arms, runs to the end, closes everything. */
    public void run() throws InterruptedException {
        recorder.start();
        loop.arm();
        source.start();
        while (!loop.await(1_000)) {
            Thread.onSpinWait();
        }
        loopBytes = loop.allocations().loopBytes();
        processBytes = loop.allocations().processBytes();
        source.end();
        loop.close();
        pumps.forEach(p -> p.close(1_000));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("ticks", Long.toString(statistics.ticks));
        facts.put("missedTicks", Long.toString(state.missedTicks()));
        recorder.close(facts);
    }

    /** Asks for an orderly end: STOP, tracked to standstill, then everything is closed. */
    public void stop() {
        state.stop();
    }

    public RunStatistics statistics() {
        return statistics;
    }

    public InputCounters images() {
        return images;
    }

    public InputCounters actions() {
        return actions;
    }

    public List<TransportPump> transports() {
        return pumps;
    }

    /** Bytes that pacer, planner and control allocated from arming to the end. */
    public long loopBytes() {
        return loopBytes;
    }

    /** Bytes that the whole process allocated from arming to the end. */
    public long processBytes() {
        return processBytes;
    }

    /** Ticks left out since the whole process stood still. */
    public long missedTicks() {
        return state.missedTicks();
    }

    /** Whether the loop's threads ran at real-time priority: {@code realTime}, {@code shared}, or why they did not. */
    public String scheduling() {
        RealTimeScheduling asked = realTimeScheduling;
        if (asked == null) {
            return "shared";
        }
        String refusal = asked.refusal();
        return refusal == null ? "realTime" : "shared: " + refusal;
    }

    /** What did not fit into a queue of the recorder. */
    public long lost() {
        return recorder.lost();
    }

    /** Why the recording or the source ended early, in one line; null where all was well. */
    public @Nullable String failure() {
        String recording = recorder.failure();
        return recording != null ? recording : source.failure();
    }
}
