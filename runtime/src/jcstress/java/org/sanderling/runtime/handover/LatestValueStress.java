package org.sanderling.runtime.handover;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The writer publishes 1 … 30, the reader polls and reads slowly what it holds. Codes: what the reader saw (0 whole values
 * in order, −1 torn or overwritten in its hand, −2 an older one after a newer); how many it took; the last one.
 */
@JCStressTest
@Outcome(id = "0, \\d+, 30", expect = Expect.ACCEPTABLE, desc = "whole values in order; the last one is had")
@Outcome(expect = Expect.FORBIDDEN, desc = "torn, overwritten while held, out of order, or the latest lost")
@State
public class LatestValueStress {
    private final LatestValue<Pair> mailbox = new LatestValue<>(Pair::new);
    private final Meeting start = new Meeting();

    @Actor
    public void writer() {
        start.join();
        for (int i = 1; i <= 30; i++) {
            mailbox.writable().set(i);
            mailbox.publish();
        }
    }

    @Actor
    public void reader(III_Result r) {
        start.join();
        int last = 0;
        for (int i = 0; i < 30; i++) {
            if (mailbox.poll()) {
                r.r2++;
            }
            int value = mailbox.current().get();
            if (value < last) {
                r.r1 = value == -1 ? -1 : -2;
            }
            last = value;
        }
    }

    @Arbiter
    public void afterwards(III_Result r) {
        mailbox.poll();
        r.r3 = mailbox.current().get();
    }
}
