package org.sanderling.benchmarks.oracle;

import java.util.List;
import org.sanderling.planners.PlanTemplate;

/**
 * A task over short lists whose right answers are equally likely, after ParallelBench (arXiv 2510.04767): what a masked slot
 * may hold, given any slots that are already filled, is computed, not learned.
 *
 * <p>One thread at a time.
 */
public interface ListTask {
    /** Its name in tables. */
    String name();

    /** The answer's pattern. */
    PlanTemplate template();

    /** Draws the input of one instance. */
    void begin(long seed);

    /**
     * Exact marginals of every slot given the others that are filled: of a masked slot given all filled ones, of a filled
     * one given the rest. Where nothing right is left to say, all legal ids are as likely.
     *
     * @param tokens the answer so far, MASK where it is open; [slots]
     * @param probability receives them; [slots][vocabulary]
     */
    void marginals(int[] tokens, double[][] probability);

    /** Whether a whole answer is right. */
    boolean right(int[] tokens);

    /**
     * The least share of wrong answers of any decoder that draws from the marginals, never takes back a slot, and spends
     * {@code forwards}: what the conditional total correlation of the slots drawn together leaves.
     */
    double leastError(int forwards);

    /**
     * The least conditional total correlation that this many forwards leave, summed over them, nat (ParallelBench, §3: the
     * information that drawing slots independently loses).
     */
    double leastTotalCorrelation(int forwards);

    /** The tasks of the benchmark. */
    static List<ListTask> all() {
        return List.of(
                new FixedAnswer(FixedAnswer.Kind.COPY),
                new FixedAnswer(FixedAnswer.Kind.REPLACE_INDEX),
                new FixedAnswer(FixedAnswer.Kind.SORT),
                new ReplaceRandom(),
                new Shuffle(),
                new Addition());
    }
}
