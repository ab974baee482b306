package org.sanderling.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.runtime.trace.TickRecord;

/** The live line in the terminal: tick, time to publication, rung, forwards. Recorder thread. */
final class LiveLine implements Consumer<TickRecord> {
    private final PrintWriter err;
    private final boolean terminal = System.console() != null;
    private final int every;
    private long ticks;

    LiveLine(PrintWriter err, double rateHz) {
        this.err = err;
        every = (int) Math.max(1, Math.round(terminal ? rateHz / 5 : rateHz * 5));
    }

    @Override
    public void accept(TickRecord r) {
        if (++ticks % every != 0) {
            return;
        }
        String line = String.format(
                Locale.ROOT,
                "tick %6d  %-6s %-14s %5.1f ms after its stamp  %d forwards",
                r.decision.tick,
                Rung.of(r.decision.rung),
                Reason.of(r.decision.reason) == Reason.NONE ? "" : Reason.of(r.decision.reason),
                (r.decision.handedNs - r.decision.stampNs) / 1e6,
                r.decision.forwards);
        if (terminal) {
            err.print("\r" + line);
        } else {
            err.println(line);
        }
        err.flush();
    }

    void end() {
        if (terminal && ticks > 0) {
            err.println();
            err.flush();
        }
    }
}
