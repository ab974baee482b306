package org.sanderling.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.runtime.scheduling.RealTimeScheduling;
import org.sanderling.runtime.time.SystemClock;

/** Whole ticks on the loop's own threads, over every rung and most faults: none of them allocates a byte after warm-up. */
class LoopAllocationTest {
    private static final Path HOME = Path.of(System.getProperty("sanderling.home"));
    private static final int TICKS = 400;

    @Test
    void shouldAllocateNothingOnAnyRung() {
        Deployment demo = DeploymentReader.read(HOME.resolve("config/deployments/demo.yaml"));
        LoopParts parts = LoopParts.of(demo, ManifestReader.read(demo.planner().model()), 1);
        SystemClock clock = new SystemClock();
        WarmUp loop = new WarmUp(parts, clock, new RealTimeScheduling(-1));
        long cacheBytes = 400_000;
        for (int i = 0; i < 3; i++) {
            loop.script(TICKS, cacheBytes);
        }

        WarmUp.Rehearsal counted = loop.script(TICKS, cacheBytes);

        for (Rung rung : Rung.values()) {
            assertThat(counted.rungs()[rung.ordinal()]).as("ticks on %s", rung).isPositive();
        }
        assertThat(counted.loopBytes()).isZero();
    }
}
