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
 * @param frames part of it that is evaluated
 * @param train the drive that the naive baselines learn from; null for none
 * @param trainFrames part of that one that they learn from
 * @param deadlineMs what a decoding may take, ms; NaN for any time
 * @param engine runs the graphs
 * @param decoder decodes the images
 * @param clock times the forwards
 */
public record OpenLoopRequest(
        LoopParts parts,
        Path recording,
        FrameRange frames,
        @Nullable Path train,
        FrameRange trainFrames,
        double deadlineMs,
        Engine engine,
        ImageDecoder decoder,
        Clock clock) {}
