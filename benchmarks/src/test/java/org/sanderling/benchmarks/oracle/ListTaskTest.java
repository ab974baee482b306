package org.sanderling.benchmarks.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sanderling.planners.decode.CounterRandom;

class ListTaskTest {
    /** Every right answer of an instance, by trying; the input is found through the marginals of the first slot alone. */
    private static List<int[]> rightAnswers(ListTask task) {
        List<int[]> found = new ArrayList<>();
        extend(task, new int[task.template().size()], 0, candidates(task), found);
        return found;
    }

    private static List<List<Integer>> candidates(ListTask task) {
        int slots = task.template().size();
        int[] open = new int[slots];
        java.util.Arrays.fill(open, task.template().maskId());
        double[][] p = new double[slots][task.template().vocabulary()];
        task.marginals(open, p);
        List<List<Integer>> all = new ArrayList<>();
        for (double[] slot : p) {
            List<Integer> some = new ArrayList<>();
            for (int v = 0; v < slot.length; v++) {
                if (slot[v] > 0) {
                    some.add(v);
                }
            }
            all.add(some);
        }
        return all;
    }

    private static void extend(
            ListTask task, int[] tokens, int slot, List<List<Integer>> candidates, List<int[]> found) {
        if (slot == tokens.length) {
            if (task.right(tokens)) {
                found.add(tokens.clone());
            }
            return;
        }
        for (int v : candidates.get(slot)) {
            tokens[slot] = v;
            boolean repeated = false;
            for (int o = 0; o < slot; o++) {
                repeated |= task.name().equals("shuffle") && tokens[o] == v;
            }
            if (!repeated) {
                extend(task, tokens, slot + 1, candidates, found);
            }
        }
    }

    private static void check(ListTask task, List<int[]> answers, long seed, double share) {
        int slots = task.template().size();
        int mask = task.template().maskId();
        int[] truth = answers.get((int) (CounterRandom.uniform(seed, 1, 0, 0) * answers.size()));
        int[] seen = new int[slots];
        for (int s = 0; s < slots; s++) {
            seen[s] = CounterRandom.uniform(seed, 2, 0, s) < share ? truth[s] : mask;
        }
        double[][] p = new double[slots][task.template().vocabulary()];
        task.marginals(seen, p);
        for (int s = 0; s < slots; s++) {
            double[] counted = new double[p[s].length];
            int all = 0;
            for (int[] answer : answers) {
                boolean agrees = true;
                for (int o = 0; o < slots; o++) {
                    agrees &= o == s || seen[o] == mask || seen[o] == answer[o];
                }
                counted[answer[s]] += agrees ? 1 : 0;
                all += agrees ? 1 : 0;
            }
            for (int v = 0; v < counted.length; v++) {
                assertThat(p[s][v]).isCloseTo(counted[v] / all, within(1e-9));
            }
        }
    }

    @Property(tries = 2)
    void shouldGiveTheMarginalsThatEnumerationCounts(@ForAll @IntRange(min = 0, max = 100000) int seed) {
        for (ListTask task : ListTask.all()) {
            task.begin(seed);
            if (!task.name().equals("addition")) {
                List<int[]> answers = rightAnswers(task);
                for (double share : new double[] {0, 0.3, 0.7}) {
                    check(task, answers, seed, share);
                }
            }
        }
    }

    @Property(tries = 3)
    void shouldGiveTheMarginalsOfAdditionThatEnumerationCounts(@ForAll @IntRange(min = 0, max = 100000) int seed) {
        Addition task = new Addition();
        task.begin(seed);
        List<int[]> answers = new ArrayList<>();
        for (int b = 0; b < 10_000; b++) {
            int[] tokens = {b % 10, b / 10 % 10, b / 100 % 10, b / 1000, 0, 0, 0, 0, 0};
            int carry = 0;
            for (int i = 0; i < 4; i++) {
                // the digit of the sum that makes the answer right is the only one that does
                for (int v = 0; v < 10; v++) {
                    tokens[4 + i] = v;
                    int a = digit(task, i);
                    if ((a + tokens[i] + carry) % 10 == v) {
                        carry = (a + tokens[i] + carry) / 10;
                        break;
                    }
                }
            }
            tokens[8] = carry;
            assertThat(task.right(tokens)).isTrue();
            answers.add(tokens);
        }
        for (double share : new double[] {0, 0.3, 0.7}) {
            check(task, answers, seed, share);
        }
    }

    /** A digit of the given number: what the sum shows where b's digits are all 0. */
    private static int digit(Addition task, int place) {
        int[] tokens = {0, 0, 0, 0, 10, 10, 10, 10, 10};
        double[][] p = new double[9][11];
        task.marginals(tokens, p);
        for (int v = 0; v < 10; v++) {
            if (p[4 + place][v] == 1) {
                return v;
            }
        }
        throw new AssertionError("no digit");
    }

    @Test
    void shouldReachTheLeastErrorWithTheBestScheduleAndNotGoBelowWithEqualShares() {
        ListTask shuffle = new Shuffle();
        assertThat(shuffle.leastError(8)).isZero();
        assertThat(shuffle.leastError(1)).isCloseTo(1 - 40320 / Math.pow(8, 8), within(1e-12));
        for (int k : new int[] {1, 2, 4, 8}) {
            OracleTrial equal = OracleTrial.run(shuffle, "llada", k, 2000, java.util.Map.of());
            assertThat(equal.error()).isGreaterThan(shuffle.leastError(k) - 0.03);
        }
        ListTask random = new ReplaceRandom();
        assertThat(random.leastError(8)).isCloseTo(0, within(1e-12));
        assertThat(random.leastError(1)).isCloseTo(1 - Math.pow(7.0 / 8, 7), within(1e-12));
        ListTask addition = new Addition();
        assertThat(addition.leastError(2)).isZero();
        assertThat(OracleTrial.run(addition, "llada", 1, 3000, java.util.Map.of())
                        .error())
                .isCloseTo(addition.leastError(1), within(0.02));
        assertThat(addition.leastTotalCorrelation(1)).isGreaterThan(5);
    }

    @Test
    void shouldNeedOneForwardWhereTheAnswerIsFixed() {
        for (FixedAnswer.Kind kind : FixedAnswer.Kind.values()) {
            OracleTrial trial = OracleTrial.run(new FixedAnswer(kind), "anytime", 8, 200, java.util.Map.of());
            assertThat(trial.error()).isZero();
            assertThat(trial.forwards()).isEqualTo(1);
        }
    }
}
