package org.sanderling.benchmarks.decoders;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule reaches on a task within a budget.
 *
 * @param task name
 * @param rule name
 * @param budget forwards allowed; or a deadline in ms where the task says so
 * @param forwards mean of those spent
 * @param error what the task counts: share of wrong answers, of collisions, or mean steering error
 * @param floor least error that the budget allows; null where it is not known
 */
public record TradeOff(
        String task,
        String rule,
        double budget,
        double forwards,
        double error,
        @Nullable Double floor) {
    /** Measures a rule within a number of forwards. */
    @FunctionalInterface
    interface Trial {
        TradeOff of(String rule, int forwards);
    }

    /**
     * Every rule at every number of forwards. With one forward all rules do the same, which is to commit every proposal of it:
     * that is measured once.
     */
    static List<TradeOff> each(List<String> rules, List<Integer> budgets, Trial trial) {
        List<TradeOff> all = new ArrayList<>();
        TradeOff one = budgets.contains(1) ? trial.of(rules.getFirst(), 1) : null;
        for (String rule : rules) {
            for (int budget : budgets) {
                all.add(budget == 1 && one != null ? one.by(rule) : trial.of(rule, budget));
            }
        }
        return all;
    }

    private TradeOff by(String other) {
        return new TradeOff(task, other, budget, forwards, error, floor);
    }
}
