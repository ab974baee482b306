package org.sanderling.planners.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Assume;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.CachePolicy;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.planners.decode.MaskedDiffusionDecoder;
import org.sanderling.planners.decode.StepTrace;

/**
 * The published algorithms in their plainest form, as oracles of the fast ones: lists, maps and doubles, one state after the
 * other. A rule's test supplies what its paper selects.
 */
final class Naive {
    static final int ENOUGH = 500;
    private static final double CLOSE = 1e-6;

    /** What the oracle of a rule sees. */
    static final class State {
        final PlanTemplate template;
        final TableModel model;
        int[] tokens;
        List<Integer> open = new ArrayList<>();
        Map<Integer, Double> confidence = new TreeMap<>();
        Map<Integer, Integer> proposal = new TreeMap<>();
        double[][] probability;
        float[][] logits;
        int round;
        int blockRound;
        int blockMasks;
        int blocks;

        State(TableModel model) {
            this.model = model;
            template = model.template;
        }

        /** The open slots, most confident first. */
        List<Integer> ranked() {
            List<Integer> r = new ArrayList<>(open);
            r.sort(Comparator.comparingDouble((Integer s) -> -confidence.get(s)).thenComparingInt(s -> s));
            return r;
        }

        double c(int rank) {
            return confidence.get(ranked().get(rank));
        }

        Set<Integer> top(int n) {
            List<Integer> r = ranked();
            return new TreeSet<>(r.subList(0, Math.min(n, r.size())));
        }

        boolean masked(int slot) {
            return tokens[slot] == template.maskId();
        }

        /** LLaDA's number of tokens in this step of {@code steps}. */
        int share(int steps) {
            int ofBlock = Math.max(1, steps / blocks);
            int[] shares = new int[Math.max(ofBlock, blockRound + 1)];
            for (int i = 0; i < ofBlock; i++) {
                shares[i] = blockMasks / ofBlock;
            }
            for (int i = 0; i < blockMasks % ofBlock; i++) {
                shares[i]++;
            }
            return shares[blockRound];
        }
    }

    /** What a rule selects. */
    interface Select {
        Set<Integer> commit(State state);
    }

    /** What a rule masks again, after its commitment. */
    interface MaskAgain {
        Set<Integer> remask(State state, Set<Integer> committed);
    }

    /** @param steps forward in which each slot was committed */
    record Result(List<Integer> tokens, List<Integer> steps, int forwards) {}

    private Naive() {}

    static PlanTemplate template(int slots) {
        List<PlanTemplate.Slot> list = new ArrayList<>();
        for (int s = 0; s < slots; s++) {
            int count = 2 + s % 4;
            String[] labels = new String[count];
            Arrays.setAll(labels, i -> "l" + i);
            list.add(new PlanTemplate.Slot("slot" + s, false, s % 3, count, List.of(labels)));
        }
        return new PlanTemplate(list, 9, 10);
    }

    static DecoderSettings settings(String rule, int maxForwards, int blockSlots, Map<String, Double> parameters) {
        return new DecoderSettings(
                rule, 0, 0.5, 0.5, maxForwards, 0, 7, blockSlots, CachePolicy.NONE, List.of(), parameters);
    }

    /** Decodes with the real mechanism. */
    static Result fast(TableModel model, DecoderSettings settings) {
        PlanTemplate template = model.template;
        MaskedDiffusionDecoder decoder =
                new MaskedDiffusionDecoder(template, model, settings, Rules.create(RuleParts.of(template, settings)));
        Plan plan = new Plan(template.size(), 1, 1, 1);
        StepTrace trace = new StepTrace(settings.maxForwards(), template.size());
        int[] forced = new int[template.size()];
        Arrays.fill(forced, -1);
        int before = model.forwards;
        if (!decoder.decode(new Observation(1, 1, 1, 1, 1), 3, step -> Integer.MAX_VALUE, forced, plan, trace)) {
            throw new AssertionError("no plan: " + plan.stopReason);
        }
        return new Result(list(plan.tokens), list(trace.slotStep), model.forwards - before);
    }

    static Result naive(TableModel model, int blockSlots, Select select) {
        return naive(model, blockSlots, select, (state, committed) -> Set.of());
    }

    static Result naive(TableModel model, int blockSlots, Select select, MaskAgain again) {
        State s = new State(model);
        int n = model.template.size();
        int size = blockSlots == 0 ? n : blockSlots;
        s.blocks = Math.ceilDiv(n, size);
        s.tokens = new int[n];
        Arrays.fill(s.tokens, model.template.maskId());
        int[] steps = new int[n];
        Arrays.fill(steps, -1);
        int block = -1;
        for (; s.round < ENOUGH; s.round++, s.blockRound++) {
            int first = firstMasked(s);
            if (first < 0) {
                return new Result(list(s.tokens), list(steps), s.round);
            }
            see(s, size);
            if (first / size != block) {
                block = first / size;
                s.blockRound = 0;
                s.blockMasks = s.open.size();
            }
            Set<Integer> commit = select.commit(s);
            for (int slot : commit) {
                s.tokens[slot] = s.proposal.get(slot);
                steps[slot] = s.round;
            }
            for (int slot : again.remask(s, commit)) {
                s.tokens[slot] = model.template.maskId();
                steps[slot] = -1;
            }
        }
        throw new AssertionError("does not end");
    }

    private static int firstMasked(State s) {
        for (int i = 0; i < s.tokens.length; i++) {
            if (s.masked(i)) {
                return i;
            }
        }
        return -1;
    }

    private static void see(State s, int size) {
        s.logits = s.model.table(s.tokens);
        s.probability = new double[s.tokens.length][];
        s.open.clear();
        s.confidence.clear();
        s.proposal.clear();
        int block = firstMasked(s) / size;
        for (int i = 0; i < s.tokens.length; i++) {
            PlanTemplate.Slot slot = s.template.slots().get(i);
            s.probability[i] = softmax(s.logits[i], slot.first(), slot.count());
            if (!s.masked(i)) {
                continue;
            }
            int best = slot.first();
            for (int v = slot.first(); v < slot.first() + slot.count(); v++) {
                best = s.probability[i][v] > s.probability[i][best] ? v : best;
            }
            s.proposal.put(i, best);
            s.confidence.put(i, s.probability[i][best]);
            if (i / size == block) {
                s.open.add(i);
            }
        }
        Assume.that(decided(s));
    }

    /** Whether no two confidences, and no two likeliest tokens, are as close as doubles and floats may order them differently. */
    private static boolean decided(State s) {
        double[] c = s.confidence.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        for (int i = 1; i < c.length; i++) {
            if (c[i] - c[i - 1] < CLOSE) {
                return false;
            }
        }
        for (int slot : s.confidence.keySet()) {
            double[] p = s.probability[slot].clone();
            Arrays.sort(p);
            if (p[p.length - 1] - p[p.length - 2] < CLOSE) {
                return false;
            }
        }
        return true;
    }

    private static double[] softmax(float[] logits, int first, int count) {
        double[] p = new double[logits.length];
        double sum = 0;
        for (int v = first; v < first + count; v++) {
            p[v] = Math.exp(logits[v]);
            sum += p[v];
        }
        for (int v = 0; v < p.length; v++) {
            p[v] /= sum;
        }
        return p;
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
