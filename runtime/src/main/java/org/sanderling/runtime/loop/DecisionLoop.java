package org.sanderling.runtime.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.runtime.decision.Outlet;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.input.InputPort;
import org.sanderling.runtime.input.ObservationBuilder;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.runtime.safety.Ladder;
import org.sanderling.runtime.scheduling.Role;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.trace.RunRecord;
import org.sanderling.tokenizers.BeastTokenizer;

/**
 * The loop of one deployment: pacer, planner and control threads over preallocated channels. Built and started by the
 * composition root; inputs enter by {@link #input()}, decisions leave by the outlets.
 */
public final class DecisionLoop {
    private static final int SETTLING_FORWARDS = 16;

    private final Channels channels;
    private final InputPort input;
    private final PlannerLoop planner;
    private final @Nullable ControlLoop control;
    private final Thread plannerThread;
    private final Thread pacerThread;
    private final @Nullable Thread controlThread;
    private final List<StartGate> gates = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AllocationMeter allocations;
    private final TimedModel timed;
    private final RunState state;
    private final Scheduling scheduling;

    /**
     * Builds a loop; nothing runs yet.
     *
     * @param parts the deciding parts; their period is the pacer's
     * @param queue ticks that may wait for the recorder
     * @param outlets where decisions are handed to
     * @param state asked before each tick
     * @param scheduling asked by each thread as it starts
     */
    public DecisionLoop(
            LoopParts parts,
            DenoisingModel model,
            ImageDecoder decoder,
            SystemClock clock,
            int queue,
            List<? extends Outlet> outlets,
            InputCounters images,
            InputCounters actions,
            RunState state,
            Scheduling scheduling) {
        this.state = state;
        this.scheduling = scheduling;
        Deployment deployment = parts.deployment();
        ModelManifest manifest = parts.manifest();
        ObservationShape shape = ObservationShape.of(manifest);
        ForwardTimes times = new ForwardTimes(deployment.timing().forwardQuantile());
        TimedModel timedModel = new TimedModel(model, clock, times);
        PlanRun run = parts.run(timedModel);
        channels = new Channels(
                shape, run, Ladder.sampleCapacity(parts.limits(), run.createPlan(), parts.periodNs()), queue);
        ObservationBuilder builder = parts.observations(shape, decoder, images, actions);
        input = new InputPort(builder, channels.observations, channels.inputs, clock);
        planner = new PlannerLoop(
                channels,
                run,
                parts.check(),
                timedModel,
                new DeadlineBudget(clock, times),
                clock,
                new RunRecord(shape, run.createPlan(), run.createTrace()));
        plannerThread = thread(Role.PLANNER, planner);
        Pacer pacer = new Pacer(
                channels,
                parts.decider(run),
                planner,
                plannerThread,
                model,
                outlets.toArray(Outlet[]::new),
                clock,
                images,
                parts.periodNs(),
                Math.round(deployment.timing().marginMs() * 1e6),
                state);
        pacerThread = thread(Role.PACER, pacer);
        input.wake(pacerThread);
        if (deployment.control().rateHz() > 0) {
            control = new ControlLoop(
                    channels,
                    new BeastTokenizer(manifest.tokenizer()),
                    parts.limits(),
                    clock,
                    deployment.control().rateHz());
            controlThread = thread(Role.CONTROL, control);
        } else {
            control = null;
            controlThread = null;
        }
        allocations = new AllocationMeter(threads);
        timed = timedModel;
    }

    /** Measures a few forwards, so that the first budget has something to reckon with. Before {@link #arm}. */
    public void settle() {
        for (int i = 0; i < SETTLING_FORWARDS; i++) {
            timed.denoise();
        }
    }

    private Thread thread(Role role, Runnable body) {
        StartGate gate = new StartGate(scheduling, role, body);
        Thread thread = Thread.ofPlatform()
                .name(role.name().toLowerCase(Locale.ROOT))
                .daemon()
                .priority(Thread.MAX_PRIORITY)
                .unstarted(gate);
        gates.add(gate);
        threads.add(thread);
        return thread;
    }

    /** Where inputs enter; for one input thread. */
    public InputPort input() {
        return input;
    }

    /** The queues that a recorder has to drain. */
    public Channels channels() {
        return channels;
    }

    /** What was allocated since arming. */
    public AllocationMeter allocations() {
        return allocations;
    }

    /** Starts the threads, holds them at a gate, and opens it: from here on everything counts. */
    public void arm() {
        for (Thread t : threads) {
            t.start();
        }
        for (StartGate gate : gates) {
            while (!gate.isWaiting()) {
                LockSupport.parkNanos(100_000);
            }
        }
        allocations.arm();
        for (int i = 0; i < gates.size(); i++) {
            gates.get(i).open(threads.get(i));
        }
    }

    /** Waits until the pacer has handed on its last decision, at most {@code millis}; true where it has. */
    public boolean await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!state.hasEnded() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        return state.hasEnded();
    }

    /** Ends planner and control threads; call after the pacer has ended. */
    public void close() {
        planner.end();
        LockSupport.unpark(plannerThread);
        if (control != null) {
            control.end();
            LockSupport.unpark(controlThread);
        }
        for (int i = 0; i < gates.size(); i++) {
            gates.get(i).release(threads.get(i));
        }
        for (Thread t : threads) {
            try {
                t.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
