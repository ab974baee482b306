package org.sanderling.evaluation.openloop;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.Clock;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.loop.LoopParts;

/**
 * What an open-loop evaluation takes.
 *
 * @param parts model, decoder and limits
 * @param recording the drive to evaluate on
 * @param train the drive that the naive baselines learn from; null for none
 * @param deadlineMs what a decoding may take, ms; NaN for any time
 * @param engine runs the graphs
 * @param decoder decodes the images
 * @param clock times the forwards
 * @param firstFrame windows that begin before this frame of the recording are left out
 * @param lastFrame windows that reach beyond it are left out
 */
public record OpenLoopRequest(
        LoopParts parts,
        Path recording,
        @Nullable Path train,
        double deadlineMs,
        Engine engine,
        ImageDecoder decoder,
        Clock clock,
        long firstFrame,
        long lastFrame) {
    /** All frames. */
    public OpenLoopRequest(
            LoopParts parts,
            Path recording,
            @Nullable Path train,
            double deadlineMs,
            Engine engine,
            ImageDecoder decoder,
            Clock clock) {
        this(parts, recording, train, deadlineMs, engine, decoder, clock, 0, Long.MAX_VALUE);
    }
}
