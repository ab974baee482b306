package org.sanderling.benchmarks.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.CounterRandom;

/** Tasks with one right answer: no slot tells anything of another, one forward is enough. */
final class FixedAnswer implements ListTask {
    enum Kind {
        /** The input list. */
        COPY,
        /** The input list with the item at a given place replaced by a given one. */
        REPLACE_INDEX,
        /** The input list in order. */
        SORT
    }

    private final Kind kind;
    private final PlanTemplate template = Lists.template(Lists.LENGTH, Lists.ITEMS, List.of());
    private int[] answer = new int[Lists.LENGTH];

    FixedAnswer(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public PlanTemplate template() {
        return template;
    }

    @Override
    public void begin(long seed) {
        int[] drawn = Lists.distinct(seed, Lists.LENGTH + 1);
        answer = Arrays.copyOf(drawn, Lists.LENGTH);
        if (kind == Kind.REPLACE_INDEX) {
            answer[(int) (CounterRandom.uniform(seed, 12, 0, 0) * Lists.LENGTH)] = drawn[Lists.LENGTH];
        } else if (kind == Kind.SORT) {
            Arrays.sort(answer);
        }
    }

    @Override
    public void marginals(int[] tokens, double[][] probability) {
        for (int s = 0; s < answer.length; s++) {
            Arrays.fill(probability[s], 0);
            probability[s][answer[s]] = 1;
        }
    }

    @Override
    public boolean right(int[] tokens) {
        return Arrays.equals(tokens, answer);
    }

    @Override
    public double leastError(int forwards) {
        return 0;
    }

    @Override
    public double leastTotalCorrelation(int forwards) {
        return 0;
    }
}
