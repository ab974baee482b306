package org.sanderling.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanderling.tokenizers.TokenizerOptions.Merge;

/**
 * Byte-pair encoding over whole numbers 0…alphabet − 1: the i-th merge replaces a pair of neighbours by token alphabet + i, earlier merges first. Immutable;
 * any thread.
 *
 * <p>Source: Sennrich et al., arXiv 1508.07909.
 */
final class BytePairs {
    private static final Comparator<Merge> SMALLEST =
            Comparator.comparingInt(Merge::left).thenComparingInt(Merge::right);

    private final int alphabet;
    private final Map<Merge, Integer> rankOf = new HashMap<>();
    /** What each merge's token stands for. */
    private final List<int[]> expansions = new ArrayList<>();

    BytePairs(int alphabet, List<Merge> merges) {
        this.alphabet = alphabet;
        for (Merge merge : merges) {
            int known = alphabet + expansions.size();
            if (merge.left() < 0 || merge.right() < 0 || merge.left() >= known || merge.right() >= known) {
                throw new TokenizerException("merge " + expansions.size() + " joins " + merge.left() + " and "
                        + merge.right() + "; only tokens 0…" + (known - 1) + " are known before it");
            }
            rankOf.putIfAbsent(merge, expansions.size());
            int[] left = expand(merge.left());
            int[] right = expand(merge.right());
            int[] both = Arrays.copyOf(left, left.length + right.length);
            System.arraycopy(right, 0, both, left.length, right.length);
            expansions.add(both);
        }
    }

    /** Merges symbols in place; returns how many tokens are left. */
    int encode(int[] symbols, int offset, int count) {
        int left = count;
        while (true) {
            int best = Integer.MAX_VALUE;
            for (int i = offset; i + 1 < offset + left; i++) {
                best = Math.min(best, rankOf.getOrDefault(new Merge(symbols[i], symbols[i + 1]), Integer.MAX_VALUE));
            }
            if (best == Integer.MAX_VALUE) {
                return left;
            }
            left = merge(symbols, offset, left, best);
        }
    }

    private int merge(int[] symbols, int offset, int count, int rank) {
        int to = offset;
        int end = offset + count;
        for (int i = offset; i < end; i++) {
            boolean pair = i + 1 < end && rankOf.getOrDefault(new Merge(symbols[i], symbols[i + 1]), -1) == rank;
            symbols[to++] = pair ? alphabet + rank : symbols[i];
            i += pair ? 1 : 0;
        }
        return to - offset;
    }

    /** The symbols that a token stands for. */
    int[] expand(int token) {
        return token < alphabet ? new int[] {token} : expansions.get(token - alphabet);
    }

    /**
     * Learns merges: again and again the most frequent pair of neighbours (of equally frequent ones the smallest) becomes a token, until there are enough
     * or no pair comes twice.
     *
     * @param sequences symbols below {@code alphabet}; left as they are
     */
    static List<Merge> train(List<int[]> sequences, int alphabet, int merges) {
        List<int[]> work = sequences.stream().map(int[]::clone).toList();
        int[] lengths = work.stream().mapToInt(s -> s.length).toArray();
        List<Merge> learnt = new ArrayList<>();
        while (learnt.size() < merges) {
            Map<Merge, Integer> counts = new HashMap<>();
            for (int s = 0; s < lengths.length; s++) {
                for (int i = 0; i + 1 < lengths[s]; i++) {
                    counts.merge(new Merge(work.get(s)[i], work.get(s)[i + 1]), 1, Integer::sum);
                }
            }
            Optional<Merge> best = mostFrequent(counts);
            if (best.isEmpty()) {
                break;
            }
            learnt.add(best.get());
            BytePairs one = new BytePairs(alphabet, learnt);
            for (int s = 0; s < lengths.length; s++) {
                lengths[s] = one.merge(work.get(s), 0, lengths[s], learnt.size() - 1);
            }
        }
        return learnt;
    }

    /** Of the pairs that come at least twice. */
    private static Optional<Merge> mostFrequent(Map<Merge, Integer> counts) {
        return counts.entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .max(Map.Entry.<Merge, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(SMALLEST.reversed())))
                .map(Map.Entry::getKey);
    }
}
