package org.sanderling.evaluation.importers;

import java.util.Map;

/**
 * What an import wrote.
 *
 * @param messages on all channels
 * @param durationS from the first message to the last
 * @param skipped rows left out, by reason
 */
public record ImportResult(long messages, int channels, double durationS, Map<String, Long> skipped) {}
