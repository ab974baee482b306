package org.sanderling.cli.architecture.broken.runtime.safety;

import org.sanderling.cli.architecture.broken.runtime.loop.HalfACycle;

/** Two packages that need each other. */
public record OtherHalf(HalfACycle half) {}
