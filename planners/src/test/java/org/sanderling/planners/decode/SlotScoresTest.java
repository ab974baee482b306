package org.sanderling.planners.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.sanderling.planners.PlanTemplate;

class SlotScoresTest {
    private static final int BINS = 24;
    private static final int WINDOW = 3;

    private static final PlanTemplate TEMPLATE = new PlanTemplate(
            List.of(
                    new PlanTemplate.Slot("trajectory", true, 2, BINS, List.of()),
                    new PlanTemplate.Slot("lateral", false, 0, 2, List.of("a", "b"))),
            BINS + 2,
            BINS + 3);

    private static SlotScores score(float[] bins, float a, float b) {
        MemorySegment logits = Arena.ofAuto().allocate(4L * TEMPLATE.size() * TEMPLATE.vocabulary(), 64);
        for (int i = 0; i < TEMPLATE.size() * TEMPLATE.vocabulary(); i++) {
            logits.setAtIndex(ValueLayout.JAVA_FLOAT, i, 1e6f);
        }
        for (int i = 0; i < BINS; i++) {
            logits.setAtIndex(ValueLayout.JAVA_FLOAT, 2 + i, bins[i]);
        }
        logits.setAtIndex(ValueLayout.JAVA_FLOAT, TEMPLATE.vocabulary(), a);
        logits.setAtIndex(ValueLayout.JAVA_FLOAT, TEMPLATE.vocabulary() + 1, b);
        SlotScores scores = new SlotScores(TEMPLATE, new DecoderSettings("massWindow", WINDOW, 0.5, 0.5, 4, 0, 1), 0);
        Arrays.fill(scores.masked, true);
        assertThat(scores.score(logits, 0, 0, 0)).isTrue();
        return scores;
    }

    /** The oracle: a softmax in doubles over the legal ids only. */
    @Property(tries = 300)
    void shouldProposeTheMedianBinWithTheMassOfItsWindow(
            @ForAll @Size(BINS) List<@FloatRange(min = -30, max = 30) Float> bins,
            @ForAll @FloatRange(min = -5, max = 5) float a,
            @ForAll @FloatRange(min = -5, max = 5) float b) {
        float[] logits = new float[BINS];
        double[] p = new double[BINS];
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            logits[i] = bins.get(i);
            p[i] = Math.exp(logits[i]);
            sum += p[i];
        }
        SlotScores scores = score(logits, a, b);
        int bin = scores.token[0] - 2;
        double below = 0;
        for (int i = 0; i < bin; i++) {
            below += p[i] / sum;
        }
        assertThat(below).isLessThan(0.5 + 1e-5);
        assertThat(below + p[bin] / sum).isGreaterThan(0.5 - 1e-5);
        double mass = 0;
        for (int i = Math.max(0, bin - WINDOW); i <= Math.min(BINS - 1, bin + WINDOW); i++) {
            mass += p[i] / sum;
        }
        assertThat((double) scores.confidence[0]).isCloseTo(mass, within(1e-5));
        assertThat(scores.token[1]).isEqualTo(b > a ? 1 : 0);
        double best = Math.exp(Math.max(a, b)) / (Math.exp(a) + Math.exp(b));
        assertThat((double) scores.confidence[1]).isCloseTo(best, within(1e-5));
    }

    @Property(tries = 1000)
    void shouldEqualTheExponentialOfTheLibrary(@ForAll @FloatRange(min = -20, max = 0) float x) {
        assertThat(ExactExp.exp(x) / Math.exp(x)).isCloseTo(1.0, within(1e-5));
    }

    @Property(tries = 500)
    void shouldDrawUniformNumbersInTheUnitInterval(
            @ForAll long seed, @ForAll long tick, @ForAll @IntRange(min = 0, max = 64) int step) {
        double u = CounterRandom.uniform(seed, tick, step, 5);
        assertThat(u).isBetween(0.0, Math.nextDown(1.0));
        assertThat(CounterRandom.uniform(seed, tick, step, 5)).isEqualTo(u);
        assertThat(CounterRandom.uniform(seed, tick, step, 6)).isNotEqualTo(u);
    }

    @Test
    void shouldSpreadDrawsEvenly() {
        int[] tenths = new int[10];
        for (int i = 0; i < 100_000; i++) {
            tenths[(int) (CounterRandom.uniform(7, i, i % 5, i % 22) * 10)]++;
        }
        for (int n : tenths) {
            assertThat(n).isBetween(9_600, 10_400);
        }
    }

    @Test
    void shouldHashEveryBit() {
        MemorySegment memory = Arena.ofAuto().allocate(101, 8);
        long before = BitHash.of(memory, 101);
        for (int bit = 0; bit < 101 * 8; bit++) {
            byte old = memory.get(ValueLayout.JAVA_BYTE, bit / 8);
            memory.set(ValueLayout.JAVA_BYTE, bit / 8, (byte) (old ^ 1 << bit % 8));
            assertThat(BitHash.of(memory, 101)).isNotEqualTo(before);
            memory.set(ValueLayout.JAVA_BYTE, bit / 8, old);
        }
        assertThat(BitHash.of(memory, 101)).isEqualTo(before);
    }
}
