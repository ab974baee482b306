package org.sanderling.evaluation.world;

import java.nio.file.Path;
import org.sanderling.config.Deployment;
import org.sanderling.config.ModelManifest;
import org.sanderling.evaluation.openloop.FrameRange;
import org.sanderling.planners.Clock;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.world.WorldSampling;

/**
 * What an evaluation of a world model takes.
 *
 * @param manifest the model
 * @param sampling how frames are drawn
 * @param recording the drive to evaluate on
 * @param inputs the deployment's topics
 * @param frames the part of it whose frames are predicted
 * @param horizon frames ahead
 * @param engine runs the graphs
 * @param decoder decodes the images
 * @param clock times the frames
 */
public record WorldRequest(
        ModelManifest manifest,
        WorldSampling sampling,
        Path recording,
        Deployment.Inputs inputs,
        FrameRange frames,
        int horizon,
        Engine engine,
        ImageDecoder decoder,
        Clock clock) {}
