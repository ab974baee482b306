package org.sanderling.tokenizers;

/**
 * Counts values that did not fit their bounds, by DoF, and says when their share is worth a warning. One thread; nothing is allocated after construction.
 */
public final class ClipCount {
    private final double warningShare;
    private final long[] clipped;
    private final long[] values;

    /** @param spec its DoFs and its {@link TokenizerOptions#clipWarningShare} */
    public ClipCount(TokenizerSpec spec) {
        this.warningShare = spec.options().clipWarningShare();
        if (!(warningShare > 0 && warningShare <= 1)) {
            throw TokenizerException.clipWarning(warningShare);
        }
        this.clipped = new long[spec.dofs().size()];
        this.values = new long[clipped.length];
    }

    /** Counts on: of {@code count} values of a DoF, so many were clipped. */
    public void add(int dof, int clipped, int count) {
        this.clipped[dof] += clipped;
        this.values[dof] += count;
    }

    /** Clipped values of a DoF. */
    public long clipped(int dof) {
        return clipped[dof];
    }

    /** Clipped values of all DoFs. */
    public long clipped() {
        long n = 0;
        for (long c : clipped) {
            n += c;
        }
        return n;
    }

    /** Share of a DoF's values that were clipped; 0 before the first. */
    public double share(int dof) {
        return values[dof] == 0 ? 0 : (double) clipped[dof] / values[dof];
    }

    /** Share of all values that were clipped; 0 before the first. */
    public double share() {
        long all = 0;
        for (long v : values) {
            all += v;
        }
        return all == 0 ? 0 : (double) clipped() / all;
    }

    /** Whether a DoF's share passes the spec's. */
    public boolean warns(int dof) {
        return share(dof) > warningShare;
    }

    /** Whether any DoF's share passes the spec's. */
    public boolean warns() {
        for (int d = 0; d < clipped.length; d++) {
            if (warns(d)) {
                return true;
            }
        }
        return false;
    }

    /** The share from which on it warns. */
    public double warningShare() {
        return warningShare;
    }

    /** Begins anew. */
    public void reset() {
        java.util.Arrays.fill(clipped, 0);
        java.util.Arrays.fill(values, 0);
    }
}
