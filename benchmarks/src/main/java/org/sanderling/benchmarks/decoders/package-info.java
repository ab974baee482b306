/** Forwards against error for every commit rule: on tasks whose truth is known, on the two-ways task, on the recorded drive. */
@org.jspecify.annotations.NullMarked
package org.sanderling.benchmarks.decoders;
