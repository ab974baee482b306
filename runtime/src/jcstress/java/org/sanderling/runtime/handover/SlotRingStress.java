package org.sanderling.runtime.handover;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A ring of two slots, the producer offers 1 … 30 in order and drops what finds no room, the consumer takes what it can;
 * an arbiter takes the rest. First code: 0 in order and whole, −1 torn, repeated or out of order. Second: those taken plus
 * those dropped.
 */
@JCStressTest
@Outcome(id = "0, 30", expect = Expect.ACCEPTABLE, desc = "in order, whole, none lost, none twice")
@Outcome(expect = Expect.FORBIDDEN, desc = "torn, out of order, lost or repeated")
@State
public class SlotRingStress {
    private final SlotRing<Pair> ring = new SlotRing<>(2, Pair::new);
    private final Meeting start = new Meeting();
    private int last;
    private int taken;
    private boolean wrong;

    @Actor
    public void producer() {
        start.join();
        for (int i = 1; i <= 30; i++) {
            Pair slot = ring.tryClaim();
            if (slot == null) {
                ring.drop();
            } else {
                slot.set(i);
                ring.publish();
            }
        }
    }

    @Actor
    public void consumer() {
        start.join();
        for (int i = 0; i < 30; i++) {
            take();
        }
    }

    @Arbiter
    public void afterwards(II_Result r) {
        while (ring.size() > 0) {
            take();
        }
        r.r1 = wrong ? -1 : 0;
        r.r2 = taken + (int) ring.dropped();
    }

    private void take() {
        Pair slot = ring.peek();
        if (slot != null) {
            int value = slot.get();
            wrong |= value <= last;
            last = value;
            taken++;
            ring.release();
        }
    }
}
