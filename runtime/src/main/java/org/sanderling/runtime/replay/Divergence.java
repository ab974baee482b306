package org.sanderling.runtime.replay;

/**
 * Where a replay and its recording first part.
 *
 * @param tick the tick; −1 where they differ before the first
 * @param field what differs
 * @param recorded what the recording says
 * @param replayed what was computed now
 */
public record Divergence(long tick, String field, String recorded, String replayed) {}
