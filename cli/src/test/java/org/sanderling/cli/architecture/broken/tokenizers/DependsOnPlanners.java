package org.sanderling.cli.architecture.broken.tokenizers;

import org.sanderling.cli.architecture.broken.planners.ReadsClock;

/** Against the arrow, and outside java.*. */
record DependsOnPlanners(ReadsClock clock) {}
