package org.sanderling.benchmarks.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.PlanTemplate.Group;
import org.sanderling.planners.decode.CounterRandom;

/**
 * A given number a, any b and their sum c, digit by digit, the lowest first: b's digits are free of each other, c's hang on
 * them through the carry. The template says so: a digit of c comes after the digits of b up to its place.
 */
final class Addition implements ListTask {
    private static final int DIGITS = 4;
    private static final int SLOTS = 2 * DIGITS + 1;
    private static final int BASE = 10;

    private final PlanTemplate template = Lists.template(SLOTS, BASE, groups());
    private final int[] a = new int[DIGITS];

    private static List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        List<String> digits = new ArrayList<>();
        for (int i = 0; i < DIGITS; i++) {
            groups.add(new Group("b" + i, List.of(i), List.of()));
            digits.add("b" + i);
        }
        for (int i = 0; i <= DIGITS; i++) {
            groups.add(new Group("c" + i, List.of(DIGITS + i), digits.subList(0, Math.min(i + 1, DIGITS))));
        }
        return groups;
    }

    @Override
    public String name() {
        return "addition";
    }

    @Override
    public PlanTemplate template() {
        return template;
    }

    @Override
    public void begin(long seed) {
        for (int i = 0; i < DIGITS; i++) {
            a[i] = (int) (CounterRandom.uniform(seed, 13, i, 0) * BASE);
        }
    }

    @Override
    public void marginals(int[] tokens, double[][] probability) {
        int[] seen = tokens.clone();
        for (int s = 0; s < SLOTS; s++) {
            int own = seen[s];
            seen[s] = template.maskId();
            Arrays.fill(probability[s], 0);
            double all = 0;
            for (int v = 0; v < BASE; v++) {
                seen[s] = v;
                probability[s][v] = count(seen);
                all += probability[s][v];
            }
            seen[s] = own;
            if (all == 0) {
                Lists.uniform(probability[s], BASE);
            } else {
                for (int v = 0; v < BASE; v++) {
                    probability[s][v] /= all;
                }
            }
        }
    }

    /** Numbers b that agree with what is seen: a sum over the carry chain. */
    private double count(int[] seen) {
        int mask = template.maskId();
        double[] byCarry = {1, 0};
        for (int i = 0; i < DIGITS; i++) {
            double[] next = new double[2];
            for (int carry = 0; carry < 2; carry++) {
                for (int b = 0; b < BASE; b++) {
                    int sum = a[i] + b + carry;
                    boolean agrees = (seen[i] == mask || seen[i] == b)
                            && (seen[DIGITS + i] == mask || seen[DIGITS + i] == sum % BASE);
                    next[sum / BASE] += agrees ? byCarry[carry] : 0;
                }
            }
            byCarry = next;
        }
        int last = seen[2 * DIGITS];
        return (last == mask || last == 0 ? byCarry[0] : 0) + (last == mask || last == 1 ? byCarry[1] : 0);
    }

    @Override
    public boolean right(int[] tokens) {
        int carry = 0;
        for (int i = 0; i < DIGITS; i++) {
            int sum = a[i] + tokens[i] + carry;
            if (tokens[DIGITS + i] != sum % BASE) {
                return false;
            }
            carry = sum / BASE;
        }
        return tokens[2 * DIGITS] == carry;
    }

    /** Two forwards are enough: b, then c. Of one, the mean over a of what independent digits get right. */
    @Override
    public double leastError(int forwards) {
        if (forwards > 1) {
            return 0;
        }
        double right = 0;
        int all = (int) Math.pow(BASE, DIGITS);
        int[] before = a.clone();
        double[][] p = new double[SLOTS][BASE + 1];
        for (int number = 0; number < all; number++) {
            right += rightAtOnce(number, p);
        }
        System.arraycopy(before, 0, a, 0, DIGITS);
        return 1 - right / all;
    }

    private double rightAtOnce(int number, double[][] p) {
        masked(number, p);
        double[] byCarry = {1, 0};
        for (int i = 0; i < DIGITS; i++) {
            double[] next = new double[2];
            for (int carry = 0; carry < 2; carry++) {
                for (int b = 0; b < BASE; b++) {
                    int sum = a[i] + b + carry;
                    next[sum / BASE] += byCarry[carry] * p[i][b] * p[DIGITS + i][sum % BASE];
                }
            }
            byCarry = next;
        }
        return byCarry[0] * p[2 * DIGITS][0] + byCarry[1] * p[2 * DIGITS][1];
    }

    @Override
    public double leastTotalCorrelation(int forwards) {
        if (forwards > 1) {
            return 0;
        }
        double lost = 0;
        int all = (int) Math.pow(BASE, DIGITS);
        int[] before = a.clone();
        double[][] p = new double[SLOTS][BASE + 1];
        for (int number = 0; number < all; number++) {
            masked(number, p);
            for (double[] slot : p) {
                for (double v : slot) {
                    lost -= v > 0 ? v * Math.log(v) : 0;
                }
            }
            lost -= DIGITS * Math.log(BASE);
        }
        System.arraycopy(before, 0, a, 0, DIGITS);
        return lost / all;
    }

    private void masked(int number, double[][] p) {
        int rest = number;
        for (int i = 0; i < DIGITS; i++) {
            a[i] = rest % BASE;
            rest /= BASE;
        }
        int[] nothing = new int[SLOTS];
        Arrays.fill(nothing, template.maskId());
        marginals(nothing, p);
    }
}
