package org.sanderling.benchmarks.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.CounterRandom;

/** Templates and inputs that the list tasks share. */
final class Lists {
    /** Items of a list. */
    static final int LENGTH = 8;

    /** Different items. */
    static final int ITEMS = 16;

    private Lists() {}

    /** Slots that each hold one of the first {@code count} ids; MASK is the next one. */
    static PlanTemplate template(int slots, int count, List<PlanTemplate.Group> groups) {
        String[] labels = new String[count];
        Arrays.setAll(labels, i -> "v" + i);
        List<PlanTemplate.Slot> list = new ArrayList<>();
        for (int s = 0; s < slots; s++) {
            list.add(new PlanTemplate.Slot("item" + s, false, 0, count, List.of(labels)));
        }
        return new PlanTemplate(list, count, count + 1, groups);
    }

    /** Different items in random order. */
    static int[] distinct(long seed, int n) {
        int[] all = new int[ITEMS];
        Arrays.setAll(all, i -> i);
        for (int i = 0; i < n; i++) {
            int j = i + (int) (CounterRandom.uniform(seed, 11, i, 0) * (ITEMS - i));
            int swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        return Arrays.copyOf(all, n);
    }

    /** All ids as likely. */
    static void uniform(double[] probability, int count) {
        Arrays.fill(probability, 0);
        Arrays.fill(probability, 0, count, 1.0 / count);
    }
}
