package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sanderling.planners.PlanTemplate;

class SaberRuleTest {
    /** The paper's algorithm with its own memory. */
    private static final class Saber implements Naive.Select, Naive.MaskAgain {
        final int least;
        final boolean published;
        final Map<Integer, Double> with = new HashMap<>();
        double sum;
        int count;

        Saber(int least, boolean published) {
            this.least = least;
            this.published = published;
        }

        @Override
        public Set<Integer> commit(Naive.State s) {
            double threshold = count == 0 ? 1 : sum / count;
            Set<Integer> commit = new TreeSet<>(s.top(least));
            s.open.stream().filter(o -> s.confidence.get(o) > threshold).forEach(commit::add);
            return commit;
        }

        @Override
        public Set<Integer> remask(Naive.State s, Set<Integer> committed) {
            int k = committed.size();
            int most = Math.min(k - 1, Math.max(least / 2, (k + 7) / 8));
            Map<Integer, Double> fell = new HashMap<>();
            for (int slot : with.keySet()) {
                if (!s.masked(slot) && !committed.contains(slot)) {
                    PlanTemplate.Slot legal = s.template.slots().get(slot);
                    double now = published
                            ? IntStream.range(legal.first(), legal.first() + legal.count())
                                    .mapToDouble(v -> s.probability[slot][v])
                                    .max()
                                    .orElseThrow()
                            : s.probability[slot][s.tokens[slot]];
                    fell.put(slot, with.get(slot) - now);
                }
            }
            List<Integer> worst = fell.keySet().stream()
                    .filter(slot -> published || fell.get(slot) > 0)
                    .sorted(Comparator.comparingDouble((Integer slot) -> -fell.get(slot))
                            .thenComparingInt(slot -> slot))
                    .limit(most)
                    .toList();
            for (int slot : committed) {
                with.put(slot, s.confidence.get(slot));
                sum += s.confidence.get(slot);
                count++;
            }
            return new TreeSet<>(worst);
        }
    }

    @Property(tries = 300)
    void shouldCommitAboveTheMeanSoFarAndMaskAgainWhatFellMost(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 1, max = 5) int least,
            @ForAll boolean published) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        Map<String, Double> parameters = Map.of("least", (double) least, "published", published ? 1.0 : 0.0);
        Saber saber = new Saber(least, published);
        assertThat(Naive.fast(model, Naive.settings("saber", Naive.ENOUGH, 0, parameters)))
                .isEqualTo(Naive.naive(model, 0, saber, saber));
    }

    @Test
    void shouldDifferFromThePublishedCodeThatJudgesTheFreshProposal() {
        int differ = 0;
        for (long seed = 0; seed < 50; seed++) {
            TableModel model = new TableModel(Naive.template(12), seed, 0.8, 1);
            Naive.Result ours = Naive.fast(model, Naive.settings("saber", Naive.ENOUGH, 0, Map.of()));
            Naive.Result theirs = Naive.fast(model, Naive.settings("saber", Naive.ENOUGH, 0, Map.of("published", 1.0)));
            differ += ours.steps().equals(theirs.steps()) ? 0 : 1;
        }
        assertThat(differ).isGreaterThan(25);
    }
}
