package org.sanderling.runtime.replay;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sanderling.runtime.telemetry.RunStatistics;

/**
 * What a replay found.
 *
 * @param statistics of the recorded ticks
 * @param identical decisions that were computed again bit for bit
 * @param divergent decisions that were not
 * @param first where they first part, or null
 * @param truncatedAt byte at which the recording ends early
 */
public record ReplayResult(
        RunStatistics statistics,
        long identical,
        long divergent,
        @Nullable Divergence first,
        OptionalLong truncatedAt) {}
