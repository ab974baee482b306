package org.sanderling.runtime.decision;

import org.sanderling.planners.decode.BitHash;

/** Hash of the exact bits of what a decision says, all but the moment at which it was handed on. */
public final class DecisionHash {
    private DecisionHash() {}

    public static long of(Decision d) {
        long h = BitHash.mix(BitHash.SEED, d.tick);
        h = BitHash.mix(h, d.epoch);
        h = BitHash.mix(h, d.stampNs);
        h = BitHash.mix(h, d.tickStartNs);
        h = BitHash.mix(h, d.deadlineNs);
        h = BitHash.mix(h, d.validUntilNs);
        h = BitHash.mix(h, (long) d.rung);
        h = BitHash.mix(h, (long) d.reason);
        h = BitHash.mix(h, d.planTick);
        h = BitHash.mix(h, (long) d.shift);
        h = BitHash.mix(h, d.tokens);
        h = BitHash.mix(h, d.controlPoints);
        h = BitHash.mix(h, d.samples, d.sampleCount * d.dofs);
        h = BitHash.mix(h, d.trajectoryStartNs);
        h = BitHash.mix(h, d.samplePeriodNs);
        h = BitHash.mix(h, (long) d.lateral);
        h = BitHash.mix(h, (long) d.longitudinal);
        h = BitHash.mix(h, d.confidence);
        h = BitHash.mix(h, d.coverage);
        h = BitHash.mix(h, (long) d.forwards);
        h = BitHash.mix(h, (long) d.stopReason);
        h = BitHash.mix(h, d.byPacer ? 1L : 0L);
        return BitHash.mix(h, d.minimalRisk ? 1L : 0L);
    }
}
