package org.sanderling.evaluation.report;

/** A command of the driver. */
record Driven(long stampNs, float steering, float throttle) {}
