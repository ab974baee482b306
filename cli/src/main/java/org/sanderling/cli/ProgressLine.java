package org.sanderling.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** How far a long job is, on standard error: nothing in the first two seconds, then one line a second. */
final class ProgressLine {
    private static final long FIRST_NS = 2_000_000_000L;
    private static final long EVERY_NS = 1_000_000_000L;

    private final PrintWriter err;
    private final String what;
    private final boolean terminal = System.console() != null;
    private final long startNs = System.nanoTime();
    private long saidNs = startNs + FIRST_NS - EVERY_NS;
    private boolean said;

    /** @param what is counted, as in {@code frames} */
    ProgressLine(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
    }

    void at(long done, long total) {
        long now = System.nanoTime();
        if (now - saidNs < EVERY_NS || done == 0) {
            return;
        }
        saidNs = now;
        said = true;
        double rate = done / ((now - startNs) / 1e9);
        String pace = rate < 1 ? String.format(Locale.ROOT, "%.1f s each", 1 / rate) : Math.round(rate) + " a second";
        String line = String.format(
                Locale.ROOT, "%d of %d %s, %s, %.0f s left", done, total, what, pace, (total - done) / rate);
        if (terminal) {
            err.print("\r" + line + "  ");
        } else {
            err.println(line);
        }
        err.flush();
    }

    void end() {
        if (said && terminal) {
            err.println();
            err.flush();
        }
    }
}
