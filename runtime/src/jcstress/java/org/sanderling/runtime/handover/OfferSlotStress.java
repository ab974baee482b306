package org.sanderling.runtime.handover;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The planner offers plans for ticks 1 … 20; the pacer asks in each tick in turn, and at the end for tick 20. Codes: 0 all
 * well, −1 a torn plan, −2 one older than asked for, −3 the same offer twice; plans taken; 1 where the last one was had.
 */
@JCStressTest
@Outcome(id = "0, \\d+, 1", expect = Expect.ACCEPTABLE, desc = "whole, in time, and the last one is had")
@Outcome(expect = Expect.FORBIDDEN, desc = "torn, stale, taken twice, or the last one lost")
@State
public class OfferSlotStress {
    private static final int TICKS = 20;
    private final OfferSlot<Pair> slot = new OfferSlot<>(Pair::new);
    private final Meeting start = new Meeting();
    private int last;
    private int taken;
    private int wrong;

    @Actor
    public void planner() {
        start.join();
        for (int tick = 1; tick <= TICKS; tick++) {
            slot.writable().set(tick);
            slot.offer(tick);
        }
    }

    @Actor
    public void pacer() {
        start.join();
        for (int tick = 1; tick <= TICKS; tick++) {
            take(tick);
        }
    }

    @Arbiter
    public void afterwards(III_Result r) {
        take(TICKS);
        r.r1 = wrong;
        r.r2 = taken;
        r.r3 = last == TICKS ? 1 : 0;
    }

    private void take(int tick) {
        Pair plan = slot.take(tick);
        if (plan == null) {
            return;
        }
        int value = plan.get();
        if (value < tick || value == last) {
            wrong = value == -1 ? -1 : value < tick ? -2 : -3;
        }
        last = value;
        taken++;
    }
}
