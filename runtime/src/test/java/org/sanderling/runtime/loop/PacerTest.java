package org.sanderling.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.config.ProjectHome;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Outlet;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.tokenizers.BeastTokenizer;

/** The pacer within a loop of its own, on scripted plans at 100 Hz. What is asserted holds on however slow a machine. */
final class PacerTest {
    private static final long PERIOD_NS = 10_000_000;
    private static final double MARGIN_MS = 1;
    private static final Path HOME = ProjectHome.directory();
    private static final ModelManifest MANIFEST = ManifestReader.read(HOME.resolve("models/donkey-planner"));
    private static final Deployment DEPLOYMENT = DeploymentReader.read(
            HOME.resolve("config/deployments/demo.yaml"),
            Map.of("deadlineMs", "8", "timing.marginMs", Double.toString(MARGIN_MS), "inputs.camera.staleMs", "60"));

    private final SystemClock clock = new SystemClock();
    private final InputCounters images = new InputCounters();
    private final List<Decision> decisions = new ArrayList<>(); // of the pacer's thread, read once it has ended

    /** Hands on nothing but a note of it. */
    private final class Note implements Outlet {
        @Override
        public void hand(Decision decision) {
            Decision copy = new Decision(
                    decision.tokens.length,
                    decision.controlPoints.length,
                    decision.samples.length / decision.dofs,
                    decision.dofs);
            copy.copyFrom(decision);
            decisions.add(copy);
        }
    }

    /**
     * Runs a loop to its end.
     *
     * @param stopAt image at which it is told to stop; −1 for never
     * @param stallAt plan whose forward takes ten periods; −1 for none
     */
    private RunState run(int ticks, boolean withImages, int stopAt, int stallAt) throws InterruptedException {
        LoopParts made = LoopParts.of(DEPLOYMENT, MANIFEST, 7);
        LoopParts parts = new LoopParts(DEPLOYMENT, MANIFEST, made.limits(), made.check(), PERIOD_NS, 7);
        RunState state = new RunState(ticks);
        float[] rest = {made.limits().middle(0), made.limits().middle(1)};
        BeastTokenizer tokenizer = new BeastTokenizer(MANIFEST.tokenizer());
        float[] resting = new float[tokenizer.samples() * 2];
        for (int i = 0; i < resting.length; i++) {
            resting[i] = rest[i % 2];
        }
        DecisionLoop loop = new DecisionLoop(
                parts,
                new ScriptedModel(MANIFEST.template(), tokenizer, resting, 64, stallAt, 10 * PERIOD_NS),
                new ScriptedDecoder(),
                clock,
                64,
                List.of(new Note()),
                images,
                new InputCounters(),
                state,
                Scheduling.NONE);
        loop.settle();
        loop.arm();
        MemorySegment jpeg = Arena.global().allocate(64);
        for (int i = 0; !state.hasEnded(); i++) {
            if (i == stopAt) {
                state.stop();
            }
            long stampNs = clock.wallNs();
            if (withImages) {
                loop.input().action(i, stampNs - PERIOD_NS, rest);
                loop.input().image(i, stampNs, jpeg, 64);
            }
            LockSupport.parkNanos(PERIOD_NS);
        }
        loop.await(60_000);
        loop.close();
        return state;
    }

    private List<Decision> on(Rung rung) {
        return decisions.stream().filter(d -> d.rung == rung.ordinal()).toList();
    }

    @Test
    void shouldPublishExactlyOnceATick() throws InterruptedException {
        run(150, true, -1, -1);

        assertThat(decisions).hasSize(150);
        for (int tick = 0; tick < decisions.size(); tick++) {
            assertThat(decisions.get(tick).tick).isEqualTo(tick);
            assertThat(decisions.get(tick).epoch).isEqualTo(7);
        }
        assertThat(decisions).extracting(d -> d.tickStartNs).isSorted().doesNotHaveDuplicates();
        assertThat(on(Rung.FRESH)).isNotEmpty();
    }

    @Test
    void shouldPublishAPlanAsSoonAsItIsOfferedAndOnlyInItsOwnTick() throws InterruptedException {
        run(150, true, -1, -1);

        List<Decision> fresh = on(Rung.FRESH);
        assertThat(fresh).isNotEmpty().allSatisfy(d -> {
            assertThat(d.planTick).isEqualTo(d.tick);
            assertThat(d.byPacer).isFalse();
            assertThat(d.reason).isEqualTo(Reason.NONE.ordinal());
        });
        assertThat(fresh)
                .as("some long before the pacer would have published by itself")
                .anyMatch(d -> d.handedNs < d.deadlineNs - Math.round(2 * MARGIN_MS * 1e6));
    }

    @Test
    void shouldPublishFromTheLadderAMarginBeforeTheDeadline() throws InterruptedException {
        run(120, true, -1, 40);

        List<Decision> late = decisions.stream()
                .filter(d -> d.byPacer && d.reason == Reason.PLAN_LATE.ordinal())
                .toList();
        assertThat(late).as("at least the tick of the stalled forward").isNotEmpty();
        assertThat(late).allSatisfy(d -> {
            assertThat(d.rung).isNotEqualTo(Rung.FRESH.ordinal());
            assertThat(d.handedNs).isGreaterThanOrEqualTo(d.deadlineNs - Math.round(MARGIN_MS * 1e6) - 100_000);
        });
    }

    /** Ten periods long, so that some ticks find the planner busy; they publish all the same, and what comes of it is not. */
    @Test
    void shouldGoOnWhileAForwardStallsAndDiscardItsResult() throws InterruptedException {
        run(120, true, -1, 40);

        assertThat(decisions).hasSize(120);
        List<Decision> busy = decisions.stream()
                .filter(d -> !d.byPacer && d.reason == Reason.PLAN_LATE.ordinal())
                .toList();
        assertThat(busy).isNotEmpty().allSatisfy(d -> assertThat(d.rung).isNotEqualTo(Rung.FRESH.ordinal()));
        assertThat(decisions)
                .filteredOn(d -> d.planTick >= 0)
                .as("a plan that was published before, or this tick's")
                .allSatisfy(d -> assertThat(d.planTick).isLessThanOrEqualTo(d.tick));
        assertThat(on(Rung.FRESH)).allSatisfy(d -> assertThat(d.planTick).isEqualTo(d.tick));
    }

    @Test
    void shouldBeSilentAndAskForMinimalRiskWithoutAnyImage() throws InterruptedException {
        run(20, false, -1, -1);

        assertThat(decisions).hasSize(20).allSatisfy(d -> {
            assertThat(d.rung).isEqualTo(Rung.SILENT.ordinal());
            assertThat(d.reason).isEqualTo(Reason.INPUT_MISSING.ordinal());
            assertThat(d.minimalRisk).isTrue();
            assertThat(d.sampleCount).isZero();
            assertThat(d.stampNs).isZero();
        });
    }

    @Test
    void shouldTrackAStopToItsEndAndOnlyThenEnd() throws InterruptedException {
        run(0, true, 60, -1);

        List<Decision> stop = decisions.stream()
                .filter(d -> d.reason == Reason.SHUTDOWN.ordinal())
                .toList();
        assertThat(stop).isNotEmpty().endsWith(decisions.getLast());
        assertThat(stop).allSatisfy(d -> assertThat(d.rung).isEqualTo(Rung.STOP.ordinal()));
        assertThat(stop).extracting(d -> d.samples[1]).isSortedAccordingTo((a, b) -> Float.compare(b, a));
        assertThat(stop.getLast().samples[1]).isZero();
        assertThat(stop.getLast().sampleCount).as("the end of the stop").isEqualTo(1);
    }

    /** A decision's deadline counts from the stamp of what it was made from, without that from the tick's start. */
    @Test
    void shouldCountTheDeadlineFromTheStampOfAFreshImage() throws InterruptedException {
        run(80, true, -1, -1);

        long deadlineNs = Math.round(DEPLOYMENT.deadlineMs() * 1e6);
        assertThat(on(Rung.FRESH))
                .allSatisfy(d -> assertThat(d.deadlineNs).isEqualTo(Math.min(d.stampNs, d.tickStartNs) + deadlineNs));
        assertThat(decisions)
                .filteredOn(d -> d.reason == Reason.INPUT_CORRUPT.ordinal())
                .allSatisfy(d -> assertThat(d.deadlineNs).isEqualTo(d.tickStartNs + deadlineNs));
    }
}
