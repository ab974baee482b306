package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.PlanTemplate.Group;

/**
 * Holds a template's dependency groups within one step: at most one slot of each, and none before the groups that it waits for
 * are committed. Planner thread; allocates nothing after construction.
 */
final class GroupOrder {
    private final int[][] groupsOf;
    private final int[][] members;
    private final int[][] before;
    private final int[] height;
    private final boolean[] taken;
    private final boolean[] waiting;

    GroupOrder(PlanTemplate template) {
        List<Group> groups = template.groups();
        int n = groups.size();
        groupsOf = new int[template.size()][];
        members = new int[n][];
        before = new int[n][];
        taken = new boolean[n];
        waiting = new boolean[n];
        for (int g = 0; g < n; g++) {
            members[g] =
                    groups.get(g).slots().stream().mapToInt(Integer::intValue).toArray();
            List<String> after = groups.get(g).after();
            before[g] = java.util.stream.IntStream.range(0, n)
                    .filter(other -> after.contains(groups.get(other).name()))
                    .toArray();
        }
        height = new int[n];
        for (int round = 0; round < n; round++) {
            for (int g = 0; g < n; g++) {
                for (int earlier : before[g]) {
                    height[earlier] = Math.max(height[earlier], height[g] + 1);
                }
            }
        }
        for (int s = 0; s < groupsOf.length; s++) {
            int slot = s;
            groupsOf[s] = java.util.stream.IntStream.range(0, n)
                    .filter(g -> groups.get(g).slots().contains(slot))
                    .toArray();
        }
    }

    /** A step begins, with these slots masked. */
    void begin(boolean[] masked) {
        for (int g = 0; g < taken.length; g++) {
            taken[g] = false;
            waiting[g] = false;
            for (int earlier : before[g]) {
                for (int s : members[earlier]) {
                    waiting[g] |= masked[s];
                }
            }
        }
    }

    /** Whether a slot may be committed in this step. */
    boolean free(int slot) {
        for (int g : groupsOf[slot]) {
            if (taken[g] || waiting[g]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a slot has to be committed in this step, although others of its group may be: what waits for it, one after the
     * other, needs all forwards that are left after this one.
     */
    boolean urgent(int slot, int forwardsLeft) {
        boolean urgent = false;
        for (int g : groupsOf[slot]) {
            if (waiting[g]) {
                return false;
            }
            urgent |= height[g] >= forwardsLeft - 1;
        }
        return urgent && forwardsLeft > 1;
    }

    /** A slot is committed in this step. */
    void take(int slot) {
        for (int g : groupsOf[slot]) {
            taken[g] = true;
        }
    }
}
