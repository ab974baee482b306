package org.sanderling.cli.architecture.broken.runtime.loop;

import org.sanderling.cli.architecture.broken.runtime.safety.OtherHalf;

/** Two packages that need each other. */
public record HalfACycle(OtherHalf other) {}
