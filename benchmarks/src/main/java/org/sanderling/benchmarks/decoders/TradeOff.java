package org.sanderling.benchmarks.decoders;

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
        @Nullable Double floor) {}
