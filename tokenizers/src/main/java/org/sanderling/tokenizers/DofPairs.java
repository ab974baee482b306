package org.sanderling.tokenizers;

import java.util.Arrays;

/** DoFs two by two, where they can be worked on together. */
final class DofPairs {
    /** Whether two DoFs can share their work. */
    @FunctionalInterface
    interface Alike {
        boolean test(int d, int other);
    }

    private DofPairs() {}

    /** Each DoF once, in pairs; one without a partner stands twice. */
    static int[] of(int dofs, Alike alike) {
        int[] pairs = new int[2 * dofs];
        boolean[] paired = new boolean[dofs];
        int count = 0;
        for (int d = 0; d < dofs; d++) {
            if (paired[d]) {
                continue;
            }
            int other = d + 1;
            while (other < dofs && (paired[other] || !alike.test(d, other))) {
                other++;
            }
            int second = other < dofs ? other : d;
            paired[second] = true;
            pairs[count++] = d;
            pairs[count++] = second;
        }
        return Arrays.copyOf(pairs, count);
    }
}
